/*
 * Terms, patterns and NEAR, each in the fields that it is looked for in.
 * Private to lower*.c.
 */
#pragma once

#include "lib/engine/lower_plan.h"

/* NODE_TERM, NODE_PATTERN or NODE_NEAR in the fields that lower->scope and
 * lower->target give. */
const struct plan *lower_words(const struct lower *lower,
                               const struct node *node);

/* The same in one field, with its weight. */
const struct plan *lower_words_in(const struct lower *lower, enum field field,
                                  const struct node *node);
