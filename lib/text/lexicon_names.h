/*
 * The names table: which words, spelled how, are one name. Part of lexicon,
 * which owns one; nobody else needs it.
 */
#pragma once

#include "lib/text/lexicon.h"
#include "lib/text/wordmap.h"

/* A row: "itu-t", or "wtsa-#" where # is a number of two or four digits. */
struct lexicon_name {
    const char *canonical; /* as in the table */
    const char *parts[LEXICON_NAME_WORDS_MAX];
    size_t count;
    bool spaced;               /* one space may part it, too */
    struct lexicon_name *next; /* not longer */
};

enum { LEXICON_BEGINNINGS = 1024, LEXICON_BEGINNINGS_BITS = 64 };

struct lexicon_names {
    /* a bit for the first two bytes of each name, hashed */
    uint64_t beginnings[LEXICON_BEGINNINGS / LEXICON_BEGINNINGS_BITS];
    struct wordmap heads;      /* the first parts: is it worth looking? */
    struct wordmap joined;     /* "itut", "wtsa#" */
    struct lexicon_name *list; /* all, the longest first */
};

/* A row NAME, yes|no (spaced). The error does not name the line. */
enum status lexicon_names_add(struct lexicon_names *names,
                              const struct table_row *row, struct arena *arena,
                              struct error *err) MUST_USE;

/* See lexicon_may_name. */
bool lexicon_names_may_begin(const struct lexicon_names *names,
                             const char *word);

/* See lexicon_name. */
const char *lexicon_names_find(const struct lexicon_names *names,
                               const struct lexicon_word *words, size_t count,
                               size_t *taken, struct arena *arena);
