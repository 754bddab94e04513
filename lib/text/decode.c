#include "lib/text/decode.h"

#include "lib/base/buf.h"
#include "lib/text/utf8.h"

#include <stdint.h>
#include <string.h>

#include <utf8proc.h>

#define UTF8_MARK "\xef\xbb\xbf"

enum {
    REPLACEMENT = 0xfffd,
    HIGH_FIRST = 0xd800,
    LOW_FIRST = 0xdc00,
    SURROGATE_END = 0xe000,
    SURROGATE_BITS = 10,
    ABOVE_FIRST = 0x10000,
    C1_FIRST = 0x80,
    C1_END = 0xa0,
    UTF8_BYTES_MAX = 4
};

struct decoding {
    struct buf out;
    size_t bad;
};

const char *
decode_charset_name(enum decode_charset charset)
{
    static const char *const names[] = {
        [DECODE_UTF_8] = "UTF-8",
        [DECODE_UTF_16] = "UTF-16",
        [DECODE_WINDOWS_1252] = "windows-1252",
    };
    _Static_assert(sizeof names / sizeof *names == DECODE_COUNT,
                   "a name for every charset");

    return names[charset];
}

static void
put(struct decoding *decoding, int32_t point)
{
    utf8proc_uint8_t bytes[UTF8_BYTES_MAX];

    buf_put(&decoding->out, bytes, (size_t)utf8proc_encode_char(point, bytes));
}

static void
put_bad(struct decoding *decoding)
{
    decoding->bad++;
    put(decoding, REPLACEMENT);
}

static void
from_utf8(struct decoding *decoding, const char *text, size_t len)
{
    for (size_t at = 0; at < len;) {
        size_t start = at;

        if (utf8_next(text, len, &at) == UTF8_BAD)
            put_bad(decoding);
        else
            buf_put(&decoding->out, text + start, at - start);
    }
}

static int32_t
unit_at(const char *bytes, size_t at, bool big)
{
    unsigned char first = (unsigned char)bytes[at];
    unsigned char second = (unsigned char)bytes[at + 1];

    return big ? first << 8 | second : second << 8 | first;
}

static void
from_utf16(struct decoding *decoding, const char *bytes, size_t len, bool big)
{
    size_t at = 0;

    while (at + 1 < len) {
        int32_t unit = unit_at(bytes, at, big), low = 0;

        at += 2;
        if (unit < HIGH_FIRST || unit >= SURROGATE_END) {
            put(decoding, unit);
            continue;
        }
        if (unit < LOW_FIRST && at + 1 < len)
            low = unit_at(bytes, at, big);
        if (low < LOW_FIRST || low >= SURROGATE_END) {
            put_bad(decoding);
            continue;
        }
        at += 2;
        put(decoding, ABOVE_FIRST + ((unit - HIGH_FIRST) << SURROGATE_BITS) +
                          (low - LOW_FIRST));
    }
    if (at < len)
        put_bad(decoding); /* half a character */
}

static void
from_windows_1252(struct decoding *decoding, const char *bytes, size_t len)
{
    /* 0x80 to 0x9f; 0: none */
    static const uint16_t points[C1_END - C1_FIRST] = {
        0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
        0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017d, 0,
        0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
        0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178,
    };

    for (size_t at = 0; at < len; at++) {
        unsigned char byte = (unsigned char)bytes[at];
        int32_t point =
            byte >= C1_FIRST && byte < C1_END ? points[byte - C1_FIRST] : byte;

        if (point == 0 && byte != 0)
            put_bad(decoding);
        else
            put(decoding, point);
    }
}

static bool
begins_with(const char *bytes, size_t len, const char *mark)
{
    return len >= strlen(mark) && memcmp(bytes, mark, strlen(mark)) == 0;
}

/* Reads bytes that are not UTF-8 throughout. */
static enum decode_charset
decode(struct decoding *decoding, const char *bytes, size_t len, bool marked)
{
    bool big = begins_with(bytes, len, "\xfe\xff");

    if (marked) {
        from_utf8(decoding, bytes, len);
        return DECODE_UTF_8;
    }
    if (big || begins_with(bytes, len, "\xff\xfe")) {
        from_utf16(decoding, bytes + 2, len - 2, big);
        return DECODE_UTF_16;
    }
    from_windows_1252(decoding, bytes, len);
    return DECODE_WINDOWS_1252;
}

void
decode_text(struct decoded *out, const char *bytes, size_t len,
            struct arena *arena)
{
    bool marked = begins_with(bytes, len, UTF8_MARK);
    struct decoding decoding = {0};

    if (marked) {
        bytes += strlen(UTF8_MARK);
        len -= strlen(UTF8_MARK);
    }
    *out = (struct decoded){.text = bytes, .len = len};
    if (utf8_valid(bytes, len))
        return;
    out->charset = decode(&decoding, bytes, len, marked);
    out->bad = decoding.bad;
    out->len = decoding.out.len;
    out->text = arena_strndup(arena, buf_text(&decoding.out), out->len);
    buf_deinit(&decoding.out);
}
