/*
 * From the parameters of a search to the query that is asked.
 */
#include "lib/engine/reading.h"
#include "lib/engine/search.h"
#include "lib/engine/values.h"

#include <string.h>

/* The filters of the request stand beside what the text asks; one field's
 * may be left out. */
static struct node *
join_filters(const struct search *search, enum field but)
{
    struct arena *arena = search->context->arena;
    struct node *typed = search->typed;
    struct node *all = arena_make(arena, struct node);

    all->kind = NODE_AND;
    if (typed != NULL && typed->kind == NODE_AND)
        for (size_t i = 0; i < typed->child_count; i++)
            *arena_push(arena, all->children, all->child_count) =
                typed->children[i];
    else if (typed != NULL)
        *arena_push(arena, all->children, all->child_count) = typed;
    for (int field = 0; field < FIELD_COUNT; field++) {
        const struct filter_values *values = &search->asked->filter[field];
        struct node *filter;

        if (values->count == 0 || field == (int)but)
            continue;
        filter = arena_make(arena, struct node);
        filter->kind = NODE_FILTER;
        filter->field = (enum field)field;
        filter->values = values->values;
        filter->value_count = values->count;
        *arena_push(arena, all->children, all->child_count) = filter;
    }
    if (all->child_count > 1)
        return all;
    return all->child_count == 1 ? all->children[0] : NULL;
}

struct query
search_without(const struct search *search, enum field field)
{
    struct query query = search->query;

    query.root = join_filters(search, field);
    return query;
}

static bool
has_filters(const struct search_request *request)
{
    for (int field = 0; field < FIELD_COUNT; field++)
        if (request->filter[field].count > 0)
            return true;
    return false;
}

bool
search_read(struct search *search, struct reply_error *error)
{
    const char *text = search->text;

    search->words = reading_context(search->context, search->asked->any);
    if (text[strspn(text, " \t\r\n")] == '\0' && has_filters(search->asked))
        search->query = (struct query){.text = text};
    else if (!reading_parse(&search->query, search->context, &search->words,
                            text, error))
        return false;
    values_speaks_to(search->context, &search->query);
    return search_complete(search, error);
}

bool
search_complete(struct search *search, struct reply_error *error)
{
    reading_edition(&search->query, search->asked->edition);
    search->typed = search->query.root;
    search->query.root = join_filters(search, FIELD_COUNT);
    return values_check(search->context, &search->query, error);
}
