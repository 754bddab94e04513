/*
 * Each word "Resolution" or "Res." with a number behind it begins a group: one
 * number, or several in a list. Groups joined by "and" or a comma form a chain.
 * The body of a number is, in this order: what stands at the group itself; the
 * one body that met at that place and year; what stands at a later group of
 * the chain, then at an earlier one; the text's own body when place and year
 * are its own. A range of numbers is one when their body is known.
 */
#include "lib/model/citation.h"

#include "lib/base/cleanup.h"
#include "lib/model/citation_group.h"

#include <string.h>
#include <strings.h>

enum {
    CITATIONS_MAX = 10000 /* of one text; more is no text but an attack */
};

struct finder {
    const struct grammar *grammar;
    const struct citation_context *context;
    const struct flat *flat;
    const char *source;
    struct arena *arena;   /* for what is found */
    struct arena *scratch; /* of this text */
    struct citation_group *groups;
    size_t count;
};

static void
groups_find(struct finder *finder)
{
    size_t at = 0, items = 0, before = 0;

    while ((at = citation_items_next(finder->flat, at)) < finder->flat->len &&
           items < CITATIONS_MAX) {
        struct citation_group group;
        struct citation_source source = {finder->flat, finder->grammar,
                                         finder->context, before};

        if (citation_group_read(&group, &source, at, finder->scratch)) {
            *arena_push(finder->scratch, finder->groups, finder->count) = group;
            items += group.items.count;
            at = before = group.items.end;
        } else {
            at++;
        }
    }
}

/*
 * The body that a chain gives to groups that name none: walking down takes
 * it from later groups, walking up from earlier ones.
 */
static void
chains_inherit(struct finder *finder)
{
    const char *body = NULL;

    for (size_t i = finder->count; i > 0; i--) {
        struct citation_group *group = &finder->groups[i - 1];

        if (group->body != NULL)
            body = group->body;
        group->later = body;
        if (!group->joined)
            body = NULL;
    }
    body = NULL;
    for (size_t i = 0; i < finder->count; i++) {
        struct citation_group *group = &finder->groups[i];

        if (!group->joined)
            body = NULL;
        group->earlier = body;
        if (group->body != NULL)
            body = group->body;
    }
}

static bool
is_own(const struct citation_context *context, const struct edition *edition)
{
    return context->body != NULL && context->place != NULL &&
           edition->year != 0 && edition->year == context->year &&
           strcasecmp(edition->place, context->place) == 0;
}

static const char *
body_of(const struct finder *finder, const struct citation_group *group,
        const struct citation_item *item)
{
    const struct edition *edition = &item->edition;
    const char *body = item->body != NULL ? item->body : group->body;

    if (body == NULL)
        body = edition->body;
    if (body == NULL && *edition->place != '\0')
        body = grammar_assembly_body(finder->grammar, edition->place,
                                     edition->year);
    if (body == NULL && is_own(finder->context, edition))
        body = finder->context->body;
    if (body == NULL)
        body = group->later;
    return body == NULL ? group->earlier : body;
}

/* A sector's numbers have their revision behind the dash. */
static unsigned
last_of(const struct finder *finder, const struct citation_item *item,
        const char *body)
{
    bool range = item->last > 0 && body != NULL &&
                 !grammar_is_sector(finder->grammar, body);

    return range ? item->last : item->number;
}

static void
citation_make(const struct finder *finder, const struct citation_item *item,
              const char *body, unsigned number, struct citation *out)
{
    struct arena *arena = finder->arena;
    size_t start = finder->flat->at[item->start];
    size_t end = finder->flat->at[item->end - 1] + 1;

    *out = (struct citation){
        .number = number,
        .year = item->edition.year,
        .text = arena_strndup(arena, finder->source + start, end - start),
        .in = arena_strdup(arena, finder->context->in),
    };
    if (body == NULL)
        return;
    out->body = arena_strdup(arena, body);
    if (out->year == 0)
        out->id = arena_printf(arena, "%s-%u", body, number);
    else
        out->id = arena_printf(arena, "%s-%u@%u", body, number, out->year);
}

static void
group_put(const struct finder *finder, const struct citation_group *group,
          struct citation **list, size_t *count, size_t most)
{
    for (size_t i = 0; i < group->items.count; i++) {
        const struct citation_item *item = &group->items.list[i];
        const char *body = body_of(finder, group, item);
        unsigned last = last_of(finder, item, body);

        for (unsigned number = item->number; number <= last && *count < most;
             number++)
            citation_make(finder, item, body, number,
                          arena_push(finder->arena, *list, *count));
    }
}

void
citation_find(const struct grammar *grammar,
              const struct citation_context *context, const char *text,
              struct citation **list, size_t *count, struct arena *arena)
{
    CLEANUP(arena_freep) struct arena *scratch = NULL;
    CLEANUP(flat_deinit) struct flat flat = {0};
    struct finder finder = {.grammar = grammar,
                            .context = context,
                            .flat = &flat,
                            .source = text,
                            .arena = arena};
    size_t most;

    if (strcasestr(text, "res") == NULL)
        return;
    scratch = arena_new();
    finder.scratch = scratch;
    flat_init(&flat, text, strlen(text));
    groups_find(&finder);
    chains_inherit(&finder);
    most = *count + CITATIONS_MAX;
    for (size_t i = 0; i < finder.count && *count < most; i++)
        group_put(&finder, &finder.groups[i], list, count, most);
}
