#include "lib/engine/target.h"

#include "lib/base/cleanup.h"

#include <stdlib.h>
#include <string.h>

static unsigned
year_of(const char *id)
{
    const char *sign = strchr(id, '@');

    return sign == NULL ? 0 : (unsigned)strtoul(sign + 1, NULL, 10);
}

/* The first text of the edition cited, if it is held. */
static const char *
find_year(const char *const *ids, size_t count, unsigned year)
{
    for (size_t i = 0; i < count; i++)
        if (year_of(ids[i]) == year)
            return ids[i];
    return NULL;
}

/* By what is held; there is some edition. */
static void
judge_held(struct refs_target *target, const char *const *ids, size_t count)
{
    const char *latest = library_latest(ids, count);
    const char *same =
        target->year == 0 ? latest : find_year(ids, count, target->year);

    target->held = same != NULL ? same : latest;
    if (target->year != 0 && year_of(latest) > target->year) {
        target->state = REFS_SUPERSEDED;
        target->superseded_by = latest;
    } else {
        target->state = same != NULL ? REFS_HELD : REFS_OTHER_EDITION;
    }
}

/* By what the catalogue has; what is held comes before it. */
static void
judge_catalogue(struct refs_target *target, const struct context *context)
{
    const struct catalogue_entry *entry = catalogue_find(
        context->library->catalogue, target->body, target->number);
    const struct adoption *last =
        entry == NULL ? NULL : catalogue_latest(entry);

    if (target->held == NULL)
        target->state = entry == NULL ? REFS_UNKNOWN : REFS_KNOWN;
    if (entry != NULL && target->title == NULL && *entry->title != '\0')
        target->title = arena_strdup(context->arena, entry->title);
    if (target->superseded_by == NULL && target->year != 0 && last != NULL &&
        last->year > target->year)
        target->superseded_by =
            arena_printf(context->arena, "%s-%u@%u", target->body,
                         target->number, last->year);
}

static enum status
look_up(struct target_memo *memo, const struct refs_target *target,
        const struct context *context, struct error *err)
{
    const char *name =
        arena_printf(context->arena, "%s-%u", target->body, target->number);
    enum status status;

    if (memo->name != NULL && strcmp(memo->name, name) == 0)
        return STATUS_OK;
    *memo = (struct target_memo){.name = NULL};
    status = library_held(context->library, name, context->arena, &memo->ids,
                          &memo->count, err);
    if (status == STATUS_OK)
        memo->name = name;
    return status;
}

static const char *
title_of(struct target_memo *memo, const struct refs_target *target,
         const struct context *context)
{
    struct arena *arena = context->arena;
    const char *terms[] = {
        arena_printf(arena, "%s%s", field_specs[FIELD_BODY].prefix,
                     target->body),
        arena_printf(arena, "%s%u", field_specs[FIELD_RES].prefix,
                     target->number),
        arena_printf(arena, "%s%u", field_specs[FIELD_YEAR].prefix,
                     year_of(target->held))};

    if (memo->held == NULL || strcmp(memo->held, target->held) != 0) {
        memo->title =
            library_title(context->library, terms, COUNT_OF(terms), arena);
        memo->held = target->held;
    }
    return memo->title;
}

enum status
target_find(struct refs_target *target, const struct context *context,
            struct target_memo *memo, struct error *err)
{
    enum status status;

    if (target->body == NULL) {
        target->state = REFS_UNRESOLVED;
        return STATUS_OK;
    }
    status = look_up(memo, target, context, err);
    if (status != STATUS_OK)
        return status;
    if (memo->count > 0) {
        judge_held(target, memo->ids, memo->count);
        target->title = title_of(memo, target, context);
    }
    judge_catalogue(target, context);
    return STATUS_OK;
}
