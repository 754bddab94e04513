#include "lib/query/similar.h"

#include "lib/text/fold.h"
#include "lib/text/utf8.h"

#include <stdint.h>
#include <string.h>

static int32_t
next_point(const char **text)
{
    size_t at = 0;
    int32_t point = utf8_next(*text, strlen(*text), &at);

    *text += at;
    return point;
}

bool
similar_fits(const char *pattern, const char *word)
{
    const char *star = NULL, *again = NULL;

    while (*word != '\0') {
        const char *p = pattern, *w = word;

        if (*pattern == '*') {
            star = ++pattern;
            again = word;
            continue;
        }
        if (*pattern != '\0') {
            int32_t wanted = next_point(&p), point = next_point(&w);

            if (wanted == '?' || wanted == point) {
                pattern = p;
                word = w;
                continue;
            }
        }
        if (star == NULL)
            return false;
        next_point(&again); /* the star takes one character more */
        word = again;
        pattern = star;
    }
    return pattern[strspn(pattern, "*")] == '\0';
}

static size_t
points_of(int32_t *points, const char *word)
{
    size_t count = 0;

    while (*word != '\0' && count < FOLD_WORD_MAX)
        points[count++] = next_point(&word);
    return count;
}

static unsigned
least(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

/* Three rows of the table of distances are enough: a swap looks two back. */
static unsigned
distance(const int32_t *a, size_t a_count, const int32_t *b, size_t b_count)
{
    unsigned rows[3][FOLD_WORD_MAX + 1];

    for (size_t j = 0; j <= b_count; j++)
        rows[0][j] = (unsigned)j;
    for (size_t i = 1; i <= a_count; i++) {
        unsigned *row = rows[i % 3], *up = rows[(i + 2) % 3];
        const unsigned *above = rows[(i + 1) % 3];

        row[0] = (unsigned)i;
        for (size_t j = 1; j <= b_count; j++) {
            row[j] = least(up[j - 1] + (a[i - 1] != b[j - 1]),
                           least(up[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = least(row[j], above[j - 2] + 1);
        }
    }
    return rows[a_count % 3][b_count];
}

bool
similar_is_near(const char *word, const char *other, unsigned edits)
{
    int32_t a[FOLD_WORD_MAX], b[FOLD_WORD_MAX];
    size_t a_count = points_of(a, word), b_count = points_of(b, other);
    size_t apart = a_count > b_count ? a_count - b_count : b_count - a_count;

    return apart <= edits && distance(a, a_count, b, b_count) <= edits;
}

size_t
similar_literal(const char *pattern)
{
    return strcspn(pattern, "*?");
}
