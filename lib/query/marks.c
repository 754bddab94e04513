/*
 * A name and its parts stand at one position, so a word may match either.
 */
#include "lib/query/marks.h"

#include "lib/text/spans.h"

#include <string.h>

void
marks_see(struct marks *marks, const struct query_context *context,
          const char *text)
{
    struct arena *arena = context->arena;
    struct tokens *tokens = &marks->tokens;
    size_t positions;

    *marks = (struct marks){.text = text, .context = context, .arena = arena};
    tokens_find(tokens, context->lexicon, text, strlen(text), arena);
    positions = tokens->positions;
    marks->stems = arena_alloc(arena, tokens->count * sizeof(char *));
    marks->first = arena_alloc(arena, (positions + 1) * sizeof(size_t));
    marks->matched = arena_alloc(arena, positions + 1);
    marks->joined = arena_alloc(arena, positions + 1);
    marks->first[positions] = tokens->count;
    for (size_t i = tokens->count; i-- > 0;)
        marks->first[tokens->list[i].pos] = i;
}

static const char *
stem_of(const struct marks *marks, size_t token)
{
    const char **stem = &marks->stems[token];

    if (*stem == NULL)
        *stem = arena_strdup(marks->arena,
                             stemmer_stem(marks->context->stemmer,
                                          marks->tokens.list[token].norm));
    return *stem;
}

static bool
token_is(const struct marks *marks, size_t token, const char *word, bool exact)
{
    const char *norm = marks->tokens.list[token].norm;

    return *norm == *word && /* a stem begins as its word does */
           strcmp(exact ? norm : stem_of(marks, token), word) == 0;
}

static bool
position_has(const struct marks *marks, size_t pos, const char *word,
             bool exact)
{
    for (size_t i = marks->first[pos]; i < marks->first[pos + 1]; i++)
        if (token_is(marks, i, word, exact))
            return true;
    return false;
}

/* Whether the words of a term, from the one at `from` on, stand at pos + from
 * and behind it. */
static bool
term_is_at(const struct marks *marks, const struct node *term, size_t pos,
           size_t from)
{
    if (pos + term->word_count > marks->tokens.positions)
        return false;
    for (size_t i = from; i < term->word_count; i++)
        if (!position_has(marks, pos + i, term->words[i], term->exact))
            return false;
    return true;
}

bool
marks_has(const struct marks *marks, const struct node *node, size_t pos)
{
    if (node->kind == NODE_TERM)
        return term_is_at(marks, node, pos, 0);
    for (size_t i = 0; i < node->word_count; i++)
        if (position_has(marks, pos, node->words[i], true))
            return true;
    return false;
}

static void
mark_range(struct marks *marks, size_t first, size_t last)
{
    for (size_t pos = first; pos <= last; pos++) {
        marks->matched[pos] = true;
        if (pos < last)
            marks->joined[pos] = true;
    }
}

static bool
node_means(const struct node *node, const struct concept *concept)
{
    for (size_t i = 0; i < node->concept_count; i++)
        if (node->concepts[i] == concept)
            return true;
    return false;
}

/* Most queries mean nothing else, and then nobody looks. */
static void
find_names(struct marks *marks, const struct node *node)
{
    if (marks->names_known || node->concept_count == 0)
        return;
    concepts_find(&marks->names, marks->context->concepts, marks->text,
                  &marks->tokens, marks->arena);
    marks->names_known = true;
}

bool
marks_mean(struct marks *marks, const struct node *node)
{
    find_names(marks, node);
    for (size_t i = 0; i < marks->names.count; i++)
        if (node_means(node, marks->names.list[i].concept))
            return true;
    return false;
}

/* The names of what the node stands for, each one span. */
static void
put_names(struct marks *marks, const struct node *node)
{
    find_names(marks, node);
    for (size_t i = 0; i < marks->names.count; i++) {
        const struct concept_hit *hit = &marks->names.list[i];

        if (node_means(node, hit->concept))
            mark_range(marks, hit->pos, hit->pos + hit->count - 1);
    }
}

static size_t
length_of(const struct node *node)
{
    return node->kind == NODE_TERM ? node->word_count : 1;
}

static void
add_spans(const struct marks *marks, const struct node *node,
          struct span_list *out)
{
    size_t length = length_of(node);

    for (size_t i = 0; node->kind == NODE_OR && i < node->child_count; i++)
        add_spans(marks, node->children[i], out);
    for (size_t pos = 0; pos < marks->tokens.positions; pos++)
        if (node->kind != NODE_OR && marks_has(marks, node, pos))
            *arena_push(marks->arena, out->list, out->count) = (struct span){
                .first = (uint32_t)pos, .last = (uint32_t)(pos + length - 1)};
}

static void
put_near(struct marks *marks, const struct node *near)
{
    struct spans_rule rule = {near->distance, near->ordered, true};
    struct span_list lists[SPANS_LISTS_MAX] = {0};

    for (size_t i = 0; i < near->child_count; i++) {
        add_spans(marks, near->children[i], &lists[i]);
        spans_sort(&lists[i]);
    }
    if (!spans_match(&rule, lists, near->child_count))
        return;
    for (size_t i = 0; i < near->child_count; i++)
        for (size_t j = 0; j < lists[i].count; j++)
            if (lists[i].list[j].taken)
                mark_range(marks, lists[i].list[j].first,
                           lists[i].list[j].last);
}

/* Token by token: most are told by their first letter. */
static void
put_term(struct marks *marks, const struct node *term)
{
    for (size_t i = 0; i < marks->tokens.count; i++) {
        size_t pos = marks->tokens.list[i].pos;

        if (token_is(marks, i, term->words[0], term->exact) &&
            term_is_at(marks, term, pos, 1))
            mark_range(marks, pos, pos + term->word_count - 1);
    }
}

void
marks_put(struct marks *marks, const struct node *node)
{
    if (node->kind == NODE_NEAR) {
        put_near(marks, node);
        return;
    }
    put_names(marks, node);
    if (node->kind == NODE_TERM) {
        put_term(marks, node);
        return;
    }
    for (size_t pos = 0; pos < marks->tokens.positions; pos++)
        if (marks_has(marks, node, pos))
            mark_range(marks, pos, pos);
}
