/*
 * Spaces that a PDF reader put into words or lost between them. The text
 * itself is the dictionary: "stud y" is doubted where "study" stands too and
 * one of the pieces stands nowhere else. Nothing is repaired: what was meant
 * is for a person to say.
 *
 * Words are sorted and found by halving, so that no text makes this slow.
 */
#include "indexer/segment/segment_build.h"

#include "lib/base/cleanup.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum {
    WORD_MAX = 40,         /* bytes of a word that is looked at */
    WORDS_MAX = 500 * 1000 /* of a text; far more than a resolution has */
};

/* A run of lower-case letters. */
struct piece {
    const char *at;
    size_t len;
};

struct spaces {
    struct arena *arena;
    struct piece *words; /* sorted */
    size_t count;
    size_t left; /* of them to be checked, in the order of the text */
};

/* The first doubt of a clause, and how many there are. */
struct doubts {
    struct piece first;
    size_t count;
};

/* What a lost space makes of two small words, and no word is by itself. */
static const char *const lost[] = {
    "ofthe",   "tothe",   "inthe",   "onthe", "bythe",  "forthe", "andthe",
    "withthe", "fromthe", "thatthe", "atthe", "ofthis", "tothis", "inthis",
};

static bool
piece_next(struct piece *piece, const char **text)
{
    const char *at = *text;

    while (*at != '\0' && !islower((unsigned char)*at))
        at++;
    piece->at = at;
    while (islower((unsigned char)*at))
        at++;
    piece->len = (size_t)(at - piece->at);
    *text = at;
    return piece->len > 0;
}

/* Whether nothing but a space, or a mark at its end, is tied to it. */
static bool
is_whole(const struct piece *piece, const char *text)
{
    char after = piece->at[piece->len];

    return piece->len <= WORD_MAX &&
           (piece->at == text || piece->at[-1] == ' ') &&
           (after == '\0' || strchr(" ,;:", after) != NULL);
}

static int
compare(const struct piece *a, const struct piece *b)
{
    int order = memcmp(a->at, b->at, a->len < b->len ? a->len : b->len);

    return order != 0 ? order : (a->len > b->len) - (a->len < b->len);
}

static int
by_word(const void *a, const void *b)
{
    return compare(a, b);
}

static void
words_learn(struct spaces *spaces, const char *text)
{
    struct piece piece;

    while (spaces->count < WORDS_MAX && piece_next(&piece, &text))
        *arena_push(spaces->arena, spaces->words, spaces->count) = piece;
}

/* How often the word stands in the text: 0, 1, or 2 for more. */
static unsigned
times(const struct spaces *spaces, const struct piece *word)
{
    const struct piece *words = spaces->words;
    size_t low = 0, high = spaces->count;
    unsigned found = 0;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (compare(&words[middle], word) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    while (found < 2 && low < spaces->count &&
           compare(&words[low], word) == 0) {
        found++;
        low++;
    }
    return found;
}

/* "stud y", of a text that has "study"; "class b" is none. */
static bool
is_split(const struct spaces *spaces, const struct piece *left,
         const struct piece *right)
{
    char both[2 * WORD_MAX];
    const struct piece joined = {both, left->len + right->len};

    memcpy(both, left->at, left->len);
    memcpy(both + left->len, right->at, right->len);
    return (times(spaces, left) == 1 || times(spaces, right) == 1) &&
           times(spaces, &joined) > 0;
}

static bool
is_lost(const struct piece *piece)
{
    for (size_t i = 0; i < COUNT_OF(lost); i++)
        if (strlen(lost[i]) == piece->len &&
            memcmp(lost[i], piece->at, piece->len) == 0)
            return true;
    return false;
}

static void
doubt_add(struct doubts *doubts, const char *at, size_t len)
{
    if (doubts->count++ == 0)
        doubts->first = (struct piece){at, len};
}

static void
clause_check(struct build *build, struct spaces *spaces,
             const struct clause *clause)
{
    struct doubts split = {0}, glued = {0};
    struct piece last = {0}, piece;

    for (const char *at = clause->text;
         spaces->left > 0 && piece_next(&piece, &at); spaces->left--) {
        bool whole = is_whole(&piece, clause->text);

        if (is_lost(&piece) && whole)
            doubt_add(&glued, piece.at, piece.len);
        if (whole && last.len > 0 && piece.at == last.at + last.len + 1 &&
            is_split(spaces, &last, &piece))
            doubt_add(&split, last.at, last.len + 1 + piece.len);
        last = whole ? piece : (struct piece){0};
    }
    if (split.count > 0)
        finding_add(&build->findings, FINDING_DOUBT, "split_word", clause->line,
                    "a space may stand within a word (\"%.*s\"), %zu in this "
                    "clause; kept as it is",
                    (int)split.first.len, split.first.at, split.count);
    if (glued.count > 0)
        finding_add(&build->findings, FINDING_DOUBT, "lost_space", clause->line,
                    "a space may be lost (\"%.*s\"), %zu in this clause; kept "
                    "as it is",
                    (int)glued.first.len, glued.first.at, glued.count);
}

void
spaces_check(struct build *build)
{
    CLEANUP(arena_freep) struct arena *arena = arena_new();
    const struct resolution *resolution = &build->resolution;
    struct spaces spaces = {.arena = arena};

    for (size_t i = 0; i < resolution->section_count; i++)
        for (size_t j = 0; j < resolution->sections[i].clause_count; j++)
            words_learn(&spaces, resolution->sections[i].clauses[j].text);
    if (spaces.count == 0)
        return;
    spaces.left = spaces.count;
    qsort(spaces.words, spaces.count, sizeof *spaces.words, by_word);
    for (size_t i = 0; i < resolution->section_count; i++)
        for (size_t j = 0; j < resolution->sections[i].clause_count; j++)
            clause_check(build, &spaces, &resolution->sections[i].clauses[j]);
}
