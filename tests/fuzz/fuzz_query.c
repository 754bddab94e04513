/*
 * Any text as a query, and behind a line end any text to be highlighted:
 * parse, tidy, print, expand, highlight. The tree is well-formed, a fault
 * points into the text, a repair that is offered can be read, what is printed
 * is read as the same, and no byte of a text gets lost where it is
 * highlighted.
 */
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/fuzz_words.h"

#include "lib/base/cleanup.h"
#include "lib/base/limits.h"
#include "lib/query/expand.h"
#include "lib/query/format.h"
#include "lib/query/highlight.h"
#include "lib/query/query.h"
#include "lib/text/utf8.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum {
    /* Each bracket may hold one OR of ANDs, each NOT is an operator. */
    DEPTH_MOST = LIMIT_OPERATORS_TOP + 3 * LIMIT_BRACKET_DEPTH_TOP + 3
};

static const char sample[] =
    "to support, in a made-up text, the effective participation of operators "
    "from developing countries in the work of ITU\xe2\x80\x91T";

static void
check_node(const struct node *node, size_t len, unsigned depth)
{
    assert(depth <= DEPTH_MOST);
    assert(node->at <= len && node->len <= len - node->at);
    if (node->kind == NODE_TERM)
        assert(node->word_count > 0 && node->child_count == 0);
    if (node->kind == NODE_FILTER)
        assert((node->value_count > 0 || node->is_range) &&
               node->field < FIELD_COUNT);
    if (node->kind == NODE_AND || node->kind == NODE_OR)
        assert(node->child_count > 0);
    if (node->kind == NODE_NOT || node->kind == NODE_IN)
        assert(node->child_count == 1);
    if (node->kind == NODE_NEAR)
        assert(node->child_count >= 2 &&
               node->child_count <= LIMIT_NEAR_OPERANDS_TOP &&
               node->distance >= 1 &&
               node->distance <= LIMIT_NEAR_DISTANCE_TOP);
    for (size_t i = 0; i < node->word_count; i++)
        assert(node->words[i] != NULL && *node->words[i] != '\0');
    for (size_t i = 0; i < node->child_count; i++)
        check_node(node->children[i], len, depth + 1);
}

static void
check_query(const struct query *query, size_t len)
{
    if (query->root != NULL)
        check_node(query->root, len, 0);
    assert(query->free_count <= LIMIT_FREE_WORDS_TOP);
    for (size_t i = 0; i < query->free_count; i++)
        assert(query->free_words[i]->free);
    for (size_t i = 0; i < query->note_count; i++)
        assert(utf8_valid(query->notes[i], strlen(query->notes[i])));
}

static void
check_fault(const struct query_fault *fault, size_t len)
{
    assert(fault->message != NULL && *fault->message != '\0');
    assert(utf8_valid(fault->message, strlen(fault->message)));
    assert(fault->at <= len && fault->len <= len - fault->at);
}

/* The repair that a syntax fault offers is at least no syntax fault. */
static void
check_suggestion(const struct query_fault *fault,
                 const struct query_context *context)
{
    struct query_fault again = {0};
    struct query query;

    if (fault->suggestion == NULL || fault->kind != FAULT_SYNTAX)
        return;
    assert(utf8_valid(fault->suggestion, strlen(fault->suggestion)));
    if (!query_parse(&query, fault->suggestion, strlen(fault->suggestion),
                     context, &again))
        assert(again.suggestion == NULL ||
               strcmp(again.suggestion, fault->suggestion) != 0);
}

/* An index of a few words, whatever the field. */
static bool
list_words(void *data, const char *prefix, struct arena *arena,
           const char ***terms, size_t *count)
{
    static const char *const few[] = {
        "1950", "2012", "operator", "participate", "participation", "support"};

    (void)data;
    (void)prefix;
    *count = COUNT_OF(few);
    *terms = arena_alloc(arena, sizeof few);
    memcpy(*terms, few, sizeof few);
    return true;
}

/* What is printed is read as the same query. */
static void
check_print(const struct query *query, const struct query_context *context)
{
    CLEANUP(buf_deinit) struct buf once = {0};
    CLEANUP(buf_deinit) struct buf twice = {0};
    struct query_context plain = *context;
    struct query_fault fault = {0};
    struct query again;

    plain.any = false;
    format_query(query, context->lexicon, &once);
    if (!query_parse(&again, buf_text(&once), once.len, &plain, &fault)) {
        assert(fault.kind == FAULT_TOO_COMPLEX); /* brackets were added */
        return;
    }
    format_query(&again, context->lexicon, &twice);
    assert(strcmp(buf_text(&once), buf_text(&twice)) == 0);
}

static void
check_highlights(const struct query *query, const struct query_context *context,
                 const char *text)
{
    struct highlighter *lighter = highlighter_new(query, context);
    bool *has = arena_alloc(context->arena, query->free_count + 1);
    const char *at = text, *end = text + strlen(text);
    struct segments segments = {0};

    highlight_find_free(lighter, query, text, has);
    highlight_whole(&segments, lighter, FIELD_TEXT, text);
    for (size_t i = 0; i < segments.count; i++) {
        assert(segments.list[i].text == at);
        assert(segments.list[i].len > 0);
        at += segments.list[i].len;
    }
    assert(at == end);
    highlight_windows(&segments, lighter, FIELD_TEXT, text);
    at = text;
    for (size_t i = 0; i < segments.count; i++) {
        const struct segment *one = &segments.list[i];

        assert(utf8_valid(one->text, one->len));
        if (one->text < text || one->text > end)
            continue; /* what stands between windows */
        assert(one->text >= at && one->len <= (size_t)(end - one->text));
        at = one->text + one->len;
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    CLEANUP(arena_freep) struct arena *arena = arena_new();
    const struct term_source source = {.list = list_words};
    struct query_context context = *fuzz_words();
    struct query_fault fault = {0};
    struct query query;
    char *text, *rest;

    if (!utf8_valid((const char *)bytes, len) || memchr(bytes, '\0', len))
        return 0; /* the pre-scan lets none of these pass */
    context.arena = arena;
    text = arena_strndup(arena, (const char *)bytes, len);
    rest = strchr(text, '\n');
    if (rest != NULL)
        *rest++ = '\0';
    for (int any = 0; any <= 1; any++) {
        context.any = any;
        if (!query_parse(&query, text, strlen(text), &context, &fault)) {
            check_fault(&fault, strlen(text));
            check_suggestion(&fault, &context);
            continue;
        }
        check_query(&query, strlen(text));
        check_print(&query, &context);
        if (expand_query(&query, &context, &source, &fault) != EXPAND_DONE) {
            check_fault(&fault, strlen(text));
            continue;
        }
        check_highlights(&query, &context, rest == NULL ? sample : rest);
    }
    return 0;
}
