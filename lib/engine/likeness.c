#include "lib/engine/likeness.h"

#include "lib/model/field.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SHORT_LETTERS = 3 };

static int
by_stem(const void *a, const void *b)
{
    const struct like_word *x = a, *y = b;
    int order = strcmp(x->stem, y->stem);

    if (order != 0)
        return order;
    return x->at < y->at ? -1 : 1;
}

static int
by_weight(const void *a, const void *b)
{
    const struct like_word *x = a, *y = b;

    if (x->weight != y->weight)
        return x->weight < y->weight ? 1 : -1;
    return x->at < y->at ? -1 : 1;
}

void
likeness_read(struct likeness *out, const struct library *library,
              const char *text, struct arena *arena)
{
    struct tokens tokens;
    size_t kept = 0;

    *out = (struct likeness){.text = text};
    tokens_find(&tokens, library->lexicon, text, strlen(text), arena);
    for (size_t i = 0; i < tokens.count; i++) {
        const struct token *token = &tokens.list[i];

        if (token->kind == TOKEN_PART)
            continue;
        *arena_push(arena, out->words, out->count) = (struct like_word){
            .stem = arena_strdup(arena,
                                 stemmer_stem(library->stemmer, token->norm)),
            .spelled = token->norm,
            .at = token->start,
            .len = token->end - token->start,
            .times = 1,
            .small = lexicon_is_small(library->lexicon, token->norm)};
    }
    if (out->count > 1)
        qsort(out->words, out->count, sizeof *out->words, by_stem);
    for (size_t i = 0; i < out->count; i++) {
        if (kept > 0 &&
            strcmp(out->words[kept - 1].stem, out->words[i].stem) == 0)
            out->words[kept - 1].times++;
        else
            out->words[kept++] = out->words[i];
    }
    out->count = kept;
}

double
likeness_overlap(const struct likeness *a, const struct likeness *b)
{
    size_t i = 0, j = 0, both = 0, all = a->count + b->count;

    while (i < a->count && j < b->count) {
        int order = strcmp(a->words[i].stem, b->words[j].stem);

        both += order == 0;
        i += order <= 0;
        j += order >= 0;
    }
    return all == 0 ? 0 : (double)both / (double)(all - both);
}

/* Whether it tells nothing: small, or as short as most that are ("do", "not")
 * and no acronym. */
static bool
is_plain(const struct like_word *word, const char *text)
{
    bool lower = true;

    for (size_t i = 0; i < word->len; i++)
        lower = lower && islower((unsigned char)text[word->at + i]) != 0;
    return word->small || (lower && word->len <= SHORT_LETTERS);
}

/* 0: no text held has it. */
static enum status
weigh(struct like_word *word, const struct library *library, double texts,
      struct arena *arena, struct error *err)
{
    size_t count = 0;
    enum status status = store_count(
        library->store, field_term(FIELD_TEXT, FIELD_STEM, word->stem, arena),
        &count, err);
    double times = (double)word->times, found = (double)count;

    word->weight = 0;
    if (status == STATUS_OK && count > 0)
        word->weight = log((texts - found + 0.5) / (found + 0.5) + 1) * 2 *
                       times / (times + 1);
    return status;
}

enum status
likeness_choose(struct like_word **out, size_t *count,
                const struct likeness *likeness, const struct library *library,
                struct arena *arena, struct error *err)
{
    struct like_word *words =
        arena_alloc(arena, likeness->count * sizeof *words);
    struct counts counts;
    enum status status = library_counts(library, "all", arena, &counts, err);
    size_t kept = 0;

    for (size_t i = 0; status == STATUS_OK && i < likeness->count; i++) {
        words[kept] = likeness->words[i];
        if (is_plain(&words[kept], likeness->text))
            continue;
        status = weigh(&words[kept], library,
                       (double)(counts.clauses + counts.footnotes), arena, err);
        kept += words[kept].weight > 0;
    }
    if (kept > 1)
        qsort(words, kept, sizeof *words, by_weight);
    *out = words;
    *count = kept < LIKENESS_WORDS_MOST ? kept : LIKENESS_WORDS_MOST;
    return status;
}
