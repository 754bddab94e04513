/*
 * The tree of a query: plain data in the arena of the request.
 */
#pragma once

#include "lib/model/field.h"
#include "lib/text/concepts.h"

#include <stdbool.h>
#include <stddef.h>

enum node_kind {
    NODE_TERM,    /* a word, a compound or a phrase */
    NODE_PATTERN, /* a wildcard or a similar word: any of its words */
    NODE_FILTER,  /* a field and its values */
    NODE_AND,
    NODE_OR,
    NODE_NOT,  /* one child */
    NODE_NEAR, /* NEAR/n and ADJ/n: terms, patterns and ORs of them */
    NODE_IN    /* one child, and where its words are looked for */
};

/* What in: names. Where nothing is said it is the text and the heading. */
enum query_scope {
    SCOPE_DEFAULT,
    SCOPE_TITLE,
    SCOPE_HEADING,
    SCOPE_TEXT,
    SCOPE_FOOTNOTE,
    SCOPE_COUNT
};

struct node {
    enum node_kind kind;
    size_t at, len; /* where it stands in the query text */
    struct node **children;
    size_t child_count;

    /* NODE_TERM: words in order, at following positions. */
    const char **words; /* normalised; stems unless exact */
    size_t word_count;
    const char **spelled;            /* the same words before stemming */
    const struct concept **concepts; /* what else it may be; see meaning.h */
    size_t concept_count;
    bool exact; /* "phrase" or =word: no stems */
    bool free;  /* a plain word outside operators: near misses may lack it */
    bool small; /* an article, a preposition ... */

    /* NODE_PATTERN: the index's words that fit are in `words`, alternatives,
     * once expand_query has run. */
    const char *pattern; /* normalised: "particip*", or the similar word */
    unsigned edits;      /* of a similar word; 0: a wildcard */

    /* NODE_FILTER: any of the values; of a range, once it is expanded. */
    enum field field;
    const char **values;
    size_t value_count;
    bool is_range;
    long from, to; /* -1: open */

    unsigned distance; /* NODE_NEAR: from one to the next, at most */
    bool ordered;      /* ADJ: in the order written */

    enum query_scope scope; /* NODE_IN */
};

/* "title" for SCOPE_TITLE; false when in: has no such value. */
const char *node_scope_name(enum query_scope scope);
bool node_scope_find(enum query_scope *out, const char *name);
