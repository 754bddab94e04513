#include "lib/query/expand.h"

#include "lib/base/buf.h"
#include "lib/base/cleanup.h"
#include "lib/query/similar.h"
#include "lib/text/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { NOTE_WORDS_MAX = 8 };

struct expand {
    struct query *query;
    const struct query_context *context;
    const struct term_source *source;
    struct query_fault *fault;
};

/* The fields whose words a pattern may stand for. */
static const enum field word_fields[] = {FIELD_TEXT, FIELD_HEADING,
                                         FIELD_TITLE};

static int
by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Takes out what is there twice; the words are sorted afterwards. */
static void
sort_words(struct node *node)
{
    size_t kept = 0;

    if (node->word_count > 1)
        qsort(node->words, node->word_count, sizeof *node->words, by_text);
    for (size_t i = 0; i < node->word_count; i++)
        if (kept == 0 || strcmp(node->words[kept - 1], node->words[i]) != 0)
            node->words[kept++] = node->words[i];
    node->word_count = kept;
}

/* The words of one field that the pattern stands for. */
static bool
collect(const struct expand *expand, struct node *node, enum field field)
{
    struct arena *arena = expand->context->arena;
    size_t literal = node->edits > 0 ? 0 : similar_literal(node->pattern);
    const char *start = arena_strndup(arena, node->pattern, literal);
    const char *prefix = field_term(field, FIELD_EXACT, start, arena);
    const char **rest = NULL;
    size_t count = 0;

    if (!expand->source->list(expand->source->data, prefix, arena, &rest,
                              &count))
        return false;
    for (size_t i = 0; i < count; i++) {
        const char *word = rest[i];
        bool fits = node->edits > 0
                        ? similar_is_near(node->pattern, word, node->edits)
                        : similar_fits(node->pattern + literal, word);

        if (fits)
            *arena_push(arena, node->words, node->word_count) =
                literal == 0 ? word : arena_printf(arena, "%s%s", start, word);
    }
    return true;
}

static enum expand_outcome
fail_broad(const struct expand *expand, const struct node *node, long most)
{
    struct arena *arena = expand->context->arena;

    *expand->fault = (struct query_fault){
        .kind = FAULT_TOO_BROAD,
        .at = node->at,
        .len = node->len,
        .what = "words of one wildcard",
        .limit = most,
        .actual = (long)node->word_count,
        .message = arena_printf(
            arena, "%.*s at column %zu stands for %zu words; %ld at most",
            (int)node->len, expand->query->text + node->at,
            utf8_count(expand->query->text, node->at) + 1, node->word_count,
            most),
        .hint = "give more letters"};
    return EXPAND_FAULT;
}

static void
note_words(const struct expand *expand, const struct node *node)
{
    CLEANUP(buf_deinit) struct buf words = {0};
    const char *typed = arena_strndup(
        expand->context->arena, expand->query->text + node->at, node->len);

    if (node->word_count == 0) {
        query_note(expand->query, expand->context->arena,
                   "no word of the index fits %s", typed);
        return;
    }
    for (size_t i = 0; i < node->word_count && i < NOTE_WORDS_MAX; i++)
        buf_printf(&words, "%s%s", i == 0 ? "" : ", ", node->words[i]);
    if (node->word_count > NOTE_WORDS_MAX)
        buf_printf(&words, " and %zu more", node->word_count - NOTE_WORDS_MAX);
    query_note(expand->query, expand->context->arena, "%s read as %s", typed,
               buf_text(&words));
}

static enum expand_outcome
expand_pattern(const struct expand *expand, struct node *node)
{
    long most = limits_get(expand->context->limits, LIMIT_EXPANSIONS);

    node->words = NULL;
    node->word_count = 0;
    for (size_t i = 0; i < COUNT_OF(word_fields); i++)
        if (!collect(expand, node, word_fields[i]))
            return EXPAND_FAILED;
    sort_words(node);
    if (node->word_count > (size_t)most)
        return fail_broad(expand, node, most);
    note_words(expand, node);
    return EXPAND_DONE;
}

static enum expand_outcome
expand_range(const struct expand *expand, struct node *node)
{
    const char **numbers = NULL;
    size_t count = 0;

    node->values = NULL;
    node->value_count = 0;
    if (!expand->source->list(expand->source->data,
                              field_specs[node->field].prefix,
                              expand->context->arena, &numbers, &count))
        return EXPAND_FAILED;
    for (size_t i = 0; i < count; i++) {
        long number = strtol(numbers[i], NULL, 10);

        if ((node->from < 0 || number >= node->from) &&
            (node->to < 0 || number <= node->to))
            *arena_push(expand->context->arena, node->values,
                        node->value_count) = numbers[i];
    }
    return EXPAND_DONE;
}

static enum expand_outcome
expand_node(const struct expand *expand, struct node *node)
{
    enum expand_outcome outcome = EXPAND_DONE;

    if (node->kind == NODE_PATTERN)
        return expand_pattern(expand, node);
    if (node->kind == NODE_FILTER && node->is_range)
        return expand_range(expand, node);
    for (size_t i = 0; outcome == EXPAND_DONE && i < node->child_count; i++)
        outcome = expand_node(expand, node->children[i]);
    return outcome;
}

enum expand_outcome
expand_query(struct query *query, const struct query_context *context,
             const struct term_source *source, struct query_fault *fault)
{
    struct expand expand = {query, context, source, fault};

    return query->root == NULL ? EXPAND_DONE
                               : expand_node(&expand, query->root);
}
