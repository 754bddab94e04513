#include "indexer/extract/charset.h"

#include "lib/base/cleanup.h"
#include "lib/text/utf8.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>

enum { CHARSET_HEAD = 4096, CHARSET_NAME_MAX = 40 };

enum charset { CHARSET_UNKNOWN, CHARSET_NONE, CHARSET_UTF8, CHARSET_WINDOWS };

static const struct {
    const char *name;
    enum charset charset;
} charsets[] = {
    {"utf-8", CHARSET_UTF8},
    {"utf8", CHARSET_UTF8},
    {"us-ascii", CHARSET_UTF8},
    {"ascii", CHARSET_UTF8},
    {"windows-1252", CHARSET_WINDOWS},
    {"cp1252", CHARSET_WINDOWS},
    {"iso-8859-1", CHARSET_WINDOWS},
    {"iso8859-1", CHARSET_WINDOWS},
    {"latin1", CHARSET_WINDOWS},
    /* who can say so in ASCII does not mean it */
    {"utf-16", CHARSET_UTF8},
    {"unicode", CHARSET_UTF8},
};

int32_t
charset_windows(int32_t point)
{
    static const int32_t points[] = {
        0x20ac, 0x81,   0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
        0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8d,   0x017d, 0x8f,
        0x90,   0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
        0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x9d,   0x017e, 0x0178};

    return point >= 0x80 && point < 0xa0 ? points[point - 0x80] : point;
}

void
charset_put(struct buf *out, int32_t point)
{
    if (point < 0 || point > 0x10ffff || (point >= 0xd800 && point < 0xe000))
        point = 0xfffd;
    if (point < 0x80) {
        buf_put_byte(out, (char)point);
    } else if (point < 0x800) {
        buf_put_byte(out, (char)(0xc0 | point >> 6));
        buf_put_byte(out, (char)(0x80 | (point & 0x3f)));
    } else if (point < 0x10000) {
        buf_put_byte(out, (char)(0xe0 | point >> 12));
        buf_put_byte(out, (char)(0x80 | (point >> 6 & 0x3f)));
        buf_put_byte(out, (char)(0x80 | (point & 0x3f)));
    } else {
        buf_put_byte(out, (char)(0xf0 | point >> 18));
        buf_put_byte(out, (char)(0x80 | (point >> 12 & 0x3f)));
        buf_put_byte(out, (char)(0x80 | (point >> 6 & 0x3f)));
        buf_put_byte(out, (char)(0x80 | (point & 0x3f)));
    }
}

static void
put_utf8(struct buf *out, const char *bytes, size_t len)
{
    for (size_t at = 0; at < len;) {
        int32_t point = utf8_next(bytes, len, &at);

        if (point != 0)
            charset_put(out, point);
    }
}

static void
put_windows(struct buf *out, const char *bytes, size_t len)
{
    for (size_t at = 0; at < len; at++)
        if (bytes[at] != '\0')
            charset_put(out, charset_windows((unsigned char)bytes[at]));
}

static int32_t
unit_at(const char *bytes, size_t at, bool is_big)
{
    unsigned char first = (unsigned char)bytes[at];
    unsigned char second = (unsigned char)bytes[at + 1];

    return is_big ? first << 8 | second : second << 8 | first;
}

static void
put_utf16(struct buf *out, const char *bytes, size_t len, bool is_big)
{
    for (size_t at = 0; at + 1 < len; at += 2) {
        int32_t point = unit_at(bytes, at, is_big);

        if (point >= 0xd800 && point < 0xdc00 && at + 3 < len) {
            int32_t low = unit_at(bytes, at + 2, is_big);

            if (low >= 0xdc00 && low < 0xe000) {
                point = 0x10000 + ((point - 0xd800) << 10) + (low - 0xdc00);
                at += 2;
            }
        }
        if (point != 0)
            charset_put(out, point);
    }
}

static size_t
skip(const char *bytes, size_t at, size_t most, const char *what)
{
    while (at < most && bytes[at] != '\0' && strchr(what, bytes[at]) != NULL)
        at++;
    return at;
}

/* The name behind `word`, if that stands at `at` with a "=" behind it. */
static bool
declared_at(char *name, const char *bytes, size_t at, size_t most,
            const char *word)
{
    size_t size = strlen(word), used = 0;

    if (size > most - at || strncasecmp(bytes + at, word, size) != 0)
        return false;
    at = skip(bytes, at + size, most, " \t\r\n");
    if (at == most || bytes[at] != '=')
        return false;
    at = skip(bytes, at + 1, most, " \t\r\n\"'");
    while (at < most && used < CHARSET_NAME_MAX &&
           (isalnum((unsigned char)bytes[at]) || bytes[at] == '-' ||
            bytes[at] == '_' || bytes[at] == '.' || bytes[at] == ':'))
        name[used++] = bytes[at++];
    name[used] = '\0';
    return used > 0;
}

/* The first name that the head declares. */
static bool
declared(char *name, const char *bytes, size_t len)
{
    size_t most = len < CHARSET_HEAD ? len : CHARSET_HEAD;

    for (size_t at = 0; at < most; at++)
        if (declared_at(name, bytes, at, most, "charset") ||
            declared_at(name, bytes, at, most, "encoding"))
            return true;
    return false;
}

static enum charset
find_charset(const char *name)
{
    for (size_t i = 0; i < COUNT_OF(charsets); i++)
        if (strcasecmp(charsets[i].name, name) == 0)
            return charsets[i].charset;
    return CHARSET_UNKNOWN;
}

static bool
starts(const char *bytes, size_t len, const char *mark)
{
    return len >= strlen(mark) && memcmp(bytes, mark, strlen(mark)) == 0;
}

enum status
charset_read(struct buf *out, const char *bytes, size_t len, struct error *err)
{
    char name[CHARSET_NAME_MAX + 1];
    enum charset charset;
    bool is_utf8;

    if (starts(bytes, len, "\xff\xfe") || starts(bytes, len, "\xfe\xff")) {
        put_utf16(out, bytes + 2, len - 2, bytes[0] == '\xfe');
        return STATUS_OK;
    }
    if (starts(bytes, len, "\xef\xbb\xbf")) {
        put_utf8(out, bytes + 3, len - 3);
        return STATUS_OK;
    }
    is_utf8 = utf8_valid(bytes, len);
    charset = declared(name, bytes, len) ? find_charset(name) : CHARSET_NONE;
    if (charset == CHARSET_UNKNOWN && !is_utf8)
        return error_set(err, STATUS_BAD_DOCUMENT,
                         "it is written in \"%s\", which is not read here; "
                         "save it as UTF-8",
                         name);
    if (charset == CHARSET_WINDOWS || (charset == CHARSET_NONE && !is_utf8))
        put_windows(out, bytes, len);
    else
        put_utf8(out, bytes, len);
    return STATUS_OK;
}
