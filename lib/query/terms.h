/*
 * From lexemes to terms: words are found by the same tokens as in documents.
 */
#pragma once

#include "lib/query/lexeme.h"

/*
 * The terms of a run of text: one a word; words joined by dashes only
 * ("capacity-building") are one term of several words.
 */
void terms_of_run(const struct query_context *context, struct query *query,
                  const struct lexeme *run, struct node ***terms,
                  size_t *count);

/* The exact term of a phrase or =word; NULL when there is no word in it. */
struct node *terms_exact(const struct query_context *context,
                         const struct query *query,
                         const struct lexeme *lexeme);

/* A wildcard or a similar word, not expanded yet; NULL and a fault when it is
 * not one word. */
struct node *terms_pattern(const struct query_context *context,
                           const struct query *query,
                           const struct lexeme *lexeme,
                           struct query_fault *fault);
