/*
 * search: read the query, ask the store, and dress what it finds.
 */
#include "lib/engine/context.h"
#include "lib/engine/lower.h"
#include "lib/engine/reading.h"
#include "lib/engine/values.h"
#include "lib/model/unit.h"
#include "lib/query/highlight.h"
#include "lib/wire/search_result.h"

#include <stdlib.h>
#include <string.h>

enum { NEAR_MOST = 5, TITLES_MOST = 3 };

struct search {
    struct context *context;
    const struct search_request *request;
    struct query query;
    struct query_context words;
    struct highlighter *lighter;
    struct search_result result;
    struct error err;
};

/* The filters of the request stand beside what the text asks. */
static void
join_filters(struct search *search)
{
    struct arena *arena = search->context->arena;
    struct query *query = &search->query;
    struct node *all = arena_make(arena, struct node);

    all->kind = NODE_AND;
    if (query->root != NULL && query->root->kind == NODE_AND)
        *all = *query->root;
    else if (query->root != NULL)
        *arena_push(arena, all->children, all->child_count) = query->root;
    for (int field = 0; field < FIELD_COUNT; field++) {
        const struct filter_values *values = &search->request->filter[field];
        struct node *filter;

        if (values->count == 0)
            continue;
        filter = arena_make(arena, struct node);
        filter->kind = NODE_FILTER;
        filter->field = (enum field)field;
        filter->values = values->values;
        filter->value_count = values->count;
        *arena_push(arena, all->children, all->child_count) = filter;
    }
    if (all->child_count > 1)
        query->root = all;
    else if (all->child_count == 1)
        query->root = all->children[0];
}

static void
join_edition(struct search *search)
{
    const char *edition = search->request->edition;
    struct query *query = &search->query;

    if (edition == NULL || query->edition_is_said)
        return;
    if (strcmp(edition, "all") == 0)
        query->edition = EDITION_ALL;
    if (strspn(edition, "0123456789") == 4) {
        query->edition = EDITION_YEAR;
        query->edition_year = (unsigned)strtoul(edition, NULL, 10);
    }
}

static bool
has_filters(const struct search_request *request)
{
    for (int field = 0; field < FIELD_COUNT; field++)
        if (request->filter[field].count > 0)
            return true;
    return false;
}

static bool
read_query(struct search *search, struct reply_error *error)
{
    const char *text = search->request->q;

    search->words = reading_context(search->context, search->request->any);
    if (text[strspn(text, " \t\r\n")] == '\0' && has_filters(search->request))
        search->query = (struct query){.text = text};
    else if (!reading_parse(&search->query, search->context, &search->words,
                            text, error))
        return false;
    join_edition(search);
    join_filters(search);
    return values_check(search->context, &search->query, error);
}

static enum status
dress_hit(struct search *search, const struct store_hit *found,
          struct search_hit *hit)
{
    enum status status = unit_decode(&hit->unit, found->data, found->len,
                                     search->context->arena, &search->err);

    if (status != STATUS_OK)
        return status;
    hit->score = found->score;
    highlight_whole(&hit->heading, search->lighter, FIELD_HEADING,
                    hit->unit.heading);
    highlight_windows(&hit->text, search->lighter, FIELD_TEXT, hit->unit.text);
    return STATUS_OK;
}

static enum status
find_hits(struct search *search)
{
    struct arena *arena = search->context->arena;
    struct search_result *result = &search->result;
    struct store_hits found;
    struct store_ask ask = {.plan =
                                lower_query(&search->query, LOWER_UNITS, arena),
                            .offset = (size_t)search->request->offset,
                            .limit = (size_t)search->request->limit,
                            .unranked = !lower_is_ranked(&search->query)};
    enum status status = store_search(search->context->library->store, &ask,
                                      arena, &found, &search->err);

    if (status != STATUS_OK)
        return status;
    result->total = found.total;
    result->hits.list =
        arena_alloc(arena, found.count * sizeof *result->hits.list);
    result->hits.count = found.count;
    for (size_t i = 0; status == STATUS_OK && i < found.count; i++)
        status = dress_hit(search, &found.list[i], &result->hits.list[i]);
    return status;
}

