/*
 * Did you mean. A word that no text has is replaced by the nearest one that
 * some text has, the most frequent of those that are equally near; what
 * comes out is only offered when it finds something. Numbers, short words,
 * fields and phrases stay as they were typed. What still finds nothing may do
 * so with OR for "or".
 */
#include "lib/engine/lower.h"
#include "lib/engine/search.h"
#include "lib/engine/vocabulary.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

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

        status = store_count(
            search->context->library->store,
            field_term(fields[i], FIELD_EXACT, word, search->context->arena),
            &count, &search->err);
        *known = *known || count > 0;
    }
    return status;
}

/* Whether both words are looked for by one stem. */
static bool
is_same_stem(const struct search *search, const char *a, const char *b)
{
    struct stemmer *stemmer = search->context->library->stemmer;
    const char *stem =
        arena_strdup(search->context->arena, stemmer_stem(stemmer, a));

    return strcmp(stem, stemmer_stem(stemmer, b)) == 0;
}

/* The word that a word was meant to be; NULL: it stays, because texts have it,
 * another form finds the same, or none is near. */
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
    status = vocabulary_nearest(library->vocabulary, library->store, word, out,
                                &search->err);
    if (status == STATUS_OK && *out != NULL && is_same_stem(search, word, *out))
        *out = NULL;
    return status;
}

struct words {
    const struct node **list;
    size_t count;
};

/* The words that may be mended, in the order of the tree: what is unwanted may
 * well be nowhere. */
static void
collect(struct words *words, const struct node *node, struct arena *arena)
{
    if (node->kind == NODE_TERM && !node->exact)
        *arena_push(arena, words->list, words->count) = node;
    for (size_t i = 0; node->kind != NODE_NOT && i < node->child_count; i++)
        collect(words, node->children[i], arena);
}

/* The query's text with its words mended; NULL: there is nothing to. */
static enum status
mend_text(struct search *search, const char **out)
{
    const struct query *query = &search->query;
    struct words words = {0};
    struct buf text = {0};
    enum status status = STATUS_OK;
    bool mended = false;
    size_t at = 0;

    if (search->typed != NULL)
        collect(&words, search->typed, search->context->arena);
    for (size_t i = 0; status == STATUS_OK && i < words.count; i++) {
        const struct node *node = words.list[i];
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

/* The text with OR for every "or" between its words, outside quotes; NULL:
 * there is none. */
static const char *
mend_or(const char *text, struct arena *arena)
{
    char *out = arena_strdup(arena, text);
    bool quoted = false, changed = false;

    for (size_t i = 0; out[i] != '\0'; i++) {
        quoted = quoted != (out[i] == '"');
        if (quoted || i == 0 || out[i - 1] != ' ' || out[i + 1] == '\0' ||
            strncasecmp(out + i, "or ", 3) != 0 ||
            strncmp(out + i, "OR", 2) == 0)
            continue;
        memcpy(out + i, "OR", 2);
        changed = true;
    }
    return changed ? out : NULL;
}

/* Offers the text if it finds something. */
static enum status
try_text(struct search *search, const char *text)
{
    struct search trial = *search;
    struct store_ask ask = {.unranked = true};
    struct store_hits found;
    struct reply_error error;
    enum status status;

    trial.text = text;
    if (search->result.suggestion != NULL || text == NULL ||
        !search_read(&trial, &error))
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

enum status
meant_find(struct search *search)
{
    struct arena *arena = search->context->arena;
    const char *text = NULL;
    enum status status;

    if (search->result.total > 0 || search->unread)
        return STATUS_OK;
    status = mend_text(search, &text);
    if (status == STATUS_OK)
        status = try_text(search, text);
    if (status == STATUS_OK)
        status = try_text(
            search, mend_or(text == NULL ? search->query.text : text, arena));
    return status;
}
