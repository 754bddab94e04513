/*
 * A word is looked for in a unit's text and in the heading above it, each a
 * field of its own weight; the title only adds to the score. BM25 scores the
 * fields apart and the scores are summed (a linear combination of fields).
 */
#include "lib/engine/lower.h"

#include "lib/base/buf.h"
#include "lib/engine/index_keys.h"
#include "lib/engine/lower_plan.h"
#include "lib/engine/lower_words.h"
#include "lib/model/resolution.h"

#include <string.h>

static const struct plan *
lower_filter(const struct lower *lower, const struct node *filter)
{
    struct plan *any = lower_plan_new(lower, PLAN_OR);

    if (lower->target == LOWER_NAMES &&
        !field_specs[filter->field].of_resolution)
        return lower_plan_new(lower, PLAN_NONE); /* no resolution has a kind */
    for (size_t i = 0; i < filter->value_count; i++)
        lower_plan_add(lower, any,
                       lower_plan_key(lower, filter->field, filter->values[i]));
    return any;
}

/* Everything that can be found. */
static const struct plan *
lower_universe(const struct lower *lower)
{
    struct plan *all = lower_plan_new(lower, PLAN_OR);

    if (lower->target == LOWER_NAMES)
        return lower_plan_key(lower, FIELD_KIND, INDEX_KIND_RESOLUTION);
    for (int kind = 0; kind < KIND_COUNT; kind++)
        lower_plan_add(lower, all,
                       lower_plan_key(lower, FIELD_KIND,
                                      kind_name((enum clause_kind)kind)));
    return all;
}

static const struct plan *lower_node(const struct lower *lower,
                                     const struct node *node);

/* The children that are no negations under one operator, less those that
 * are. */
static const struct plan *
lower_together(const struct lower *lower, const struct node *node)
{
    struct plan *all = lower_plan_new(lower, PLAN_AND);
    struct plan *none = lower_plan_new(lower, PLAN_OR);
    const struct plan *wanted = all;

    for (size_t i = 0; i < node->child_count; i++) {
        const struct node *child = node->children[i];

        if (child->kind == NODE_NOT)
            lower_plan_add(lower, none, lower_node(lower, child->children[0]));
        else
            lower_plan_add(lower, all, lower_node(lower, child));
    }
    if (all->child_count == 0)
        wanted = lower_universe(lower);
    else if (all->child_count == 1)
        wanted = all->children[0];
    return none->child_count == 0
               ? wanted
               : lower_plan_two(lower, PLAN_NOT, wanted, none);
}

static const struct plan *
lower_any(const struct lower *lower, const struct node *node)
{
    struct plan *any = lower_plan_new(lower, PLAN_OR);

    /* match: any joined them; a title must still hold all words */
    if (lower->target == LOWER_NAMES && lower->query->any &&
        node->children == lower->query->free_words)
        any->kind = PLAN_AND;
    for (size_t i = 0; i < node->child_count; i++)
        lower_plan_add(lower, any, lower_node(lower, node->children[i]));
    return any;
}

static const struct plan *
lower_node(const struct lower *lower, const struct node *node)
{
    struct lower inner = *lower;

    switch (node->kind) {
    case NODE_TERM:
    case NODE_PATTERN:
    case NODE_NEAR:
        return lower_words(lower, node);
    case NODE_IN:
        inner.scope = node->scope;
        return lower_node(&inner, node->children[0]);
    case NODE_FILTER:
        return lower_filter(lower, node);
    case NODE_AND:
        return lower_together(lower, node);
    case NODE_OR:
        return lower_any(lower, node);
    case NODE_NOT:
        return lower_plan_two(lower, PLAN_NOT, lower_universe(lower),
                              lower_node(lower, node->children[0]));
    }
    return lower_plan_new(lower, PLAN_NONE);
}

static const struct plan *
with_edition(const struct lower *lower, const struct plan *plan)
{
    const struct query *query = lower->query;
    const struct plan *edition;

    if (query->edition == EDITION_ALL)
        return plan;
    if (query->edition == EDITION_LATEST)
        edition = lower_plan_key(lower, FIELD_EDITION, FIELD_LATEST);
    else
        edition = lower_plan_key(
            lower, FIELD_YEAR,
            arena_printf(lower->arena, "%u", query->edition_year));
    return lower_plan_two(lower, PLAN_AND, plan, edition);
}

/* Mandates of whom the words name score more: "the Director of TSB" asks for
 * what he shall do before what is said of him. */
static const struct plan *
with_addressee(const struct lower *lower, const struct plan *plan)
{
    const struct query *query = lower->query;

    for (size_t i = 0; i < query->speaks_to_count; i++) {
        struct plan *more = lower_plan_new(lower, PLAN_RAISE);

        more->factor = LOWER_ADDRESSEE;
        lower_plan_add(lower, more,
                       lower_plan_key(lower, FIELD_TO, query->speaks_to[i]));
        plan = lower_plan_two(
            lower, PLAN_MAYBE, plan,
            lower_plan_row(lower, more,
                           (struct lower_row){.what = query->speaks_to[i],
                                              .field = FIELD_TO}));
    }
    return plan;
}

