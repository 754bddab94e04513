/*
 * Query text into lexemes. Ordinary text never turns into syntax: what is
 * not clearly an operator, a field, a quote or a bracket is a run of text.
 */
#pragma once

#include "lib/query/lexeme.h"

/* Starts behind a leading label or bullet of a pasted clause. */
void lexer_init(struct lexer *lexer, struct query *query, size_t len,
                const struct query_context *context, struct query_fault *fault);

/* The next lexeme; false: fault is filled. */
bool lexer_next(struct lexer *lexer, struct lexeme *out);
