/*
 * A short text as words, for comparing it with the phrases of the tables:
 * each word folded, articles left out, a comma a word of its own.
 */
#pragma once

#include "lib/base/arena.h"

#include <stdbool.h>
#include <stddef.h>

enum { WORDS_MAX = 64 };

struct word {
    const char *text; /* as in the source, typography folded */
    const char *norm; /* folded */
    bool article;     /* an article stood before it */
};

struct words {
    struct word list[WORDS_MAX];
    size_t count;
};

/*
 * Splits text; false when it has more than WORDS_MAX words. Commas and
 * colons at its end are left out.
 */
bool words_split(struct words *out, const char *text, struct arena *arena);

/* The words from `from` up to `to`, joined by spaces: what phrases are. */
char *words_join(const struct words *words, size_t from, size_t to,
                 struct arena *arena);

/* As words_join, in the spelling of the source and with its articles. */
char *words_source(const struct words *words, size_t from, size_t to,
                   struct arena *arena);

/* How many words from `at` the phrase takes; 0: it does not stand there. */
size_t words_match(const struct words *words, size_t at, const char *phrase);

/* Whether this word stands at `at`; and `at`, moved behind it if it does. */
bool words_is(const struct words *words, size_t at, const char *norm);
size_t words_skip(const struct words *words, size_t at, const char *norm);

/* `at`, moved behind "further" and "also". */
size_t words_skip_again(const struct words *words, size_t at);

/* A text of a table as a phrase; NULL when it is empty or too long. */
char *words_phrase(const char *text, struct arena *arena);
