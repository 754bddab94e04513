/*
 * A word is looked for in a unit's text and in the heading above it, each a
 * field of its own weight; the title only adds to the score. BM25 scores the
 * fields apart and the scores are summed (a linear combination of fields).
 */
#include "lib/engine/lower.h"

#include "lib/base/buf.h"
#include "lib/engine/index_keys.h"
#include "lib/model/resolution.h"

#include <string.h>

struct lower {
    enum lower_target target;
    const struct query *query;
    struct arena *arena;
};

static struct plan *
plan_new(const struct lower *lower, enum plan_kind kind)
{
    struct plan *plan = arena_make(lower->arena, struct plan);

    plan->kind = kind;
    return plan;
}

static void
plan_add(const struct lower *lower, struct plan *plan, const struct plan *child)
{
    *arena_push(lower->arena, plan->children, plan->child_count) = child;
}

static const struct plan *
plan_term(const struct lower *lower, const char *term)
{
    struct plan *plan = plan_new(lower, PLAN_TERM);

    plan->term = term;
    return plan;
}

static const struct plan *
plan_scaled(const struct lower *lower, const struct plan *child, double factor)
{
    struct plan *plan;

    if (factor == 1)
        return child;
    plan = plan_new(lower, PLAN_SCALE);
    plan->factor = factor;
    plan_add(lower, plan, child);
    return plan;
}

static const struct plan *
plan_two(const struct lower *lower, enum plan_kind kind, const struct plan *a,
         const struct plan *b)
{
    struct plan *plan = plan_new(lower, kind);

    plan_add(lower, plan, a);
    plan_add(lower, plan, b);
    return plan;
}

/* A key term; it never scores. */
static const struct plan *
plan_key(const struct lower *lower, enum field field, const char *value)
{
    const char *row = lower->target == LOWER_NAMES ? INDEX_ROW_PREFIX : "";

    return plan_scaled(
        lower,
        plan_term(lower, arena_printf(lower->arena, "%s%s%s", row,
                                      field_specs[field].prefix, value)),
        0);
}

/* A term's words in one field: a word, or words one behind the other. */
static const struct plan *
plan_words(const struct lower *lower, enum field field, const struct node *term)
{
    const struct field_spec *spec = &field_specs[field];
    struct plan *phrase = plan_new(lower, PLAN_PHRASE);

    for (size_t i = 0; i < term->word_count; i++)
        plan_add(lower, phrase,
                 plan_term(lower,
                           arena_printf(lower->arena, "%s%c%s", spec->prefix,
                                        term->exact ? FIELD_EXACT : FIELD_STEM,
                                        term->words[i])));
    return plan_scaled(lower,
                       term->word_count == 1 ? phrase->children[0] : phrase,
                       spec->weight);
}

static const struct plan *
lower_term(const struct lower *lower, const struct node *term)
{
    if (lower->target == LOWER_NAMES)
        return plan_words(lower, FIELD_NAME, term);
    return plan_two(lower, PLAN_OR, plan_words(lower, FIELD_TEXT, term),
                    plan_words(lower, FIELD_HEADING, term));
}

static const struct plan *
lower_filter(const struct lower *lower, const struct node *filter)
{
    struct plan *any = plan_new(lower, PLAN_OR);

    if (lower->target == LOWER_NAMES &&
        !field_specs[filter->field].of_resolution)
        return plan_new(lower, PLAN_NONE); /* no resolution has a kind */
    for (size_t i = 0; i < filter->value_count; i++)
        plan_add(lower, any, plan_key(lower, filter->field, filter->values[i]));
    return any;
}

/* Everything that can be found. */
static const struct plan *
lower_universe(const struct lower *lower)
{
    struct plan *all = plan_new(lower, PLAN_OR);

    if (lower->target == LOWER_NAMES)
        return plan_key(lower, FIELD_KIND, INDEX_KIND_RESOLUTION);
    for (int kind = 0; kind < KIND_COUNT; kind++)
        plan_add(
            lower, all,
            plan_key(lower, FIELD_KIND, kind_name((enum clause_kind)kind)));
    return all;
}

static const struct plan *lower_node(const struct lower *lower,
                                     const struct node *node);

/* The children that are no negations under one operator, less those that
 * are. */
