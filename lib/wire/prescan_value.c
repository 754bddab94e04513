#include "lib/wire/prescan_value.h"

#include "lib/base/cleanup.h"
#include "lib/text/utf8.h"

#include <stdint.h>
#include <string.h>

enum {
    NUMBER_MAX = 40 /* characters; cJSON's own buffer has 64 */
};

bool
scan_fail(struct scan *scan, const char *what, size_t at)
{
    reply_error_set(scan->error, REPLY_PARSE_ERROR, "not JSON: %s at byte %zu",
                    what, at);
    reply_error_number(scan->error, "at", (long)at);
    return false;
}

void
scan_space(struct scan *scan)
{
    while (scan->at < scan->len && scan->text[scan->at] != '\0' &&
           strchr(" \t\r\n", scan->text[scan->at]) != NULL)
        scan->at++;
}

static int
hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

/* The four digits behind \u; -1 when they are not there. */
static int32_t
scan_unit(const struct scan *scan, size_t at)
{
    int32_t unit = 0;

    if (scan->len - at < 4)
        return -1;
    for (size_t i = at; i < at + 4; i++) {
        int value = hex_value(scan->text[i]);

        if (value < 0)
            return -1;
        unit = unit * 16 + value;
    }
    return unit;
}

/* At the u of an escape; surrogates must come in pairs. */
static bool
scan_unicode_escape(struct scan *scan)
{
    size_t first = scan->at - 1;
    int32_t unit = scan_unit(scan, scan->at + 1), low;

    if (unit < 0)
        return scan_fail(scan, "\\u without four hex digits", first);
    if (unit == 0)
        return scan_fail(scan, "\\u0000, which no text may hold,", first);
    scan->at += 5;
    if (unit < 0xd800 || unit > 0xdfff)
        return true;
    if (unit > 0xdbff || scan->len - scan->at < 6 ||
        memcmp(scan->text + scan->at, "\\u", 2) != 0)
        return scan_fail(scan, "half a surrogate pair", first);
    low = scan_unit(scan, scan->at + 2);
    if (low < 0xdc00 || low > 0xdfff)
        return scan_fail(scan, "half a surrogate pair", first);
    scan->at += 6;
    return true;
}

static bool
scan_escape(struct scan *scan)
{
    scan->at++;
    if (scan->at == scan->len)
        return scan_fail(scan, "string not closed", scan->len);
    if (scan->text[scan->at] == 'u')
        return scan_unicode_escape(scan);
    if (scan->text[scan->at] == '\0' ||
        strchr("\"\\/bfnrt", scan->text[scan->at]) == NULL)
        return scan_fail(scan, "unknown escape", scan->at - 1);
    scan->at++;
    return true;
}

bool
scan_string(struct scan *scan)
{
    scan->at++;
    while (scan->at < scan->len) {
        unsigned char byte = (unsigned char)scan->text[scan->at];
        size_t at = scan->at;

        if (byte == '"') {
            scan->at++;
            return true;
        }
        if (byte == '\\') {
            if (!scan_escape(scan))
                return false;
        } else if (byte < 0x20) {
            return scan_fail(scan, "control byte in a string", at);
        } else if (byte < 0x80) {
            scan->at++;
        } else if (utf8_next(scan->text, scan->len, &scan->at) == UTF8_BAD) {
            return scan_fail(scan, "bytes that are not UTF-8", at);
        }
    }
    return scan_fail(scan, "string not closed", scan->len);
}

/* Digits at least one; false when there is none. */
static bool
scan_digits(struct scan *scan)
{
    size_t first = scan->at;

    while (scan->at < scan->len && scan->text[scan->at] >= '0' &&
           scan->text[scan->at] <= '9')
        scan->at++;
    return scan->at > first;
}

static bool
scan_take(struct scan *scan, const char *any)
{
    if (scan->at == scan->len || scan->text[scan->at] == '\0' ||
        strchr(any, scan->text[scan->at]) == NULL)
        return false;
    scan->at++;
    return true;
}

bool
scan_number(struct scan *scan)
{
    size_t first = scan->at;
    bool good;

    scan_take(scan, "-");
    if (scan_take(scan, "0"))
        good = true; /* nothing but . or e may follow a leading zero */
    else
        good = scan_digits(scan);
    if (good && scan_take(scan, "."))
        good = scan_digits(scan);
    if (good && scan_take(scan, "eE")) {
        scan_take(scan, "+-");
        good = scan_digits(scan);
    }
    if (!good)
        return scan_fail(scan, "not a number", first);
    if (scan->at - first > NUMBER_MAX)
        return scan_fail(scan, "a number of more than 40 characters", first);
    return true;
}

bool
scan_literal(struct scan *scan)
{
    static const char *const words[] = {"true", "false", "null"};

    for (size_t i = 0; i < COUNT_OF(words); i++) {
        size_t len = strlen(words[i]);

        if (scan->len - scan->at >= len &&
            memcmp(scan->text + scan->at, words[i], len) == 0) {
            scan->at += len;
            return true;
        }
    }
    return scan_fail(scan, "not a value", scan->at);
}

/* Libraries escape more than they must: PHP the slash, .NET the plus. */
int
scan_ascii(const char **at)
{
    int byte = (unsigned char)*(*at)++;

    if (byte == '\\') {
        byte = (unsigned char)*(*at)++;
        if (byte == 'u') {
            const struct scan digits = {.text = *at, .len = 4};

            byte = (int)scan_unit(&digits, 0);
            *at += 4;
        } else if (byte != '"' && byte != '\\' && byte != '/') {
            return -1; /* a control */
        }
    }
    return byte > ' ' && byte <= '~' ? byte : -1;
}
