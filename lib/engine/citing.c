#include "lib/engine/citing.h"

#include "lib/engine/lower.h"

enum status
citing_find(const struct citing *citing, const struct context *context,
            size_t offset, size_t limit, struct store_hits *out,
            struct error *err)
{
    struct arena *arena = context->arena;
    const char *cited =
        citing->year == 0
            ? citing->name
            : arena_printf(arena, "%s@%u", citing->name, citing->year);
    struct node cites = {.kind = NODE_FILTER,
                         .field = FIELD_CITES,
                         .values = &cited,
                         .value_count = 1};
    const struct query query = {.text = "",
                                .root = &cites,
                                .edition = citing->edition,
                                .edition_year = citing->edition_year};
    const struct plan *both[] = {lower_query(&query, LOWER_UNITS, arena),
                                 lower_query(&query, LOWER_NAMES, arena)};
    const struct plan plan = {
        .kind = PLAN_OR, .children = both, .child_count = 2};
    struct store_ask ask = {
        .plan = &plan, .offset = offset, .limit = limit, .unranked = true};

    return store_search(context->library->store, &ask, arena, out, err);
}

enum status
citing_count(const struct citing *citing, const struct context *context,
             size_t *count, struct error *err)
{
    struct store_hits found;
    enum status status = citing_find(citing, context, 0, 0, &found, err);

    if (status == STATUS_OK)
        *count = found.total;
    return status;
}
