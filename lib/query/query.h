/*
 * A query as it was understood: the tree, and what had to be said about it.
 * Plain data in the arena of the request.
 *
 * Positions (`at`, `len`) are bytes of the query text; replies count code
 * points, which wire and engine convert.
 */
#pragma once

#include "lib/base/arena.h"
#include "lib/base/limits.h"
#include "lib/query/node.h"
#include "lib/text/concepts.h"
#include "lib/text/lexicon.h"
#include "lib/text/stem.h"

#include <stdbool.h>
#include <stddef.h>

enum edition_choice { EDITION_LATEST, EDITION_ALL, EDITION_YEAR };

struct query {
    const char *text;
    struct node *root; /* NULL: nothing but an edition was given */
    enum edition_choice edition;
    unsigned edition_year;
    bool edition_is_said;   /* by an edition: of the text */
    bool any;               /* the free words are joined by OR */
    const char **speaks_to; /* addressees that the words name */
    size_t speaks_to_count;
    struct node **free_words; /* NODE_TERMs of the tree, in order */
    size_t free_count;
    const char **notes; /* sentences: repairs, words left out */
    size_t note_count;
};

/* What is wrong with a query text, for the reply. */
enum query_fault_kind {
    FAULT_SYNTAX,
    FAULT_UNKNOWN_FIELD,
    FAULT_UNKNOWN_VALUE,
    FAULT_BAD_RANGE,
    FAULT_TOO_BROAD, /* a wildcard fits too many words */
    FAULT_TOO_COMPLEX
};

struct query_fault {
    enum query_fault_kind kind;
    size_t at, len; /* bytes of the text */
    const char *message;
    const char *field; /* NULL where not meant */
    const char *value;
    const char *did_you_mean;
    const char *hint;
    const char *suggestion; /* the query as it was probably meant */
    const char *what;       /* of a limit */
    long limit, actual;
};

enum {
    QUERY_LETTERS_LEAST = 3, /* before the first * or ? */
    QUERY_EDITS_MAX = 2      /* of a similar word */
};

struct query_context {
    const struct lexicon *lexicon;
    struct stemmer *stemmer;
    struct arena *arena;
    bool any;                        /* match: any */
    const struct limits *limits;     /* NULL: those of the table */
    const struct concepts *concepts; /* NULL: words are only themselves */
};

/*
 * Reads text, which must be UTF-8. False: fault says why. Values of fields
 * are only looked at as far as their shape goes; whether there is such a
 * section or addressee is the engine's to say.
 */
bool query_parse(struct query *out, const char *text, size_t len,
                 const struct query_context *context,
                 struct query_fault *fault);

/* A note for the answer. */
void query_note(struct query *query, struct arena *arena, const char *format,
                ...) PRINTF_LIKE(3, 4);
