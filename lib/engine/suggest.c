/*
 * suggest: citations, values of a field, names of fields, words of the index,
 * in this order. All but the names of fields find something in the latest
 * editions, and say how much.
 */
#include "lib/engine/suggest.h"

#include <string.h>

enum {
    LETTERS_LEAST = 2,
    TRIED_MOST = 100 /* words of superseded editions are passed over */
};

void
suggest_add(struct suggest *suggest, struct completion completion, size_t at)
{
    if (suggest_is_full(suggest))
        return;
    completion.at = at;
    completion.len = strlen(suggest->text) - at;
    *arena_push(suggest->context->arena, suggest->result.list,
                suggest->result.count) = completion;
}

enum status
suggest_count(struct suggest *suggest, const char *const *terms,
              size_t term_count, long *count)
{
    struct arena *arena = suggest->context->arena;
    struct plan all = {.kind = PLAN_AND};
    struct store_ask ask = {.plan = &all, .unranked = true};
    struct store_hits found;
    enum status status;

    for (size_t i = 0; i <= term_count; i++) {
        struct plan *term = arena_make(arena, struct plan);

        term->kind = PLAN_TERM;
        term->term = i < term_count
                         ? terms[i]
                         : arena_printf(arena, "%s" FIELD_LATEST,
                                        field_specs[FIELD_EDITION].prefix);
        *arena_push(arena, all.children, all.child_count) = term;
    }
    status = store_search(suggest->context->library->store, &ask, arena, &found,
                          &suggest->err);
    if (status == STATUS_OK)
        *count = (long)found.total;
    return status;
}

/* The last word begins behind white space, a bracket, a quote, or a sign of
 * the query language. */
static size_t
find_last(const char *text)
{
    size_t at = strlen(text);

    while (at > 0 && strchr(" \t\r\n(\"", text[at - 1]) == NULL)
        at--;
    return at + strspn(text + at, "-=");
}

static void
add_fields(struct suggest *suggest)
{
    const char *typed = suggest->text + suggest->at;
    size_t len = strlen(typed);

    for (int field = 0; field < FIELD_COUNT; field++) {
        const struct field_spec *spec = &field_specs[field];

        if (spec->name != NULL && strncmp(spec->name, typed, len) == 0)
            suggest_add(suggest,
                        (struct completion){
                            .text = arena_printf(suggest->context->arena,
                                                 "%s:", spec->name),
                            .kind = "field",
                            .count = -1,
                            .label = spec->help},
                        suggest->at);
    }
}

/* The words of texts that begin so, the most frequent first. */
static enum status
list_words(struct suggest *suggest, const char *begins,
           struct store_tallies *out)
{
    struct arena *arena = suggest->context->arena;
    enum status status =
        store_vocabulary(suggest->context->library->store,
                         field_term(FIELD_TEXT, FIELD_EXACT, begins, arena),
                         arena, out, &suggest->err);

    if (status == STATUS_OK)
        tally_sort(out);
    return status;
}

static enum status
add_word(struct suggest *suggest, const char *word, size_t at)
{
    struct arena *arena = suggest->context->arena;
    const char *term = field_term(FIELD_TEXT, FIELD_EXACT, word, arena);
    long count = 0;
    enum status status = suggest_count(suggest, &term, 1, &count);

    if (status == STATUS_OK && count > 0)
        suggest_add(
            suggest,
            (struct completion){.text = word, .kind = "word", .count = count},
            at);
    return status;
}

/* What is typed of the last word, normalised, and where it begins; NULL: it is
 * no word, or too little of one. */
static const char *
typed_word(const struct suggest *suggest, size_t *at)
{
    const char *last = suggest->text + suggest->at;
    struct tokens tokens;
    const struct token *token;

    tokens_find(&tokens, suggest->context->library->lexicon, last, strlen(last),
                suggest->context->arena);
    if (tokens.count == 0)
        return NULL;
    token = &tokens.list[tokens.count - 1];
    *at = suggest->at + token->start;
    return token->end == strlen(last) && strlen(token->norm) >= LETTERS_LEAST
               ? token->norm
               : NULL;
}

static enum status
add_words(struct suggest *suggest)
{
    const struct lexicon *lexicon = suggest->context->library->lexicon;
    struct store_tallies words;
    size_t at = 0;
    const char *begins = typed_word(suggest, &at);
    enum status status;

    if (begins == NULL || suggest_is_full(suggest))
        return STATUS_OK;
    status = list_words(suggest, begins, &words);
    for (size_t i = 0; status == STATUS_OK && i < words.count &&
                       i < TRIED_MOST && !suggest_is_full(suggest);
         i++) {
        const char *word = words.list[i].value = arena_printf(
            suggest->context->arena, "%s%s", begins, words.list[i].value);

        if (!lexicon_is_small(lexicon, word))
            status = add_word(suggest, word, at);
    }
    return status;
}

static enum status
run(struct suggest *suggest)
{
    bool is_field = false;
    enum status status = suggest_citations(suggest);

    if (status != STATUS_OK || suggest->is_edition)
        return status;
    status = suggest_values(suggest, &is_field);
    if (status != STATUS_OK || is_field)
        return status;
    if (strlen(suggest->text + suggest->at) >= LETTERS_LEAST)
        add_fields(suggest);
    return add_words(suggest);
}

bool
suggest_answer(struct context *context, const struct request *request,
               struct buf *out, struct reply_error *error)
{
    long most = limits_get(context->limits, LIMIT_QUERY_BYTES);
    struct suggest suggest = {.context = context,
                              .text = request->search.q,
                              .limit = (size_t)request->search.limit};
    struct store_identity identity;

    if (context->library == NULL)
        return context_fail(error, &context->trouble);
    if ((long)strlen(suggest.text) > most) {
        reply_error_set(error, REPLY_QUERY_TOO_COMPLEX,
                        "the text has more than %ld bytes", most);
        reply_error_text(error, "what", "query bytes");
        reply_error_number(error, "limit", most);
        reply_error_number(error, "actual", (long)strlen(suggest.text));
        return false;
    }
    suggest.at = find_last(suggest.text);
    if (run(&suggest) != STATUS_OK)
        return context_fail(error, &suggest.err);
    identity = store_identify(context->library->store);
    suggest.result.uuid = identity.uuid;
    suggest.result.generation = identity.generation;
    suggest.result.took_ms = context_now_ms() - context->began_ms;
    suggest_result_put(out, &suggest.result);
    return true;
}
