#include "lib/text/decode.h"

#include "lib/base/buf.h"
#include "lib/base/cleanup.h"
#include "lib/text/utf8.h"

#include <string.h>

enum {
    REPLACEMENT = 0xfffd,
    HIGH_FIRST = 0xd800,
    LOW_FIRST = 0xdc00,
    SURROGATE_END = 0xe000,
    SURROGATE_BITS = 10,
    ABOVE_FIRST = 0x10000,
    C1_FIRST = 0x80,
    C1_END = 0xa0
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
put_bad(struct decoding *decoding)
{
    decoding->bad++;
    utf8_put(&decoding->out, REPLACEMENT);
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
            utf8_put(&decoding->out, unit);
            continue;
        }
        if (unit < LOW_FIRST && at + 1 < len)
            low = unit_at(bytes, at, big);
        if (low < LOW_FIRST || low >= SURROGATE_END) {
            put_bad(decoding);
            continue;
        }
        at += 2;
        utf8_put(&decoding->out, ABOVE_FIRST +
                                     ((unit - HIGH_FIRST) << SURROGATE_BITS) +
                                     (low - LOW_FIRST));
    }
    if (at < len)
        put_bad(decoding); /* half a character */
}

int32_t
decode_windows_1252(int32_t point)
{
    static const uint16_t points[C1_END - C1_FIRST] = {
        0x20ac, 0xfffd, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
        0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0xfffd, 0x017d, 0xfffd,
        0xfffd, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
        0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0xfffd, 0x017e, 0x0178,
    };

    return point >= C1_FIRST && point < C1_END ? points[point - C1_FIRST]
                                               : point;
}

static void
from_windows_1252(struct decoding *decoding, const char *bytes, size_t len)
{
    for (size_t at = 0; at < len; at++) {
        int32_t point = decode_windows_1252((unsigned char)bytes[at]);

        if (point == REPLACEMENT)
            put_bad(decoding);
        else
            utf8_put(&decoding->out, point);
    }
}

static bool
begins_with(const char *bytes, size_t len, const char *mark)
{
    return len >= strlen(mark) && memcmp(bytes, mark, strlen(mark)) == 0;
}

/* The charset that a byte order mark names, the mark taken off; false: there
 * is none. */
static bool
take_mark(enum decode_charset *charset, bool *big, const char **bytes,
          size_t *len)
{
    static const struct {
        const char *mark;
        enum decode_charset charset;
        bool big;
    } marks[] = {
        {"\xef\xbb\xbf", DECODE_UTF_8, false},
        {"\xff\xfe", DECODE_UTF_16, false},
        {"\xfe\xff", DECODE_UTF_16, true},
    };

    for (size_t i = 0; i < COUNT_OF(marks); i++) {
        if (!begins_with(*bytes, *len, marks[i].mark))
            continue;
        *charset = marks[i].charset;
        *big = marks[i].big;
        *bytes += strlen(marks[i].mark);
        *len -= strlen(marks[i].mark);
        return true;
    }
    return false;
}

bool
decode_has_mark(const char *bytes, size_t len)
{
    return take_mark(&(enum decode_charset){0}, &(bool){0}, &bytes, &len);
}

void
decode_as(struct decoded *out, enum decode_charset charset, const char *bytes,
          size_t len, struct arena *arena)
{
    struct decoding decoding = {0};
    bool big = false;

    take_mark(&charset, &big, &bytes, &len);
    *out = (struct decoded){.text = bytes, .len = len, .charset = charset};
    if (charset == DECODE_UTF_8 && utf8_valid(bytes, len))
        return;
    if (charset == DECODE_UTF_8)
        from_utf8(&decoding, bytes, len);
    else if (charset == DECODE_UTF_16)
        from_utf16(&decoding, bytes, len, big);
    else
        from_windows_1252(&decoding, bytes, len);
    out->bad = decoding.bad;
    out->len = decoding.out.len;
    out->text = arena_strndup(arena, buf_text(&decoding.out), out->len);
    buf_deinit(&decoding.out);
}

void
decode_text(struct decoded *out, const char *bytes, size_t len,
            struct arena *arena)
{
    decode_as(out, utf8_valid(bytes, len) ? DECODE_UTF_8 : DECODE_WINDOWS_1252,
              bytes, len, arena);
}
