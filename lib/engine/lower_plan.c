#include "lib/engine/lower_plan.h"

#include "lib/engine/index_keys.h"

struct plan *
lower_plan_new(const struct lower *lower, enum plan_kind kind)
{
    struct plan *plan = arena_make(lower->arena, struct plan);

    plan->kind = kind;
    return plan;
}

void
lower_plan_add(const struct lower *lower, struct plan *plan,
               const struct plan *child)
{
    *arena_push(lower->arena, plan->children, plan->child_count) = child;
}

const struct plan *
lower_plan_term(const struct lower *lower, const char *term)
{
    struct plan *plan = lower_plan_new(lower, PLAN_TERM);

    plan->term = term;
    return plan;
}

const struct plan *
lower_plan_scaled(const struct lower *lower, const struct plan *child,
                  double factor)
{
    struct plan *plan;

    if (factor == 1)
        return child;
    plan = lower_plan_new(lower, PLAN_SCALE);
    plan->factor = factor;
    lower_plan_add(lower, plan, child);
    return plan;
}

const struct plan *
lower_plan_two(const struct lower *lower, enum plan_kind kind,
               const struct plan *a, const struct plan *b)
{
    struct plan *plan = lower_plan_new(lower, kind);

    lower_plan_add(lower, plan, a);
    lower_plan_add(lower, plan, b);
    return plan;
}

/* A key term; it never scores. */
const struct plan *
lower_plan_key(const struct lower *lower, enum field field, const char *value)
{
    const char *row = lower->target == LOWER_NAMES ? INDEX_ROW_PREFIX : "";

    return lower_plan_scaled(
        lower,
        lower_plan_term(lower, arena_printf(lower->arena, "%s%s%s", row,
                                            field_specs[field].prefix, value)),
        0);
}

const struct plan *
lower_plan_row(const struct lower *lower, const struct plan *child,
               struct lower_row row)
{
    struct plan *plan;

    if (lower->rows == NULL)
        return child;
    plan = lower_plan_new(lower, PLAN_SCALE);
    plan->factor = 1;
    lower_plan_add(lower, plan, child);
    *arena_push(lower->arena, lower->rows->list, lower->rows->count) = row;
    plan->row = (unsigned)lower->rows->count;
    return plan;
}
