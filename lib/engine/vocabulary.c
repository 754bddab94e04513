#include "lib/engine/vocabulary.h"

#include "lib/base/memory.h"
#include "lib/base/nearest.h"
#include "lib/model/field.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { VOCABULARY_LETTERS_LEAST = 4 };

struct vocabulary {
    struct arena *arena; /* owns the words */
    struct nearest_names words;
    bool is_read;
};

struct vocabulary *
vocabulary_new(void)
{
    struct vocabulary *vocabulary = memory_alloc(sizeof *vocabulary);

    vocabulary->arena = arena_new();
    return vocabulary;
}

void
vocabulary_free(struct vocabulary *vocabulary)
{
    if (vocabulary == NULL)
        return;
    arena_free(vocabulary->arena);
    free(vocabulary);
}

bool
vocabulary_takes(const char *word)
{
    size_t len = 0;

    while (isalpha((unsigned char)word[len]))
        len++;
    return word[len] == '\0' && len >= VOCABULARY_LETTERS_LEAST;
}

/* The most frequent first. */
static enum status
vocabulary_read(struct vocabulary *vocabulary, struct store *store,
                struct error *err)
{
    struct arena *arena = arena_new();
    struct store_tallies all = {0};
    const char **words;
    size_t count = 0;
    enum status status =
        store_vocabulary(store, field_term(FIELD_TEXT, FIELD_EXACT, "", arena),
                         arena, &all, err);

    if (status == STATUS_OK) {
        tally_sort(&all);
        words = arena_alloc(vocabulary->arena, all.count * sizeof *words);
        for (size_t i = 0; i < all.count; i++)
            if (vocabulary_takes(all.list[i].value))
                words[count++] =
                    arena_strdup(vocabulary->arena, all.list[i].value);
        nearest_prepare(&vocabulary->words, words, count, vocabulary->arena);
        vocabulary->is_read = true;
    }
    arena_free(arena);
    return status;
}

enum status
vocabulary_nearest(struct vocabulary *vocabulary, struct store *store,
                   const char *word, const char **out, struct error *err)
{
    enum status status = STATUS_OK;

    if (!vocabulary->is_read)
        status = vocabulary_read(vocabulary, store, err);
    if (status == STATUS_OK)
        *out = nearest_among(word, &vocabulary->words);
    return status;
}