static const struct plan *
lower_together(const struct lower *lower, const struct node *node)
{
    struct plan *all = plan_new(lower, PLAN_AND);
    struct plan *none = plan_new(lower, PLAN_OR);
    const struct plan *wanted = all;

    for (size_t i = 0; i < node->child_count; i++) {
        const struct node *child = node->children[i];

        if (child->kind == NODE_NOT)
            plan_add(lower, none, lower_node(lower, child->children[0]));
        else
            plan_add(lower, all, lower_node(lower, child));
    }
    if (all->child_count == 0)
        wanted = lower_universe(lower);
    else if (all->child_count == 1)
        wanted = all->children[0];
    return none->child_count == 0 ? wanted
                                  : plan_two(lower, PLAN_NOT, wanted, none);
}

static const struct plan *
lower_any(const struct lower *lower, const struct node *node)
{
    struct plan *any = plan_new(lower, PLAN_OR);

    /* match: any joined them; a title must still hold all words */
    if (lower->target == LOWER_NAMES && lower->query->any &&
        node->children == lower->query->free_words)
        any->kind = PLAN_AND;
    for (size_t i = 0; i < node->child_count; i++)
        plan_add(lower, any, lower_node(lower, node->children[i]));
    return any;
}

static const struct plan *
lower_node(const struct lower *lower, const struct node *node)
{
    switch (node->kind) {
    case NODE_TERM:
        return lower_term(lower, node);
    case NODE_FILTER:
        return lower_filter(lower, node);
    case NODE_AND:
        return lower_together(lower, node);
    case NODE_OR:
        return lower_any(lower, node);
    case NODE_NOT:
        return plan_two(lower, PLAN_NOT, lower_universe(lower),
                        lower_node(lower, node->children[0]));
    }
    return plan_new(lower, PLAN_NONE);
}

static const struct plan *
with_edition(const struct lower *lower, const struct plan *plan)
{
    const struct query *query = lower->query;
    const struct plan *edition;

    if (query->edition == EDITION_ALL)
        return plan;
    if (query->edition == EDITION_LATEST)
        edition = plan_key(lower, FIELD_EDITION, FIELD_LATEST);
    else
        edition =
            plan_key(lower, FIELD_YEAR,
                     arena_printf(lower->arena, "%u", query->edition_year));
    return plan_two(lower, PLAN_AND, plan, edition);
}

/* The words found in the title add to the score of what was found. */
static const struct plan *
with_title(const struct lower *lower, const struct plan *plan)
{
    struct plan *title = plan_new(lower, PLAN_OR);
    const struct query *query = lower->query;

    for (size_t i = 0; i < query->free_count; i++)
        if (query->free_words[i]->word_count == 1)
            plan_add(lower, title,
                     plan_words(lower, FIELD_TITLE, query->free_words[i]));
    return title->child_count == 0 ? plan
                                   : plan_two(lower, PLAN_MAYBE, plan, title);
}

const struct plan *
lower_query(const struct query *query, enum lower_target target,
            struct arena *arena)
{
    struct lower lower = {target, query, arena};
    const struct plan *plan = query->root == NULL
                                  ? lower_universe(&lower)
                                  : lower_node(&lower, query->root);

    plan = with_edition(&lower, plan);
    return target == LOWER_NAMES ? plan : with_title(&lower, plan);
}

const struct plan *
lower_near(const struct query *query, struct arena *arena)
{
    struct lower lower = {LOWER_UNITS, query, arena};
    struct plan *some = plan_new(&lower, PLAN_OR);
    struct plan *full = plan_new(&lower, PLAN_AND);
    struct node rest = {.kind = NODE_AND};
    const struct plan *plan = some;

    for (size_t i = 0; i < query->free_count; i++) {
        const struct plan *word = lower_term(&lower, query->free_words[i]);
        struct plan *step = plan_new(&lower, PLAN_FLAT);

        step->factor = LOWER_NEAR_STEP;
        plan_add(&lower, step, word);
        plan_add(&lower, some, step);
        plan_add(&lower, some, word);
        plan_add(&lower, full, word);
    }
    for (size_t i = 0; i < query->root->child_count; i++)
        if (!query->root->children[i]->free)
            *arena_push(arena, rest.children, rest.child_count) =
                query->root->children[i];
    if (rest.child_count > 0)
        plan = plan_two(&lower, PLAN_AND, plan, lower_together(&lower, &rest));
    plan = plan_two(&lower, PLAN_NOT, plan, full);
    return with_title(&lower, with_edition(&lower, plan));
}

static bool
has_term(const struct node *node)
{
    if (node->kind == NODE_TERM)
        return true;
    for (size_t i = 0; i < node->child_count; i++)
        if (has_term(node->children[i]))
            return true;
    return false;
}

bool
lower_is_ranked(const struct query *query)
{
    return query->root != NULL && has_term(query->root);
}
