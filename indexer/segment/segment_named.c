#include "indexer/segment/segment_named.h"

#include "lib/base/cleanup.h"

#include <ctype.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

enum { NUMBER_DIGITS_MAX = 4, REVISION_DIGITS_MAX = 2, YEAR_DIGITS = 4 };

/* The sectors whose resolutions were seen under such names. */
static const struct {
    char letter;
    const char *body;
} sectors[] = {{'T', "wtsa"}, {'R', "itu-r"}};

/* Digits at *at, and *at moved behind them; 0: none, or more than most. */
static unsigned
number_take(const char **at, size_t most)
{
    size_t len = strspn(*at, "0123456789");
    unsigned number = 0;

    if (len > most)
        return 0;
    for (; len > 0; len--)
        number = number * 10 + (unsigned)(*(*at)++ - '0');
    return number;
}

/* "T-RES-T.": of one sector. */
static bool
sector_take(struct named *named, const char **at)
{
    const char *name = *at;

    if (!isupper((unsigned char)*name) || strncmp(name + 1, "-RES-", 5) != 0 ||
        name[6] != *name || name[7] != '.')
        return false;
    for (size_t i = 0; i < COUNT_OF(sectors); i++)
        if (sectors[i].letter == *name)
            named->body = sectors[i].body;
    *at = name + 8;
    return true;
}

/* "-8" if there is one, then "-2019". */
static bool
year_take(struct named *named, const char **at)
{
    if (**at != '-')
        return false;
    (*at)++;
    if (strspn(*at, "0123456789") <= REVISION_DIGITS_MAX) {
        number_take(at, REVISION_DIGITS_MAX);
        if (**at != '-')
            return false;
        (*at)++;
    }
    if (strspn(*at, "0123456789") != YEAR_DIGITS)
        return false;
    named->year = number_take(at, YEAR_DIGITS);
    return named->year > 0;
}

/* "-MSW-E." and "-TOC-HTM-E.": the last letter alone before the suffix. */
static void
language_take(struct named *named, const char *at)
{
    size_t len = strspn(at, "-ABCDEFGHIJKLMNOPQRSTUVWXYZ");

    if (len < 2 || at[len - 2] != '-' || (at[len] != '.' && at[len] != '\0') ||
        strchr("ACEFRS", at[len - 1]) == NULL)
        return;
    named->language[0] = at[len - 1];
}

struct named
named_read(const char *file)
{
    const char *slash = strrchr(file, '/');
    const char *at = slash == NULL ? file : slash + 1;
    struct named named = {0};

    if (!sector_take(&named, &at) ||
        (named.number = number_take(&at, NUMBER_DIGITS_MAX)) == 0 ||
        !year_take(&named, &at))
        return (struct named){0};
    language_take(&named, at);
    return named;
}
