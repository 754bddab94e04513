/*
 * All pairs of stem and word, sorted; equal stems are then neighbours.
 */
#include "lib/text/stem_report.h"

#include "lib/text/token.h"

#include <stdlib.h>
#include <string.h>

struct pair {
    const char *stem, *word;
};

struct pairs {
    struct pair *list;
    size_t count;
};

static int
pair_compare(const void *left, const void *right)
{
    const struct pair *a = left, *b = right;
    int order = strcmp(a->stem, b->stem);

    return order != 0 ? order : strcmp(a->word, b->word);
}

static void
pairs_add(struct pairs *pairs, struct stemmer *stemmer, const char *text,
          struct arena *arena)
{
    struct tokens tokens;

    tokens_find(&tokens, stemmer_lexicon(stemmer), text, strlen(text), arena);
    for (size_t i = 0; i < tokens.count; i++) {
        const char *word = tokens.list[i].norm;

        if (tokens.list[i].kind == TOKEN_WORD)
            *arena_push(arena, pairs->list, pairs->count) = (struct pair){
                .stem = arena_strdup(arena, stemmer_stem(stemmer, word)),
                .word = word};
    }
}

/* Sorts the pairs and drops repeated ones. */
static void
pairs_sort(struct pairs *pairs)
{
    size_t kept = 0;

    if (pairs->count == 0)
        return;
    qsort(pairs->list, pairs->count, sizeof *pairs->list, pair_compare);
    for (size_t i = 1; i < pairs->count; i++)
        if (pair_compare(&pairs->list[kept], &pairs->list[i]) != 0)
            pairs->list[++kept] = pairs->list[i];
    pairs->count = kept + 1;
}

static void
report_add(struct stem_report *out, const struct pair *pairs, size_t count,
           struct arena *arena)
{
    struct stem_report_row *row = arena_push(arena, out->rows, out->count);

    row->stem = pairs[0].stem;
    for (size_t i = 0; i < count; i++)
        *arena_push(arena, row->words, row->count) = pairs[i].word;
}

void
stem_report_make(struct stem_report *out, struct stemmer *stemmer,
                 const char *const *texts, size_t count, struct arena *arena)
{
    struct pairs pairs = {0};

    *out = (struct stem_report){0};
    for (size_t i = 0; i < count; i++)
        pairs_add(&pairs, stemmer, texts[i], arena);
    pairs_sort(&pairs);
    for (size_t i = 0, end; i < pairs.count; i = end) {
        for (end = i + 1; end < pairs.count; end++)
            if (strcmp(pairs.list[i].stem, pairs.list[end].stem) != 0)
                break;
        if (end - i > 1)
            report_add(out, &pairs.list[i], end - i, arena);
    }
}