/* The words that a near miss lacks, as they were typed. */
static void
name_missing(struct search *search, struct search_hit *hit)
{
    struct arena *arena = search->context->arena;
    const struct query *query = &search->query;
    bool *has = arena_alloc(arena, query->free_count * sizeof *has);

    highlight_find_free(search->lighter, query, hit->unit.text, has);
    highlight_find_free(search->lighter, query, hit->unit.heading, has);
    for (size_t i = 0; i < query->free_count; i++) {
        const struct node *word = query->free_words[i];

        if (has[i])
            hit->score -= LOWER_NEAR_STEP;
        else
            *arena_push(arena, hit->missing, hit->missing_count) =
                arena_strndup(arena, query->text + word->at, word->len);
    }
}

static enum status
find_near(struct search *search)
{
    struct arena *arena = search->context->arena;
    const struct query *query = &search->query;
    struct search_hits *near = &search->result.near;
    size_t least = (query->free_count + 1) / 2;
    struct store_hits found;
    struct store_ask ask = {.limit = NEAR_MOST};
    enum status status;

    if (query->any || query->free_count < 2 || search->request->offset > 0 ||
        search->result.total >= (size_t)search->request->limit)
        return STATUS_OK;
    ask.plan = lower_near(query, arena);
    status = store_search(search->context->library->store, &ask, arena, &found,
                          &search->err);
    if (status != STATUS_OK)
        return status;
    near->list = arena_alloc(arena, found.count * sizeof *near->list);
    for (size_t i = 0; status == STATUS_OK && i < found.count; i++) {
        if (found.list[i].score < (double)least * LOWER_NEAR_STEP)
            break; /* the best come first: none behind it has more words */
        status = dress_hit(search, &found.list[i], &near->list[i]);
        if (status == STATUS_OK)
            name_missing(search, &near->list[near->count++]);
    }
    return status;
}

/* Resolutions whose title holds all words; never counted. */
static enum status
find_titles(struct search *search)
{
    struct arena *arena = search->context->arena;
    struct search_result *result = &search->result;
    struct store_hits found;
    struct store_ask ask = {.limit = TITLES_MOST};
    enum status status;

    if (!lower_is_ranked(&search->query))
        return STATUS_OK;
    ask.plan = lower_query(&search->query, LOWER_NAMES, arena);
    status = store_search(search->context->library->store, &ask, arena, &found,
                          &search->err);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; status == STATUS_OK && i < found.count; i++) {
        struct unit row;
        struct title_hit *title;

        status = unit_decode(&row, found.list[i].data, found.list[i].len, arena,
                             &search->err);
        if (status != STATUS_OK)
            break;
        title =
            arena_push(arena, result->resolutions, result->resolution_count);
        *title = (struct title_hit){row.id, row.cite, row.title};
    }
    return status;
}

static enum status
say_scope(struct search *search)
{
    static const char *const names[] = {
        [EDITION_LATEST] = "latest", [EDITION_ALL] = "all"};
    struct search_scope *scope = &search->result.scope;
    struct context *context = search->context;
    struct counts counts;
    enum status status;

    if (search->query.edition == EDITION_YEAR)
        scope->edition =
            arena_printf(context->arena, "%u", search->query.edition_year);
    else
        scope->edition = names[search->query.edition];
    status = library_counts(context->library, scope->edition, context->arena,
                            &counts, &search->err);
    scope->resolutions = (long)counts.resolutions;
    scope->clauses = (long)counts.clauses;
    scope->footnotes = (long)counts.footnotes;
    return status;
}

static enum status
search_run(struct search *search)
{
    enum status status = find_hits(search);

    if (status == STATUS_OK)
        status = find_near(search);
    if (status == STATUS_OK)
        status = find_titles(search);
    if (status == STATUS_OK)
        status = say_scope(search);
    return status;
}

bool
search_answer(struct context *context, const struct request *request,
              struct buf *out, struct reply_error *error)
{
    struct search search = {.context = context, .request = &request->search};
    struct search_result *result = &search.result;
    struct store_identity identity;

    if (context->library == NULL)
        return context_fail(error, &context->trouble);
    if (!read_query(&search, error))
        return false;
    search.lighter = highlighter_new(&search.query, &search.words);
    if (search_run(&search) != STATUS_OK)
        return context_fail(error, &search.err);
    identity = store_identify(context->library->store);
    result->uuid = identity.uuid;
    result->generation = identity.generation;
    result->notes = search.query.notes;
    result->note_count = search.query.note_count;
    result->took_ms = context_now_ms() - context->began_ms;
    search_result_put(out, result);
    return true;
}
