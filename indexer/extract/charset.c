#include "indexer/extract/charset.h"

#include "lib/base/arena.h"
#include "lib/base/cleanup.h"
#include "lib/text/decode.h"
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

/* Names of charsets may not stand in what has a byte order mark. */
static enum status
choose(enum decode_charset *out, const char *bytes, size_t len,
       struct error *err)
{
    char name[CHARSET_NAME_MAX + 1];
    bool is_utf8 = utf8_valid(bytes, len);
    enum charset charset =
        declared(name, bytes, len) ? find_charset(name) : CHARSET_NONE;

    if (charset == CHARSET_UNKNOWN && !is_utf8 && !decode_has_mark(bytes, len))
        return error_set(err, STATUS_BAD_DOCUMENT,
                         "it is written in \"%s\", which is not read here; "
                         "save it as UTF-8",
                         name);
    *out = charset == CHARSET_WINDOWS || (charset == CHARSET_NONE && !is_utf8)
               ? DECODE_WINDOWS_1252
               : DECODE_UTF_8;
    return STATUS_OK;
}

enum status
charset_read(struct buf *out, const char *bytes, size_t len, struct error *err)
{
    CLEANUP(arena_freep) struct arena *arena = NULL;
    enum decode_charset charset;
    struct decoded decoded;
    enum status status = choose(&charset, bytes, len, err);

    if (status != STATUS_OK)
        return status;
    arena = arena_new();
    decode_as(&decoded, charset, bytes, len, arena);
    for (size_t at = 0; at < decoded.len; at++)
        if (decoded.text[at] != '\0')
            buf_put_byte(out, decoded.text[at]);
    return STATUS_OK;
}
