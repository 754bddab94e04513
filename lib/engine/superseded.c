/*
 * What the latest editions alone do not show: a note says how much there is,
 * and how to see it.
 */
#include "lib/engine/search.h"

void
superseded_note(struct query *query, struct arena *arena, size_t found,
                size_t everywhere)
{
    if (everywhere > found)
        query_note(query, arena,
                   "%zu more in superseded editions: edition:all (--edition "
                   "all) has %s",
                   everywhere - found, everywhere - found == 1 ? "it" : "them");
}

/* Whether every hit is of some year or place. */
static bool
is_narrowed(const struct node *node)
{
    size_t narrowed = 0;

    if (node == NULL)
        return false;
    if (node->kind == NODE_FILTER)
        return node->field == FIELD_YEAR || node->field == FIELD_PLACE;
    if (node->kind != NODE_AND && node->kind != NODE_OR)
        return false;
    for (size_t i = 0; i < node->child_count; i++)
        narrowed += is_narrowed(node->children[i]);
    return narrowed > 0 &&
           (node->kind == NODE_AND || narrowed == node->child_count);
}

enum status
superseded_find(struct search *search)
{
    struct query all = search->query;
    struct store_ask ask = {.unranked = true};
    struct store_hits found;
    enum status status;

    if (all.edition != EDITION_LATEST || all.edition_is_said ||
        search->asked->edition != NULL || search->unread ||
        !is_narrowed(all.root))
        return STATUS_OK;
    all.edition = EDITION_ALL;
    ask.plan = lower_query(&all, LOWER_UNITS, search->context->arena);
    status = store_search(search->context->library->store, &ask,
                          search->context->arena, &found, &search->err);
    if (status == STATUS_OK)
        superseded_note(&search->query, search->context->arena,
                        search->result.total, found.total);
    return status;
}
