#include "lib/base/record.h"

#include <string.h>

enum { RECORD_BITS = 7, RECORD_MORE = 0x80, RECORD_SHIFT_MOST = 63 };

void
record_put_number(struct buf *out, uint64_t number)
{
    while (number >= RECORD_MORE) {
        buf_put_byte(out, (char)(number | RECORD_MORE));
        number >>= RECORD_BITS;
    }
    buf_put_byte(out, (char)number);
}

void
record_put_bytes(struct buf *out, const void *bytes, size_t len)
{
    record_put_number(out, len);
    buf_put(out, bytes, len);
}

void
record_put_text(struct buf *out, const char *text)
{
    record_put_bytes(out, text, text == NULL ? 0 : strlen(text));
}

struct record
record_open(const void *bytes, size_t len)
{
    const char *at = len == 0 ? "" : bytes;

    return (struct record){.at = at, .end = at + len};
}

uint64_t
record_number(struct record *record)
{
    uint64_t number = 0;

    for (unsigned shift = 0; shift <= RECORD_SHIFT_MOST; shift += RECORD_BITS) {
        unsigned char byte;

        if (record->at == record->end)
            break;
        byte = (unsigned char)*record->at++;
        number |= (uint64_t)(byte & ~RECORD_MORE) << shift;
        if ((byte & RECORD_MORE) == 0)
            return number;
    }
    record->bad = true;
    record->at = record->end;
    return 0;
}

uint64_t
record_number_to(struct record *record, uint64_t most)
{
    uint64_t number = record_number(record);

    if (number <= most)
        return number;
    record->bad = true;
    record->at = record->end;
    return 0;
}

const char *
record_bytes(struct record *record, size_t *len)
{
    uint64_t want = record_number(record);
    const char *bytes = record->at;

    if (want > (uint64_t)(record->end - record->at)) {
        record->bad = true;
        record->at = record->end;
        want = 0;
        bytes = record->end;
    }
    record->at += want;
    *len = want;
    return bytes;
}

char *
record_text(struct record *record, struct arena *arena)
{
    size_t len;
    const char *bytes = record_bytes(record, &len);

    return arena_strndup(arena, bytes, len);
}
