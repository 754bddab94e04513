/*
 * Did you mean. A word that no text has is replaced by the nearest one that
 * some text has, the most frequent of those that are equally near; what
 * comes out is only offered when it finds something. Numbers, short words,
 * fields and phrases stay as they were typed.
 */
#include "lib/engine/lower.h"
#include "lib/engine/search.h"
#include "lib/engine/vocabulary.h"

#include <ctype.h>

/* Whether any text or heading has the word in just this form. */
static enum status
is_known(struct search *search, const char *word, bool *known)
{
    static const enum field fields[] = {FIELD_TEXT, FIELD_HEADING};
    enum status status = STATUS_OK;

    *known = false;
    for (size_t i = 0;
         status == STATUS_OK && i < sizeof fields / sizeof *fields; i++) {
        size_t count = 0;

        status = store_count(search->context->library->store,
                             arena_printf(search->context->arena, "%s%c%s",
                                          field_specs[fields[i]].prefix,
                                          FIELD_EXACT, word),
                             &count, &search->err);
        *known = *known || count > 0;
    }
    return status;
}

/* The word that a free word was meant to be; NULL: it stays. */
static enum status
mend(struct search *search, const struct node *node, const char **out)
{
    const struct library *library = search->context->library;
    char *word = arena_strndup(search->context->arena,
                               search->query.text + node->at, node->len);
    bool known = false;
    enum status status;

    *out = NULL;
    if (!vocabulary_takes(word))
        return STATUS_OK;
    for (char *at = word; *at != '\0'; at++)
        *at = (char)tolower((unsigned char)*at);
    status = is_known(search, word, &known);
    if (status != STATUS_OK || known)
        return status;
    return vocabulary_nearest(library->vocabulary, library->store, word, out,
                              &search->err);
}

/* The query's text with its free words mended; NULL: there is nothing to. */
static enum status
mend_text(struct search *search, const char **out)
{
    const struct query *query = &search->query;
    struct buf text = {0};
    enum status status = STATUS_OK;
    bool mended = false;
    size_t at = 0;

    for (size_t i = 0; status == STATUS_OK && i < query->free_count; i++) {
        const struct node *node = query->free_words[i];
        const char *word = NULL;

        if (node->at < at) /* out of order: leave it */
            continue;
        status = mend(search, node, &word);
        if (word == NULL)
            continue;
        buf_put(&text, query->text + at, node->at - at);
        buf_put_text(&text, word);
        at = node->at + node->len;
        mended = true;
    }
    buf_put_text(&text, query->text + at);
    *out =
        mended ? arena_strdup(search->context->arena, buf_text(&text)) : NULL;
    buf_deinit(&text);
    return status;
}

enum status
meant_find(struct search *search)
{
    struct search trial = *search;
    struct store_ask ask = {.unranked = true};
    struct store_hits found;
    struct reply_error error;
    const char *text = NULL;
    enum status status;

    if (search->result.total > 0 || search->query.free_count == 0)
        return STATUS_OK;
    status = mend_text(search, &text);
    if (status != STATUS_OK || text == NULL)
        return status;
    trial.text = text;
    if (!search_read(&trial, &error))
        return STATUS_OK;
    ask.plan = lower_query(&trial.query, LOWER_UNITS, search->context->arena);
    status = store_search(search->context->library->store, &ask,
                          search->context->arena, &found, &search->err);
    if (status == STATUS_OK && found.total > 0) {
        search->result.suggestion = text;
        search->result.suggestion_total = (long)found.total;
    }
    return status;
}
