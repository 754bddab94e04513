/*
 * Facets. Those that no filter touches are counted in the same pass as the
 * hits. A field that is filtered keeps the counts of its other values: they
 * are what choosing one more of them would give, so it is counted in a pass
 * of its own, without its filter.
 */
#include "lib/engine/lower.h"
#include "lib/engine/search.h"

static bool
is_filtered(const struct search *search, enum field field)
{
    return search->asked->filter[field].count > 0;
}

size_t
facets_slots(const struct search *search, unsigned slots[FIELD_COUNT])
{
    size_t count = 0;

    for (size_t i = 0; i < search->asked->facet_count; i++)
        if (!is_filtered(search, search->asked->facets[i]))
            slots[count++] = field_specs[search->asked->facets[i]].slot;
    return count;
}

static void
take_one(struct search *search, enum field field, struct store_tallies *tallies)
{
    struct arena *arena = search->context->arena;
    struct search_result *result = &search->result;
    struct facet *facet =
        arena_push(arena, result->facets, result->facet_count);

    tally_sort(tallies);
    facet->name = field_specs[field].name;
    facet->list = arena_alloc(arena, tallies->count * sizeof *facet->list);
    facet->count = tallies->count;
    for (size_t i = 0; i < tallies->count; i++)
        facet->list[i] = (struct facet_value){tallies->list[i].value,
                                              (long)tallies->list[i].count};
    if (facet->count > FACET_VALUES_MAX) {
        facet->left_out = (long)facet->count - FACET_VALUES_MAX;
        facet->count = FACET_VALUES_MAX;
    }
}

static enum status
count_apart(struct search *search, enum field field)
{
    struct arena *arena = search->context->arena;
    struct query query = search_without(search, field);
    struct store_ask ask = {.plan = lower_query(&query, LOWER_UNITS, arena),
                            .unranked = true,
                            .count_slots = &field_specs[field].slot,
                            .count_slot_count = 1};
    struct store_hits found;
    enum status status = store_search(search->context->library->store, &ask,
                                      arena, &found, &search->err);

    if (status == STATUS_OK)
        take_one(search, field, &found.tallies[0]);
    return status;
}

enum status
facets_take(struct search *search, const struct store_hits *found)
{
    enum status status = STATUS_OK;
    size_t taken = 0;

    for (size_t i = 0; status == STATUS_OK && i < search->asked->facet_count;
         i++) {
        enum field field = search->asked->facets[i];

        if (is_filtered(search, field))
            status = count_apart(search, field);
        else
            take_one(search, field, &found->tallies[taken++]);
    }
    return status;
}
