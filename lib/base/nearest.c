/*
 * Optimal string alignment over three rows; names and words are short, so
 * anything longer than NEAREST_MAX bytes has no neighbour.
 */
#include "lib/base/nearest.h"

#include <ctype.h>
#include <string.h>

enum {
    NEAREST_MAX = 80,
    NEAREST_SHORT = 4 /* words up to this long may have one edit only */
};

static unsigned
least(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

static int
folded(const char *text, size_t at)
{
    return tolower((unsigned char)text[at]);
}

static unsigned
edits_between(const char *a, const char *b)
{
    unsigned rows[3][NEAREST_MAX + 1];
    size_t alen = strlen(a), blen = strlen(b);

    for (size_t j = 0; j <= blen; j++)
        rows[0][j] = (unsigned)j;
    for (size_t i = 1; i <= alen; i++) {
        unsigned *now = rows[i % 3], *one = rows[(i + 2) % 3];
        const unsigned *two = rows[(i + 1) % 3];

        now[0] = (unsigned)i;
        for (size_t j = 1; j <= blen; j++) {
            unsigned other = folded(a, i - 1) != folded(b, j - 1);

            now[j] =
                least(least(one[j] + 1, now[j - 1] + 1), one[j - 1] + other);
            if (i > 1 && j > 1 && folded(a, i - 1) == folded(b, j - 2) &&
                folded(a, i - 2) == folded(b, j - 1))
                now[j] = least(now[j], two[j - 2] + 1);
        }
    }
    return rows[alen % 3][blen];
}

const char *
nearest_name(const char *word, const char *const *names, size_t count)
{
    size_t len = strlen(word);
    unsigned most = len <= NEAREST_SHORT ? 1 : 2;
    const char *best = NULL;

    if (len < 2 || len > NEAREST_MAX)
        return NULL;
    for (size_t i = 0; i < count; i++) {
        unsigned edits;

        if (strlen(names[i]) > NEAREST_MAX)
            continue;
        edits = edits_between(word, names[i]);
        if (edits <= most && (best == NULL || edits < most)) {
            best = names[i];
            most = edits;
        }
        if (edits == 0)
            break;
    }
    return best;
}
