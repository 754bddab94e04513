#include "lib/wire/json_out.h"

#include "lib/text/utf8.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

static const char hex_digits[] = "0123456789abcdef";

static const char short_escapes[128] = {
    ['"'] = '"',  ['\\'] = '\\', ['\b'] = 'b', ['\f'] = 'f',
    ['\n'] = 'n', ['\r'] = 'r',  ['\t'] = 't',
};

static void
put_escape(struct buf *out, int32_t point)
{
    if (point < 128 && short_escapes[point] != 0) {
        buf_put_byte(out, '\\');
        buf_put_byte(out, short_escapes[point]);
        return;
    }
    buf_put(out, "\\u", 2);
    for (int shift = 12; shift >= 0; shift -= 4)
        buf_put_byte(out, hex_digits[(point >> shift) & 0xf]);
}

static bool
needs_escape(int32_t point)
{
    return point < 0x20 || point == '"' || point == '\\' ||
           (point >= 0x7f && point < 0xa0) || point == 0x2028 ||
           point == 0x2029;
}

static bool
is_plain(unsigned char byte)
{
    return (unsigned char)(byte - 0x20) < 0x5f && byte != '"' && byte != '\\';
}

enum { PLAIN_AT_ONCE = 16 }; /* bytes; the loop becomes a few vector steps */

/* From `at` to the first byte that may need an escape. */
static size_t
skip_plain(const char *text, size_t len, size_t at)
{
    while (len - at >= PLAIN_AT_ONCE) {
        unsigned char other = 0;

        for (size_t i = 0; i < PLAIN_AT_ONCE; i++)
            other |= (unsigned char)!is_plain((unsigned char)text[at + i]);
        if (other != 0)
            break;
        at += PLAIN_AT_ONCE;
    }
    while (at < len && is_plain((unsigned char)text[at]))
        at++;
    return at;
}

void
json_put_text_n(struct buf *out, const char *text, size_t len)
{
    size_t at = 0, kept = 0; /* text[kept...at] goes out as it is */

    buf_put_byte(out, '"');
    for (at = skip_plain(text, len, 0); at < len;
         at = skip_plain(text, len, at)) {
        size_t first = at;
        int32_t point;

        point = utf8_next(text, len, &at);
        if (point != UTF8_BAD && !needs_escape(point))
            continue;
        buf_put(out, text + kept, first - kept);
        put_escape(out, point == UTF8_BAD ? 0xfffd : point);
        kept = at;
    }
    buf_put(out, text + kept, len - kept);
    buf_put_byte(out, '"');
}

void
json_put_text(struct buf *out, const char *text)
{
    if (text == NULL)
        buf_put_text(out, "null");
    else
        json_put_text_n(out, text, strlen(text));
}

void
json_put_comma(struct buf *out)
{
    char last = out->len == 0 ? '[' : out->data[out->len - 1];

    if (last != '[' && last != '{')
        buf_put_byte(out, ',');
}

void
json_put_key(struct buf *out, const char *key)
{
    json_put_comma(out);
    json_put_text(out, key);
    buf_put_byte(out, ':');
}

void
json_put_member(struct buf *out, const char *key, const char *text)
{
    json_put_key(out, key);
    json_put_text(out, text);
}

void
json_put_member_number(struct buf *out, const char *key, long long number)
{
    json_put_key(out, key);
    buf_printf(out, "%lld", number);
}

void
json_put_member_count(struct buf *out, const char *key, unsigned number)
{
    json_put_key(out, key);
    if (number == 0)
        buf_put_text(out, "null");
    else
        buf_printf(out, "%u", number);
}

void
json_put_member_known(struct buf *out, const char *key, unsigned number)
{
    if (number > 0)
        json_put_member_number(out, key, number);
}

void
json_put_member_bool(struct buf *out, const char *key, bool value)
{
    json_put_key(out, key);
    buf_put_text(out, value ? "true" : "false");
}

void
json_put_member_texts(struct buf *out, const char *key,
                      const char *const *texts, size_t count)
{
    json_put_key(out, key);
    buf_put_byte(out, '[');
    for (size_t i = 0; i < count; i++) {
        json_put_comma(out);
        json_put_text(out, texts[i]);
    }
    buf_put_byte(out, ']');
}
