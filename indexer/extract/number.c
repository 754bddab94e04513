#include "indexer/extract/number.h"

#include "lib/base/cleanup.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

enum {
    LETTERS = 26,
    LETTERS_MAX = 5, /* "eeeee" */
    ROMAN_MAX = 3999
};

#define NUMBER_NOT_KNOWN "\xef\xbf\xbd"

static const char *const names[] = {
    [NUMBER_DECIMAL] = "decimal",
    [NUMBER_DECIMAL_ZERO] = "decimalZero",
    [NUMBER_LOWER_LETTER] = "lowerLetter",
    [NUMBER_UPPER_LETTER] = "upperLetter",
    [NUMBER_LOWER_ROMAN] = "lowerRoman",
    [NUMBER_UPPER_ROMAN] = "upperRoman",
    [NUMBER_BULLET] = "bullet",
    [NUMBER_NONE] = "none",
    [NUMBER_UNKNOWN] = "",
};
_Static_assert(sizeof names / sizeof *names == NUMBER_FORMATS,
               "a name for every format");

enum number_format
number_format_find(const char *name)
{
    for (int i = 0; i < NUMBER_UNKNOWN; i++)
        if (strcmp(names[i], name) == 0)
            return (enum number_format)i;
    return NUMBER_UNKNOWN;
}

static void
put_letters(struct buf *out, char first, long number)
{
    if (number < 1 || number > LETTERS * LETTERS_MAX) {
        buf_put_text(out, NUMBER_NOT_KNOWN);
        return;
    }
    for (long i = 0; i <= (number - 1) / LETTERS; i++)
        buf_put_byte(out, (char)(first + (number - 1) % LETTERS));
}

static void
put_roman(struct buf *out, bool is_upper, long number)
{
    static const struct {
        long value;
        const char *text;
    } parts[] = {{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"},
                 {90, "xc"},  {50, "l"},   {40, "xl"}, {10, "x"},   {9, "ix"},
                 {5, "v"},    {4, "iv"},   {1, "i"}};
    size_t first = out->len;

    if (number < 1 || number > ROMAN_MAX) {
        buf_put_text(out, NUMBER_NOT_KNOWN);
        return;
    }
    for (size_t i = 0; i < COUNT_OF(parts); i++)
        for (; number >= parts[i].value; number -= parts[i].value)
            buf_put_text(out, parts[i].text);
    for (size_t i = first; i < out->len && is_upper; i++)
        out->data[i] = (char)toupper((unsigned char)out->data[i]);
}

void
number_put(struct buf *out, enum number_format format, long number)
{
    switch (format) {
    case NUMBER_DECIMAL:
        buf_printf(out, "%ld", number);
        break;
    case NUMBER_DECIMAL_ZERO:
        buf_printf(out, "%02ld", number);
        break;
    case NUMBER_LOWER_LETTER:
    case NUMBER_UPPER_LETTER:
        put_letters(out, format == NUMBER_LOWER_LETTER ? 'a' : 'A', number);
        break;
    case NUMBER_LOWER_ROMAN:
    case NUMBER_UPPER_ROMAN:
        put_roman(out, format == NUMBER_UPPER_ROMAN, number);
        break;
    case NUMBER_BULLET:
    case NUMBER_NONE:
        break;
    case NUMBER_UNKNOWN:
    case NUMBER_FORMATS:
        buf_put_text(out, NUMBER_NOT_KNOWN);
        break;
    }
}
