/*
 * NEAR asks in each field apart, so it never reaches from a text into its
 * heading.
 */
#include "lib/engine/lower_words.h"

#include "lib/base/buf.h"
#include "lib/model/resolution.h"
#include "lib/query/format.h"

static const struct field_set {
    enum field fields[2];
    size_t count;
} units_fields[SCOPE_COUNT] = {
    [SCOPE_DEFAULT] = {{FIELD_TEXT, FIELD_HEADING}, 2},
    [SCOPE_TITLE] = {{FIELD_TITLE}, 1},
    [SCOPE_HEADING] = {{FIELD_HEADING}, 1},
    [SCOPE_TEXT] = {{FIELD_TEXT}, 1},
    [SCOPE_FOOTNOTE] = {{FIELD_TEXT}, 1},
};

static const struct field_set names_fields[SCOPE_COUNT] = {
    [SCOPE_DEFAULT] = {{FIELD_NAME}, 1},
    [SCOPE_TITLE] = {{FIELD_NAME}, 1},
};

static const struct plan *
plan_word(const struct lower *lower, enum field field, bool exact,
          const char *word)
{
    return lower_plan_term(lower,
                           field_term(field, exact ? FIELD_EXACT : FIELD_STEM,
                                      word, lower->arena));
}

/* A word, or words one behind the other. */
static const struct plan *
plan_term(const struct lower *lower, enum field field, const struct node *term)
{
    struct plan *phrase = lower_plan_new(lower, PLAN_PHRASE);

    for (size_t i = 0; i < term->word_count; i++)
        lower_plan_add(lower, phrase,
                       plan_word(lower, field, term->exact, term->words[i]));
    return term->word_count == 1 ? phrase->children[0] : phrase;
}

static const struct plan *
plan_concept(const struct lower *lower, enum field field,
             const struct concept *concept)
{
    return lower_plan_term(
        lower, field_term(field, FIELD_CONCEPT, concept->id, lower->arena));
}

/* The words, or a concept that they are a name of. */
static const struct plan *
plan_meant(const struct lower *lower, enum field field, const struct node *term,
           const char *what)
{
    struct lower_row row = {.what = what, .field = field};
    const struct plan *words =
        lower_plan_row(lower, plan_term(lower, field, term), row);
    struct plan *best;

    if (term->concept_count == 0)
        return words;
    row.concept = true;
    best = lower_plan_new(lower, PLAN_MAX);
    lower_plan_add(lower, best, words);
    for (size_t i = 0; i < term->concept_count; i++)
        lower_plan_add(
            lower, best,
            lower_plan_row(lower, plan_concept(lower, field, term->concepts[i]),
                           row));
    return best;
}

static const struct plan *
plan_pattern(const struct lower *lower, enum field field,
             const struct node *pattern)
{
    struct plan *any = lower_plan_new(lower, PLAN_SYNONYM);

    for (size_t i = 0; i < pattern->word_count; i++)
        lower_plan_add(lower, any,
                       plan_word(lower, field, true, pattern->words[i]));
    return any;
}

static const struct plan *plan_place(const struct lower *lower,
                                     enum field field, const struct node *node);

static const struct plan *
plan_all(const struct lower *lower, enum field field, const struct node *node,
         struct plan *plan)
{
    for (size_t i = 0; i < node->child_count; i++)
        lower_plan_add(lower, plan,
                       plan_place(lower, field, node->children[i]));
    return plan;
}

/* What has a place in a text: without the field's weight, which is given once
 * to the whole. */
static const struct plan *
plan_place(const struct lower *lower, enum field field, const struct node *node)
{
    struct plan *near;

    if (node->kind == NODE_TERM)
        return plan_meant(lower, field, node, NULL);
    if (node->kind == NODE_PATTERN)
        return plan_pattern(lower, field, node);
    if (node->kind == NODE_OR)
        return plan_all(lower, field, node, lower_plan_new(lower, PLAN_OR));
    near = lower_plan_new(lower, PLAN_NEAR);
    near->distance = node->distance;
    near->ordered = node->ordered;
    return plan_all(lower, field, node, near);
}

/* What a node asks, as it was typed where that is one place. */
static const char *
typed(const struct lower *lower, const struct node *node)
{
    struct buf out = {0};
    const char *text;

    if (node->kind != NODE_NEAR)
        return node->len > 0
                   ? arena_strndup(lower->arena, lower->query->text + node->at,
                                   node->len)
                   : node->spelled[0];
    format_node(node, lower->rows->lexicon, &out);
    text = arena_strdup(lower->arena, buf_text(&out));
    buf_deinit(&out);
    return text;
}

/* A phrase, a wildcard and a NEAR are one row each. */
static const struct plan *
plan_rows(const struct lower *lower, enum field field, const struct node *node)
{
    struct lower inner = *lower;
    const char *what;

    if (lower->rows == NULL)
        return plan_place(lower, field, node);
    what = typed(lower, node);
    if (node->kind == NODE_TERM)
        return plan_meant(lower, field, node, what);
    inner.rows = NULL;
    return lower_plan_row(lower, plan_place(&inner, field, node),
                          (struct lower_row){.what = what, .field = field});
}

const struct plan *
lower_words_in(const struct lower *lower, enum field field,
               const struct node *node)
{
    return lower_plan_scaled(lower, plan_rows(lower, field, node),
                             field_specs[field].weight);
}

const struct plan *
lower_words(const struct lower *lower, const struct node *node)
{
    const struct field_set *set =
        lower->target == LOWER_NAMES ? names_fields : units_fields;
    struct plan *any = lower_plan_new(lower, PLAN_OR);

    set += lower->scope;
    for (size_t i = 0; i < set->count; i++)
        lower_plan_add(lower, any, lower_words_in(lower, set->fields[i], node));
    if (lower->scope == SCOPE_FOOTNOTE && set->count > 0)
        return lower_plan_two(
            lower, PLAN_AND, any,
            lower_plan_key(lower, FIELD_KIND, kind_name(KIND_FOOTNOTE)));
    return any;
}
