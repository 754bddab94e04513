/*
 * The word tables: small words (stop), names, stem exceptions (stems).
 * Read once from a set of tables and never changed after.
 */
#pragma once

#include "lib/base/arena.h"
#include "lib/base/tables.h"

#include <stdbool.h>
#include <stddef.h>

struct lexicon;

/* The error names table and line of a row that cannot be used. */
enum status lexicon_new(struct lexicon **out, const struct tables *tables,
                        struct error *err) MUST_USE;
void lexicon_free(struct lexicon *lexicon);
void lexicon_freep(struct lexicon **lexicon);

/* Words are given normalised (as token.norm). */
bool lexicon_is_small(const struct lexicon *lexicon, const char *word);

/* The stem that the exception table gives a word, or NULL. */
const char *lexicon_stem(const struct lexicon *lexicon, const char *word);

enum { LEXICON_NAME_WORDS_MAX = 4 };

/* What stands between a word and the one before it. */
enum lexicon_gap {
    LEXICON_GAP_OTHER, /* anything else; the first word has it too */
    LEXICON_GAP_SPACE, /* one space of any kind, on the same line */
    LEXICON_GAP_DASH   /* one dash of any kind */
};

struct lexicon_word {
    const char *norm;
    enum lexicon_gap before;
};

/* Whether a name may begin with the word; false is certain, and quick. */
bool lexicon_may_name(const struct lexicon *lexicon, const char *word);

/*
 * The name that begins with the first of count words, the longest there is,
 * or NULL: its canonical spelling ("itu-t", "wtsa-12"), made in the arena,
 * of which the parts are joined by '-'. Taken is how many words it covers:
 * one when it is spelled joined ("itut"), otherwise one for each part.
 */
const char *lexicon_name(const struct lexicon *lexicon,
                         const struct lexicon_word *words, size_t count,
                         size_t *taken, struct arena *arena);
