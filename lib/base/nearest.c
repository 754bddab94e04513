/*
 * Optimal string alignment over three rows; names and words are short, so
 * anything longer than NEAREST_MAX bytes has no neighbour. Most names are
 * passed over unread, by their length and by which letters are in them.
 */
#include "lib/base/nearest.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

enum {
    NEAREST_MAX = 80,
    NEAREST_SHORT = 4, /* words up to this long may have one edit only */
    OTHER_BYTE = 26    /* the bit of what is no letter */
};

static unsigned
least(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

static size_t
least_size(size_t a, size_t b)
{
    return a < b ? a : b;
}

static int
folded(const char *text, size_t at)
{
    return tolower((unsigned char)text[at]);
}

/* The first NEAREST_MAX bytes in lower case; returns how many there are. */
static size_t
fold(char out[NEAREST_MAX + 1], const char *text)
{
    size_t len = 0;

    for (; text[len] != '\0' && len < NEAREST_MAX; len++)
        out[len] = (char)folded(text, len);
    out[len] = '\0';
    return len;
}

/* Two words being compared, both in lower case. */
struct edits {
    const char *a;
    char b[NEAREST_MAX + 1];
    size_t alen, blen;
    size_t most; /* edits that are counted */
    unsigned rows[3][NEAREST_MAX + 2];
};

/* The row of a's byte i - 1 in the table; returns the least number in it. */
static unsigned
edits_row(struct edits *edits, size_t i)
{
    const char *a = edits->a, *b = edits->b;
    unsigned *now = edits->rows[i % 3], over = (unsigned)edits->most + 1;
    const unsigned *one = edits->rows[(i + 2) % 3];
    const unsigned *two = edits->rows[(i + 1) % 3];
    size_t first = i > edits->most ? i - edits->most : 1;
    size_t last = least_size(i + edits->most, edits->blen);
    unsigned best = now[first - 1] = first == 1 ? (unsigned)i : over;

    for (size_t j = first; j <= last; j++) {
        unsigned other = a[i - 1] != b[j - 1];

        now[j] = least(least(one[j] + 1, now[j - 1] + 1), one[j - 1] + other);
        if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
            now[j] = least(now[j], two[j - 2] + 1);
        best = least(best, now[j]);
    }
    now[last + 1] = over;
    return best;
}

/*
 * How many edits make a name of the word, up to `most`; if there are more, it
 * may be any number above. Only cells so near to the diagonal are looked at,
 * for each edit leads one further away from it; a cell on the border stands
 * for all beyond. Two rows in which all is above end it.
 */
static unsigned
edits_to(struct edits *edits, const char *name)
{
    bool is_over = false;

    edits->blen = fold(edits->b, name);
    for (size_t j = 0; j <= edits->blen + 1; j++)
        edits->rows[0][j] = (unsigned)j;
    for (size_t i = 1; i <= edits->alen; i++) {
        bool was_over = is_over;

        is_over = edits_row(edits, i) > edits->most;
        if (is_over && was_over)
            return (unsigned)edits->most + 1;
    }
    return edits->rows[edits->alen % 3][edits->blen];
}

static struct nearest_sketch
sketch(const char *name)
{
    struct nearest_sketch out = {0};

    for (size_t i = 0; name[i] != '\0' && i <= NEAREST_MAX; i++) {
        int byte = folded(name, i);

        out.letters |=
            1U << (byte >= 'a' && byte <= 'z' ? byte - 'a' : OTHER_BYTE);
        out.length++;
    }
    return out;
}

/* Whether so few edits may be enough: each changes the length by one at most,
 * and two letters of the set. */
static bool
may_be_near(const struct nearest_sketch *a, const struct nearest_sketch *b,
            unsigned edits)
{
    uint32_t other = a->letters ^ b->letters;

    if (b->length > NEAREST_MAX || a->length > b->length + edits ||
        b->length > a->length + edits)
        return false;
    for (unsigned i = 0; i < 2 * edits; i++)
        other &= other - 1; /* without its lowest bit */
    return other == 0;
}

/* Sketches may be NULL: not made yet. */
static const char *
find(const char *word, const char *const *names, size_t count,
     const struct nearest_sketch *sketches)
{
    struct nearest_sketch mine = sketch(word);
    const char *best = NULL;
    char folded_word[NEAREST_MAX + 1];
    struct edits edits = {.a = folded_word, .alen = fold(folded_word, word)};

    edits.most = mine.length <= NEAREST_SHORT ? 1 : 2;
    if (mine.length < 2 || mine.length > NEAREST_MAX)
        return NULL;
    for (size_t i = 0; i < count; i++) {
        struct nearest_sketch made;
        const struct nearest_sketch *other = &made;
        unsigned needed;

        if (sketches == NULL)
            made = sketch(names[i]);
        else
            other = &sketches[i];
        if (!may_be_near(&mine, other, (unsigned)edits.most))
            continue;
        needed = edits_to(&edits, names[i]);
        if (needed <= edits.most && (best == NULL || needed < edits.most)) {
            best = names[i];
            edits.most = needed;
        }
        if (needed == 0)
            break;
    }
    return best;
}

const char *
nearest_name(const char *word, const char *const *names, size_t count)
{
    return find(word, names, count, NULL);
}

void
nearest_prepare(struct nearest_names *out, const char *const *names,
                size_t count, struct arena *arena)
{
    struct nearest_sketch *sketches =
        arena_alloc(arena, count * sizeof *sketches);

    for (size_t i = 0; i < count; i++)
        sketches[i] = sketch(names[i]);
    *out = (struct nearest_names){names, sketches, count};
}

const char *
nearest_among(const char *word, const struct nearest_names *names)
{
    return find(word, names->list, names->count, names->sketches);
}
