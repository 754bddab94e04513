/*
 * A decoder that takes nothing but well-formed UTF-8, and the few walks over
 * text that need one. ASCII never leaves the byte loop.
 */
#include "lib/text/utf8.h"

#include "lib/base/cleanup.h"

#include <string.h>
#include <utf8proc.h>

enum {
    ASCII_END = 0x80,
    C0_END = 0x20,
    DEL = 0x7f,
    C1_END = 0xa0,
    TAIL_BITS = 6,
    TAIL_MASK = 0x3f,
    TAIL_MARK = 0x80,
    REPLACEMENT = 0xfffd,
    UTF8_BYTES_MAX = 4
};

/* What a lead byte promises. A point below `least` was written too long. */
struct utf8_lead {
    unsigned char mask, mark;
    size_t tails;
    int32_t least;
};

static const struct utf8_lead leads[] = {
    {.mask = 0xe0, .mark = 0xc0, .tails = 1, .least = 0x80},
    {.mask = 0xf0, .mark = 0xe0, .tails = 2, .least = 0x800},
    {.mask = 0xf8, .mark = 0xf0, .tails = 3, .least = 0x10000},
};

static int32_t
utf8_decode(const struct utf8_lead *lead, const unsigned char *bytes,
            size_t len)
{
    int32_t point = bytes[0] & (unsigned char)~lead->mask;

    if (len <= lead->tails)
        return UTF8_BAD;
    for (size_t i = 1; i <= lead->tails; i++) {
        if ((bytes[i] & (unsigned char)~TAIL_MASK) != TAIL_MARK)
            return UTF8_BAD;
        point = point << TAIL_BITS | (bytes[i] & TAIL_MASK);
    }
    if (point < lead->least || !utf8proc_codepoint_valid(point))
        return UTF8_BAD;
    return point;
}

int32_t
utf8_next(const char *text, size_t len, size_t *at)
{
    const unsigned char *bytes = (const unsigned char *)text + *at;
    int32_t point = UTF8_BAD;
    size_t size = 1;

    if (bytes[0] < ASCII_END) {
        *at += 1;
        return bytes[0];
    }
    for (size_t i = 0; i < COUNT_OF(leads); i++) {
        if ((bytes[0] & leads[i].mask) != leads[i].mark)
            continue;
        point = utf8_decode(&leads[i], bytes, len - *at);
        if (point != UTF8_BAD)
            size += leads[i].tails;
    }
    *at += size;
    return point;
}

void
utf8_put(struct buf *out, int32_t point)
{
    utf8proc_uint8_t bytes[UTF8_BYTES_MAX];

    if (!utf8proc_codepoint_valid(point))
        point = REPLACEMENT;
    buf_put(out, bytes, (size_t)utf8proc_encode_char(point, bytes));
}

bool
utf8_valid(const char *text, size_t len)
{
    for (size_t at = 0; at < len;)
        if (utf8_next(text, len, &at) == UTF8_BAD)
            return false;
    return true;
}

size_t
utf8_count(const char *text, size_t at)
{
    size_t count = 0;

    for (size_t i = 0; i < at; count++)
        utf8_next(text, at, &i);
    return count;
}

unsigned
utf8_width(const char *text, size_t len)
{
    unsigned width = 0;

    for (size_t at = 0; at < len;) {
        int32_t point = utf8_next(text, len, &at);

        width += point == UTF8_BAD ? 1U : (unsigned)utf8proc_charwidth(point);
    }
    return width;
}

/* Controls that turn the direction of what stands around them. */
bool
utf8_is_direction(int32_t point)
{
    return point == 0x061c || point == 0x200e || point == 0x200f ||
           (point >= 0x202a && point <= 0x202e) ||
           (point >= 0x2066 && point <= 0x2069);
}

void
utf8_put_safe(struct buf *out, const char *text, size_t len)
{
    for (size_t at = 0; at < len;) {
        size_t from = at;
        int32_t point = utf8_next(text, len, &at);

        if (point == UTF8_BAD || point == DEL ||
            (point < C0_END && point != '\n'))
            buf_printf(out, "\\x%02x", (unsigned char)text[from]);
        else if ((point > DEL && point < C1_END) || utf8_is_direction(point))
            buf_printf(out, "\\u{%04x}", (unsigned)point);
        else
            buf_put(out, text + from, at - from);
    }
}

void
utf8_mend(char *text)
{
    size_t len = strlen(text), kept = 0;

    for (size_t at = 0; at < len;) {
        size_t from = at;

        if (utf8_next(text, len, &at) == UTF8_BAD)
            continue;
        memmove(text + kept, text + from, at - from);
        kept += at - from;
    }
    text[kept] = '\0';
}
