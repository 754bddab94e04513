#include "lib/model/edition.h"

#include "lib/base/cleanup.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum {
    EDITION_BYTES_MAX = 100, /* of the bracket */
    PLACE_BYTES_MAX = 64,
    YEAR_DIGITS = 4,
    YEAR_FIRST = 1800,
    YEAR_LAST = 2199
};

unsigned
edition_year(const char *text)
{
    unsigned year = 0;

    if (strspn(text, "0123456789") != YEAR_DIGITS)
        return 0;
    for (size_t i = 0; i < YEAR_DIGITS; i++)
        year = year * 10 + (unsigned)(text[i] - '0');
    return year >= YEAR_FIRST && year <= YEAR_LAST ? year : 0;
}

static size_t
trim_end(const char *text, size_t len)
{
    while (len > 0 && text[len - 1] == ' ')
        len--;
    return len;
}

static bool
is_place(const char *text, size_t len)
{
    if (len == 0 || len > PLACE_BYTES_MAX)
        return false;
    for (size_t i = 0; i < len; i++)
        if (strchr("0123456789()[];:/", text[i]) != NULL)
            return false;
    return true;
}

bool
edition_place(struct edition *out, const char *text, size_t len,
              struct arena *arena)
{
    const char *comma = memrchr(text, ',', len);
    size_t place = comma == NULL ? 0 : trim_end(text, (size_t)(comma - text));
    const char *digits = comma == NULL ? text : comma + 1;
    size_t left = len - (size_t)(digits - text), skip = 0;
    unsigned year;

    while (skip < left && digits[skip] == ' ')
        skip++;
    if (trim_end(digits, left) != skip + YEAR_DIGITS)
        return false;
    year = edition_year(arena_strndup(arena, digits + skip, YEAR_DIGITS));
    if (year == 0 || (comma != NULL && !is_place(text, place)))
        return false;
    out->place = arena_strndup(arena, text, place);
    out->year = year;
    return true;
}

size_t
edition_revised(const char *text)
{
    static const char *const revised[] = {
        "rev", "r\u00e9v", "\u043f\u0435\u0440\u0435\u0441\u043c",
        "\u041f\u0435\u0440\u0435\u0441\u043c"};

    for (size_t i = 0; i < COUNT_OF(revised); i++) {
        size_t word = strlen(revised[i]);

        if (strncasecmp(text, revised[i], word) == 0 &&
            !isalpha((unsigned char)text[word]))
            return word + strspn(text + word, ". ");
    }
    return 0;
}

size_t
edition_read(struct edition *out, const struct grammar *grammar,
             const char *text, struct arena *arena)
{
    struct edition edition = {.place = ""};
    const char *at = text + 1, *close;
    size_t len;

    if (*text != '(')
        return 0;
    len = strnlen(at, EDITION_BYTES_MAX);
    close = memchr(at, ')', len);
    if (close == NULL)
        return 0;
    at += strspn(at, " ");
    if (edition_revised(at) > 0)
        edition.revised = true;
    at += edition_revised(at);
    if (at > close)
        return 0;
    len = trim_end(at, (size_t)(close - at));
    if (!edition_place(&edition, at, len, arena)) {
        edition.event = arena_strndup(arena, at, len);
        if (!grammar_event(grammar, edition.event, &edition.body,
                           &edition.year))
            return 0;
    }
    *out = edition;
    return (size_t)(close + 1 - text);
}

size_t
edition_read_spaced(struct edition *out, const struct grammar *grammar,
                    const char *text, struct arena *arena)
{
    size_t len = strnlen(text, EDITION_BYTES_MAX);
    const char *close = memchr(text, ')', len);
    const char *space =
        close == NULL ? NULL : memrchr(text, ' ', (size_t)(close - text));

    if (space == NULL ||
        edition_read(out, grammar,
                     arena_printf(arena, "%.*s,%.*s", (int)(space - text), text,
                                  (int)(close + 1 - space), space),
                     arena) == 0)
        return 0;
    return (size_t)(close + 1 - text);
}

size_t
edition_read_text(struct edition *out, const struct grammar *grammar,
                  const char *text, struct arena *arena)
{
    struct edition edition;
    size_t taken = edition_read(out, grammar, text, arena);

    if (taken > 0)
        return taken;
    taken = edition_read_spaced(&edition, grammar, text, arena);
    if (taken == 0 ||
        grammar_assembly_place(grammar, edition.place, edition.year) == NULL)
        return 0;
    *out = edition;
    return taken;
}
