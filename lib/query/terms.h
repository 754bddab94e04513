/*
 * From lexemes to terms: words are found by the same tokens as in documents.
 */
#pragma once

#include "lib/query/lexer.h"

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

/* The value of a field as the index has it; NULL and a fault when its shape
 * is wrong. */
const char *terms_value(const struct query_context *context,
                        const struct query *query, const struct lexeme *field,
                        struct query_fault *fault);
