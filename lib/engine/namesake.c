#include "lib/engine/namesake.h"

#include "lib/base/buf.h"

#include <string.h>

/* The clauses that cite it, or, with the prefix of rows, the forewords. */
static size_t
count_citing(const struct context *context, const char *row, const char *name)
{
    size_t count = 0;
    const char *term = arena_printf(context->arena, "%s%s%s", row,
                                    field_specs[FIELD_CITES].prefix, name);

    if (store_count(context->library->store, term, &count, NULL) != STATUS_OK)
        return 0;
    return count;
}

static const char *
print(const struct context *context, const char *body, unsigned number)
{
    const char *name = grammar_body_print(context->library->grammar, body);

    return arena_printf(context->arena, "%s Resolution %u",
                        name == NULL ? body : name, number);
}

/* "PP Resolution 170 and WTDC Resolution 170" of what is cited, and what to
 * ask for; returns how many there are. */
static size_t
list(const struct context *context, unsigned number, struct buf *people,
     struct buf *asks, const char **first)
{
    size_t body_count, found = 0;
    const char *const *bodies =
        grammar_bodies(context->library->grammar, &body_count);

    for (size_t i = 0; i < body_count; i++) {
        const char *name =
            arena_printf(context->arena, "%s-%u", bodies[i], number);

        if (count_citing(context, "", name) == 0)
            continue;
        if (found++ == 0)
            *first = name;
        buf_printf(people, "%s%s", found == 1 ? "" : " and ",
                   print(context, bodies[i], number));
        buf_printf(asks, "%scites:%s", found == 1 ? "" : ", ", name);
    }
    return found;
}

bool
namesake_find(struct namesake *out, const struct context *context,
              const char *body, unsigned number)
{
    struct arena *arena = context->arena;
    struct buf people = {0}, asks = {0};
    const char *name = arena_printf(arena, "%s-%u", body, number);
    size_t forewords = count_citing(context, INDEX_ROW_PREFIX, name), found = 0;

    if (count_citing(context, "", name) > 0)
        return false;
    if (forewords > 0)
        *out = (struct namesake){
            name, arena_printf(arena,
                               "no clause cites %s, but the foreword of %zu "
                               "text%s held does: clause refs %s",
                               print(context, body, number), forewords,
                               forewords == 1 ? "" : "s", name)};
    else
        found = list(context, number, &people, &asks, &out->name);
    if (found > 0)
        out->sentence =
            arena_printf(arena, "no clause cites %s; %s %s cited: %s",
                         print(context, body, number), buf_text(&people),
                         found == 1 ? "is" : "are", buf_text(&asks));
    buf_deinit(&people);
    buf_deinit(&asks);
    return found > 0 || forewords > 0;
}

const char *
namesake_held(const struct context *context, unsigned number)
{
    struct arena *arena = context->arena;
    const char **names = NULL;
    const char *end = arena_printf(arena, "-%u", number);
    size_t count = 0;

    if (store_keys(context->library->store, INDEX_KEY_HELD, arena, &names,
                   &count, NULL) != STATUS_OK)
        return NULL;
    for (size_t i = 0; i < count; i++) {
        const char *dash = strrchr(names[i], '-');

        if (dash != NULL && strcmp(dash, end) == 0)
            return names[i];
    }
    return NULL;
}
