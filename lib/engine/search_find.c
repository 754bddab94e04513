/*
 * What the store has for a query, dressed for people.
 */
#include "lib/engine/lower.h"
#include "lib/engine/search.h"
#include "lib/engine/why.h"
#include "lib/model/unit.h"

#include <string.h>

enum { NEAR_MOST = 5, TITLES_MOST = 3 };

static enum status
dress_hit(struct search *search, const struct store_hit *found,
          const struct lower_rows *rows, struct search_hit *hit)
{
    enum status status = unit_decode(&hit->unit, found->data, found->len,
                                     search->context->arena, &search->err);

    if (status != STATUS_OK)
        return status;
    hit->score = found->score;
    if (rows != NULL)
        why_take(hit, rows, found->rows, search->context->arena);
    highlight_whole(&hit->heading, search->lighter, FIELD_HEADING,
                    hit->unit.heading);
    highlight_windows(&hit->text, search->lighter, FIELD_TEXT, hit->unit.text);
    return STATUS_OK;
}

/* Where each order of hits is kept; none: the score's, then the ids'. */
static const struct order {
    unsigned slot;
    bool descending;
} orders[] = {
    [SORT_RELEVANCE] = {0, false},
    [SORT_RES] = {FIELD_SLOT_RESOLUTION, false},
    [SORT_YEAR] = {FIELD_SLOT_YEAR, true},
    [SORT_CLAUSE] = {0, false},
};

struct lower_rows *
search_rows(struct search *search)
{
    struct lower_rows *rows;

    search->result.explained = search->asked->explain;
    if (!search->asked->explain)
        return NULL;
    rows = arena_make(search->context->arena, struct lower_rows);
    rows->lexicon = search->context->library->lexicon;
    return rows;
}

static struct store_ask
make_ask(const struct search *search, unsigned slots[FIELD_COUNT],
         struct lower_rows *rows)
{
    const struct search_request *asked = search->asked;
    const struct order *order = &orders[asked->sort];
    struct store_ask ask = {
        .plan = lower_units(&search->query, rows, search->context->arena),
        .offset = search->offset,
        .limit = (size_t)asked->limit,
        .unranked =
            asked->sort == SORT_CLAUSE || !lower_is_ranked(&search->query),
        .sort_slot = order->slot,
        .descending = order->descending,
        .group_slot = asked->group ? FIELD_SLOT_RESOLUTION : 0,
        .count_slots = slots,
        .row_count = rows == NULL ? 0 : rows->count};

    ask.count_slot_count = facets_slots(search, slots);
    return ask;
}

/* How many further hits there are in a hit's resolution. */
static size_t
count_more(const struct search_hit *hit, const struct store_tallies *groups,
           struct arena *arena)
{
    const char *key = field_resolution_value(hit->unit.resolution, arena);

    for (size_t i = 0; i < groups->count; i++)
        if (strcmp(groups->list[i].value, key) == 0)
            return groups->list[i].count - 1;
    return 0;
}

enum status
search_take(struct search *search, const struct store_hits *found,
            const struct lower_rows *rows)
{
    struct arena *arena = search->context->arena;
    struct search_result *result = &search->result;
    enum status status = STATUS_OK;

    result->hits.list =
        arena_alloc(arena, found->count * sizeof *result->hits.list);
    result->hits.count = found->count;
    for (size_t i = 0; status == STATUS_OK && i < found->count; i++) {
        struct search_hit *hit = &result->hits.list[i];

        status = dress_hit(search, &found->list[i], rows, hit);
        if (status == STATUS_OK && result->grouped)
            hit->more = count_more(hit, &found->group_tallies, arena);
    }
    return status;
}

enum status
search_find(struct search *search)
{
    struct search_result *result = &search->result;
    unsigned slots[FIELD_COUNT];
    struct lower_rows *rows = search_rows(search);
    struct store_ask ask = make_ask(search, slots, rows);
    struct store_hits found;
    size_t end, all;
    enum status status =
        store_search(search->context->library->store, &ask,
                     search->context->arena, &found, &search->err);

    if (status != STATUS_OK)
        return status;
    result->total = found.total;
    result->grouped = search->asked->group;
    result->groups = found.groups;
    all = result->grouped ? found.groups : found.total;
    end = search->offset + found.count;
    if (found.count > 0 && end < all)
        result->next = cursor_write(search, end);
    status = search_take(search, &found, rows);
    return status == STATUS_OK ? facets_take(search, &found) : status;
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

enum status
search_find_near(struct search *search)
{
    struct arena *arena = search->context->arena;
    const struct query *query = &search->query;
    struct search_hits *near = &search->result.near;
    size_t least = (query->free_count + 1) / 2;
    struct lower_rows *rows;
    struct store_hits found;
    struct store_ask ask = {.limit = NEAR_MOST};
    enum status status;

    if (query->any || query->free_count < 2 || search->offset > 0 ||
        search->result.total >= (size_t)search->asked->limit)
        return STATUS_OK;
    rows = search_rows(search);
    ask.plan = lower_near(query, rows, arena);
    ask.row_count = rows == NULL ? 0 : rows->count;
    ask.offset = search->result.total; /* behind those that lack nothing */
    status = store_search(search->context->library->store, &ask, arena, &found,
                          &search->err);
    if (status != STATUS_OK)
        return status;
    near->list = arena_alloc(arena, found.count * sizeof *near->list);
    for (size_t i = 0; status == STATUS_OK && i < found.count; i++) {
        if (found.list[i].score < (double)least * LOWER_NEAR_STEP)
            break; /* the best come first: none behind it has more words */
        status = dress_hit(search, &found.list[i], rows, &near->list[i]);
        if (status == STATUS_OK)
            name_missing(search, &near->list[near->count++]);
    }
    return status;
}

enum status
search_find_titles(struct search *search)
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
