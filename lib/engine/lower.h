/*
 * From a query to a plan for the store: which terms, in which fields, with
 * which weights. Private to the engine.
 */
#pragma once

#include "lib/query/query.h"
#include "lib/store/store.h"

/* What a query is looked for in. */
enum lower_target {
    LOWER_UNITS, /* clauses and footnotes: text, and the heading above */
    LOWER_NAMES  /* resolutions: their title */
};

/* What may give a part of a score. */
struct lower_row {
    const char *what; /* as it was asked */
    enum field field; /* where it was found; FIELD_TO: whom it names */
    bool concept;     /* by another name of the same thing */
};

/* The rows of a plan, in the order of its numbers. */
struct lower_rows {
    const struct lexicon *lexicon;
    struct lower_row *list;
    size_t count;
};

/* The whole query with its edition; ready to be asked. */
const struct plan *lower_query(const struct query *query,
                               enum lower_target target, struct arena *arena);

/* The same for units, with rows, unless they are NULL. */
const struct plan *lower_units(const struct query *query,
                               struct lower_rows *rows, struct arena *arena);

/*
 * The units that have some of the free words and satisfy all the rest; a
 * unit's score is LOWER_NEAR_STEP for each free word it has, plus the usual.
 * Those that have all words, the matches of the query, come first.
 */
const struct plan *lower_near(const struct query *query,
                              struct lower_rows *rows, struct arena *arena);

enum {
    LOWER_NEAR_STEP = 1000000, /* a free word of a near miss */
    LOWER_ALL_WORDS = 1000,    /* all of them where any would do */
    LOWER_ADDRESSEE = 24       /* spoken to whom the words name */
};

/* Whether anything in the query gives a score; filters do not. */
bool lower_is_ranked(const struct query *query);
