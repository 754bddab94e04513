/*
 * Concepts: things with several names. Of an acronym and its long form, of
 * two spellings, every occurrence in a text is also one of the concept, so
 * that asking for one name finds all.
 *
 * Read from the tables acronyms, synonyms and, where an index has one,
 * `mined` (pairs that the documents write out themselves). A name belongs to
 * a concept because a row says so; nothing is concluded from two rows.
 */
#pragma once

#include "lib/base/arena.h"
#include "lib/base/tables.h"
#include "lib/text/stem.h"
#include "lib/text/token.h"

enum { CONCEPT_WORDS_MAX = 12, CONCEPT_NAMES_MAX = 16 };

struct concept_name {
    const char *text;                     /* as the table writes it */
    const char *words[CONCEPT_WORDS_MAX]; /* stems; an acronym as it is */
    size_t count;
    size_t first; /* word that is not small; the first if all are */
    bool acronym;
    bool narrower; /* stands for the concept, but not the other way round */
    const struct concept *concept;
    const struct concept_name *next; /* with the same first word */
};

struct concept {
    const char *id; /* "tsb", "cybersecur" */
    struct concept_name *names[CONCEPT_NAMES_MAX];
    size_t name_count;
};

struct concepts;

/* Keeps the stemmer, which must outlive it. The error names table and line. */
enum status concepts_new(struct concepts **out, const struct tables *tables,
                         struct stemmer *stemmer, struct error *err) MUST_USE;
void concepts_free(struct concepts *concepts);

/* An occurrence: count words from a position on. */
struct concept_hit {
    const struct concept *concept;
    uint32_t pos, count;
};

struct concept_hits {
    struct concept_hit *list;
    size_t count;
};

/* All names that stand in a text, in its order; an acronym has a capital.
 * NULL concepts find none. */
void concepts_find(struct concept_hits *out, const struct concepts *concepts,
                   const char *text, const struct tokens *tokens,
                   struct arena *arena);

/* All names, for queries, which leave small words out. */
size_t concepts_count(const struct concepts *concepts);
const struct concept_name *concepts_name(const struct concepts *concepts,
                                         size_t i);
