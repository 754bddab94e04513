/*
 * Notes on words that were taken as they stand, though whoever typed them may
 * have meant something else.
 */
#pragma once

#include "lib/query/query.h"

/* Small words were left out: they are listed in words. */
void remark_left_out(struct query *query, const char *words,
                     struct arena *arena);

/* Signs and words below the node that look like a wildcard or an operator and
 * are none. */
void remark_words(struct query *query, const struct node *node,
                  struct arena *arena);
