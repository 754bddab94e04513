/*
 * A cursor says where the next page begins, and of what: index, generation
 * and query. It carries a checksum, so that a slip of hand or a change is
 * seen; it guards no secret, whoever may search may page.
 *
 *   1-GENERATION-OFFSET-INDEX-QUERY-CHECKSUM
 */
#include "lib/base/buf.h"
#include "lib/base/digest.h"
#include "lib/engine/search.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CURSOR_HASH_LEN = 12, CURSOR_MAX = 200 };

static const char *
hash(struct arena *arena, const char *bytes, size_t len)
{
    char hex[DIGEST_HEX_SIZE];

    digest_sha256(bytes, len, hex);
    return arena_strndup(arena, hex, CURSOR_HASH_LEN);
}

/* Everything that decides which hits come in which order. */
static const char *
hash_query(const struct search *search)
{
    const struct search_request *asked = search->asked;
    struct buf all = {0};
    const char *out;

    buf_printf(&all, "%d\n%d\n%d\n%d\n%s\n", (int)search->request->method,
               (int)asked->sort, asked->group, asked->any,
               asked->edition == NULL ? "" : asked->edition);
    for (int field = 0; field < FIELD_COUNT; field++)
        for (size_t i = 0; i < asked->filter[field].count; i++)
            buf_printf(&all, "%d=%s\n", field, asked->filter[field].values[i]);
    buf_put_text(&all, search->text);
    out = hash(search->context->arena, all.data, all.len);
    buf_deinit(&all);
    return out;
}

/* The cursor up to its checksum, and the whole. */
static const char *
body(const struct search *search, unsigned generation, size_t offset)
{
    struct arena *arena = search->context->arena;
    const char *uuid = store_identify(search->context->library->store).uuid;

    return arena_printf(arena, "1-%u-%zu-%s-%s", generation, offset,
                        hash(arena, uuid, strlen(uuid)), hash_query(search));
}

static const char *
sealed(struct arena *arena, const char *text)
{
    const char *salted = arena_printf(arena, "clause cursor %s", text);

    return arena_printf(arena, "%s-%s", text,
                        hash(arena, salted, strlen(salted)));
}

const char *
cursor_write(const struct search *search, size_t offset)
{
    unsigned generation =
        store_identify(search->context->library->store).generation;

    return sealed(search->context->arena, body(search, generation, offset));
}

/* Whether text is whole: its checksum is that of the rest. */
static bool
is_whole(struct arena *arena, const char *text)
{
    const char *end = strrchr(text, '-');

    return end != NULL && strlen(text) <= CURSOR_MAX &&
           strcmp(
               sealed(arena, arena_strndup(arena, text, (size_t)(end - text))),
               text) == 0;
}

static bool
fail_stale(struct reply_error *error, const char *what, unsigned generation)
{
    reply_error_set(error, REPLY_CURSOR_STALE,
                    "this cursor belongs to %s; generation %u is served now. "
                    "Start again without a cursor",
                    what, generation);
    reply_error_number(error, "generation", generation);
    return false;
}

bool
cursor_read(struct search *search, struct reply_error *error)
{
    struct arena *arena = search->context->arena;
    const char *text = search->asked->cursor;
    struct store_identity now;
    const char *same;
    unsigned generation;
    size_t offset, index_len;

    if (text == NULL)
        return true;
    if (!is_whole(arena, text) ||
        sscanf(text, "1-%u-%zu-", &generation, &offset) != 2)
        return reply_error_set(error, REPLY_CURSOR_INVALID,
                               "this is no cursor: give the `next` of an "
                               "answer just as it came");
    now = store_identify(search->context->library->store);
    same = sealed(arena, body(search, generation, offset));
    index_len = strlen(same) - 2 * (CURSOR_HASH_LEN + 1);
    if (strlen(same) != strlen(text) || strncmp(same, text, index_len) != 0)
        return fail_stale(error, "another index", now.generation);
    if (generation != now.generation)
        return fail_stale(
            error, arena_printf(arena, "index generation %u", generation),
            now.generation);
    if (strcmp(same, text) != 0)
        return reply_error_set(error, REPLY_CURSOR_INVALID,
                               "this cursor belongs to another query: page on "
                               "with the same words, filters and order");
    search->offset = offset;
    return true;
}
