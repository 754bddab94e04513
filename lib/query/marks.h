/*
 * A text seen through the tokens of the index, and where in it the parts of a
 * query stand.
 */
#pragma once

#include "lib/query/query.h"
#include "lib/text/token.h"

/* A text with what is known of its words. */
struct marks {
    const char *text;
    struct tokens tokens;
    const char **stems;        /* of each token; NULL: nobody asked yet */
    size_t *first;             /* token at which each position begins */
    bool *matched;             /* of each position */
    bool *joined;              /* the match goes on into the next position */
    struct concept_hits names; /* in the text, once somebody asked */
    bool names_known;
    const struct query_context *context;
    struct arena *arena;
};

/* Looks at a text; nothing is marked yet. */
void marks_see(struct marks *marks, const struct query_context *context,
               const char *text);

/* Whether a name of what the node stands for is in the text. */
bool marks_mean(struct marks *marks, const struct node *node);

/* Whether the words of a term or one of a pattern's stand at a position. */
bool marks_has(const struct marks *marks, const struct node *node, size_t pos);

/*
 * Marks a NODE_TERM, a NODE_PATTERN, or the operands of a NODE_NEAR where
 * they are near each other.
 */
void marks_put(struct marks *marks, const struct node *node);
