/*
 * Notes on words that were taken as they stand, though whoever typed them may
 * have meant something else.
 */
#pragma once

#include "lib/query/query.h"

/* These small words were left out. */
void remark_left_out(struct query *query, const struct node *const *words,
                     size_t count, struct arena *arena);

/* Signs and words below the node that look like a wildcard or an operator and
 * are none. */
void remark_words(struct query *query, const struct node *node,
                  struct arena *arena);
