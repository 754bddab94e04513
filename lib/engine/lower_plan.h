/*
 * The pieces that a lowered query is built of. Private to lower*.c.
 */
#pragma once

#include "lib/engine/lower.h"

struct lower {
    enum lower_target target;
    const struct query *query;
    struct arena *arena;
    enum query_scope scope;  /* of the in: that governs */
    struct lower_rows *rows; /* NULL: nobody asks */
};

struct plan *lower_plan_new(const struct lower *lower, enum plan_kind kind);
void lower_plan_add(const struct lower *lower, struct plan *plan,
                    const struct plan *child);
const struct plan *lower_plan_term(const struct lower *lower, const char *term);

/* The child, its score times the factor. */
const struct plan *lower_plan_scaled(const struct lower *lower,
                                     const struct plan *child, double factor);
const struct plan *lower_plan_two(const struct lower *lower,
                                  enum plan_kind kind, const struct plan *a,
                                  const struct plan *b);

/* A key term; it never scores. */
const struct plan *lower_plan_key(const struct lower *lower, enum field field,
                                  const char *value);

/* The child, told apart from others by a row; just the child when nobody asks
 * for rows. */
const struct plan *lower_plan_row(const struct lower *lower,
                                  const struct plan *child,
                                  struct lower_row row);