/* Where any word will do, what has all of them comes first: a paragraph finds
 * itself before what is said to those whom it names. */
static const struct plan *
with_all_words(const struct lower *lower, const struct plan *plan)
{
    const struct query *query = lower->query;
    struct plan *all = lower_plan_new(lower, PLAN_AND);
    struct plan *more = lower_plan_new(lower, PLAN_RAISE);
    struct lower quiet = *lower;

    if (!query->any || query->free_count < 2)
        return plan;
    quiet.rows = NULL;
    for (size_t i = 0; i < query->free_count; i++)
        lower_plan_add(
            lower, all,
            lower_words_in(&quiet, FIELD_TEXT, query->free_words[i]));
    more->factor = LOWER_ALL_WORDS;
    lower_plan_add(lower, more, lower_plan_scaled(lower, all, 0));
    return lower_plan_two(
        lower, PLAN_MAYBE, plan,
        lower_plan_row(
            lower, more,
            (struct lower_row){.what = "all words", .field = FIELD_TEXT}));
}

/*
 * Where any word will do, the words of a compound found apart ("access" and
 * "time" of "access-time") add to the score of what was found: together as
 * much as one word.
 */
static const struct plan *
with_parts(const struct lower *lower, const struct plan *plan)
{
    struct plan *parts = lower_plan_new(lower, PLAN_OR);
    const struct query *query = lower->query;

    for (size_t i = 0; query->any && i < query->free_count; i++) {
        const struct node *word = query->free_words[i];

        for (size_t j = 0; word->word_count > 1 && j < word->word_count; j++) {
            struct node *part = arena_make(lower->arena, struct node);

            *part = (struct node){.kind = NODE_TERM,
                                  .words = &word->words[j],
                                  .spelled = &word->spelled[j],
                                  .word_count = 1,
                                  .exact = word->exact};
            lower_plan_add(lower, parts,
                           lower_plan_scaled(
                               lower, lower_words_in(lower, FIELD_TEXT, part),
                               1 / (double)word->word_count));
        }
    }
    return parts->child_count == 0
               ? plan
               : lower_plan_two(lower, PLAN_MAYBE, plan, parts);
}

/* The words found in the title add to the score of what was found. */
static const struct plan *
with_title(const struct lower *lower, const struct plan *plan)
{
    struct plan *title = lower_plan_new(lower, PLAN_OR);
    const struct query *query = lower->query;

    for (size_t i = 0; i < query->free_count; i++)
        if (query->free_words[i]->word_count == 1)
            lower_plan_add(
                lower, title,
                lower_words_in(lower, FIELD_TITLE, query->free_words[i]));
    return title->child_count == 0
               ? plan
               : lower_plan_two(lower, PLAN_MAYBE, plan, title);
}

/* The tree, in the edition chosen. */
static const struct plan *
lower_root(const struct lower *lower)
{
    const struct query *query = lower->query;

    return with_edition(lower, query->root == NULL
                                   ? lower_universe(lower)
                                   : lower_node(lower, query->root));
}

const struct plan *
lower_query(const struct query *query, enum lower_target target,
            struct arena *arena)
{
    struct lower lower = {target, query, arena, SCOPE_DEFAULT, NULL};

    return target == LOWER_NAMES ? lower_root(&lower)
                                 : lower_units(query, NULL, arena);
}

const struct plan *
lower_units(const struct query *query, struct lower_rows *rows,
            struct arena *arena)
{
    struct lower lower = {LOWER_UNITS, query, arena, SCOPE_DEFAULT, rows};
    const struct plan *plan = lower_root(&lower);

    plan = with_parts(&lower, with_title(&lower, plan));
    return with_addressee(&lower, with_all_words(&lower, plan));
}

const struct plan *
lower_near(const struct query *query, struct lower_rows *rows,
           struct arena *arena)
{
    struct lower lower = {LOWER_UNITS, query, arena, SCOPE_DEFAULT, rows};
    struct plan *some = lower_plan_new(&lower, PLAN_OR);
    struct node rest = {.kind = NODE_AND};
    const struct plan *plan = some;

    for (size_t i = 0; i < query->free_count; i++) {
        struct plan *step = lower_plan_new(&lower, PLAN_RAISE);

        step->factor = LOWER_NEAR_STEP;
        lower_plan_add(&lower, step, lower_words(&lower, query->free_words[i]));
        lower_plan_add(&lower, some, step);
    }
    for (size_t i = 0; i < query->root->child_count; i++)
        if (!query->root->children[i]->free)
            *arena_push(arena, rest.children, rest.child_count) =
                query->root->children[i];
    if (rest.child_count > 0)
        plan = lower_plan_two(&lower, PLAN_AND, plan,
                              lower_together(&lower, &rest));
    return with_title(&lower, with_edition(&lower, plan));
}

static bool
has_term(const struct node *node)
{
    if (node->kind == NODE_TERM || node->kind == NODE_PATTERN)
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
