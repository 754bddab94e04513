/*
 * Any text highlighted for one of some queries, which the first byte chooses:
 * every kind of term, and acronyms. The segments join to the text, what is
 * marked is whole words, and what windows keep of the text stands in its order.
 */
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/fuzz_words.h"

#include "lib/base/cleanup.h"
#include "lib/query/expand.h"
#include "lib/query/highlight.h"
#include "lib/text/token.h"
#include "lib/text/utf8.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static const char *const queries[] = {
    "support operators",
    "the of a",
    "\"developing countries\" =ITU-T",
    "particip* standardi?ation oprators~1",
    "a NEAR/1 b",
    "a ADJ/3 b ADJ/3 (\"c a\" OR oper*s OR abc*)",
    "(a OR b) NEAR/50 (a OR \"b a\") NEAR/50 a NEAR/50 b",
    "TSB Internet of things e-mail",
    "small island developing states -spam",
    "in:text (a b) in:heading support in:title \"a b\" in:footnote c",
    "access-time itu-t wtsa-12",
    "(a OR NOT (b c)) kind:operative",
};

static const char *const words[] = {"abc",           "abcd",
                                    "operators",     "participate",
                                    "participation", "standardization"};

static bool
list_words(void *data, const char *prefix, struct arena *arena,
           const char ***terms, size_t *count)
{
    (void)data;
    (void)prefix;
    *count = COUNT_OF(words);
    *terms = arena_alloc(arena, sizeof words);
    memcpy(*terms, words, sizeof words);
    return true;
}

/* Whether a word of the text goes over the place. */
static bool
is_within_word(const struct tokens *tokens, size_t at)
{
    for (size_t i = 0; i < tokens->count; i++)
        if (tokens->list[i].start < at && at < tokens->list[i].end &&
            tokens->list[i].kind != TOKEN_PART)
            return true;
    return false;
}

static void
check_whole(const struct segments *segments, const char *text,
            const struct tokens *tokens)
{
    size_t at = 0;

    for (size_t i = 0; i < segments->count; i++) {
        const struct segment *one = &segments->list[i];

        assert(one->text == text + at && one->len > 0);
        assert(utf8_valid(one->text, one->len));
        assert(!is_within_word(tokens, at));
        at += one->len;
    }
    assert(text[at] == '\0');
}

static void
check_windows(const struct segments *segments, const char *text)
{
    const char *at = text, *end = text + strlen(text);

    for (size_t i = 0; i < segments->count; i++) {
        const struct segment *one = &segments->list[i];

        assert(one->len > 0 && utf8_valid(one->text, one->len));
        if (one->text < text || one->text > end) {
            assert(!one->match); /* what stands between windows */
            continue;
        }
        assert(one->text >= at && one->len <= (size_t)(end - one->text));
        at = one->text + one->len;
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    static const enum field fields[] = {FIELD_TEXT, FIELD_HEADING, FIELD_TITLE};
    CLEANUP(arena_freep) struct arena *arena = arena_new();
    const struct term_source source = {.list = list_words};
    struct query_context context = *fuzz_words();
    struct query_fault fault;
    struct query query;
    struct tokens tokens;
    struct highlighter *lighter;
    const char *typed, *text;
    bool *has;

    if (len == 0 || !utf8_valid((const char *)bytes + 1, len - 1) ||
        memchr(bytes + 1, '\0', len - 1) != NULL)
        return 0; /* no text of an index is so */
    context.arena = arena;
    typed = queries[bytes[0] % COUNT_OF(queries)];
    text = arena_strndup(arena, (const char *)bytes + 1, len - 1);
    if (!query_parse(&query, typed, strlen(typed), &context, &fault) ||
        expand_query(&query, &context, &source, &fault) != EXPAND_DONE)
        abort();
    lighter = highlighter_new(&query, &context);
    has = arena_alloc(arena, query.free_count + 1);
    tokens_find(&tokens, context.lexicon, text, strlen(text), arena);
    for (size_t i = 0; i < COUNT_OF(fields); i++) {
        struct segments segments;

        highlight_whole(&segments, lighter, fields[i], text);
        check_whole(&segments, text, &tokens);
        highlight_windows(&segments, lighter, fields[i], text);
        check_windows(&segments, text);
        highlight_find_free(lighter, &query, text, has);
    }
    return 0;
}
