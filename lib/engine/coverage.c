/*
 * coverage: every edition held is read once; what its history line and its
 * citations name is sorted, and what is held is taken out.
 */
#include "lib/wire/coverage_result.h"

#include "lib/base/nearest.h"
#include "lib/engine/context.h"
#include "lib/model/cite.h"
#include "lib/model/resolution_codec.h"

#include <stdlib.h>
#include <string.h>

/* A name that a text held says. */
struct named {
    struct coverage_known known;
    const char *body;
    unsigned number, year; /* year 0: no edition */
    size_t at;             /* in the order of reading */
};

struct coverage {
    struct context *context;
    const char **ids; /* of the editions held, in the order of bytes */
    size_t id_count;
    struct resolution *resolutions;
    size_t resolution_count;
    struct named *named;
    size_t named_count;
    struct coverage_result result;
};

/* Where a citation stands. */
struct spot {
    const char *file;
    unsigned line;
};

static int
by_resolution(const void *a, const void *b)
{
    return resolution_compare(a, b);
}

static int
compare_numbers(size_t a, size_t b)
{
    return (a > b) - (a < b);
}

static int
compare_targets(const struct named *a, const struct named *b)
{
    int order = strcmp(a->body, b->body);

    if (order == 0)
        order = compare_numbers(a->number, b->number);
    return order == 0 ? compare_numbers(a->year, b->year) : order;
}

static int
by_target(const void *a, const void *b)
{
    const struct named *x = a, *y = b;
    int order = compare_targets(x, y);

    return order == 0 ? compare_numbers(x->at, y->at) : order;
}

/* Whether the edition, or any of a resolution when none is named, is held. */
static bool
is_held(const struct coverage *coverage, const char *id)
{
    size_t low = 0, high = coverage->id_count, len = strlen(id);

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (strcmp(coverage->ids[middle], id) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < coverage->id_count &&
           strncmp(coverage->ids[low], id, len) == 0 &&
           strchr("@.", coverage->ids[low][len]) != NULL;
}

static void
name_add(struct coverage *coverage, struct named named)
{
    if (coverage->result.body != NULL &&
        strcmp(coverage->result.body, named.body) != 0)
        return;
    named.at = coverage->named_count;
    named.known.times = 1;
    *arena_push(coverage->context->arena, coverage->named,
                coverage->named_count) = named;
}

static void
history_add(struct coverage *coverage, const struct resolution *r)
{
    struct arena *arena = coverage->context->arena;

    for (size_t i = 0; i < r->history_count; i++) {
        const struct adoption *item = &r->history[i];

        name_add(coverage,
                 (struct named){
                     .known = {.id = arena_printf(arena, "%s-%u@%u", r->body,
                                                  r->number, item->year),
                               .where = "history",
                               .text = arena_printf(arena, "%s, %u",
                                                    item->place, item->year),
                               .named_in = r->id,
                               .file = r->source_file},
                     .body = r->body,
                     .number = r->number,
                     .year = item->year});
    }
}

static void
cites_add(struct coverage *coverage, const struct citation *cites, size_t count,
          struct spot spot)
{
    for (size_t i = 0; i < count; i++)
        if (cites[i].id != NULL)
            name_add(coverage, (struct named){.known = {.id = cites[i].id,
                                                        .where = "citation",
                                                        .text = cites[i].text,
                                                        .named_in = cites[i].in,
                                                        .file = spot.file,
                                                        .line = spot.line},
                                              .body = cites[i].body,
                                              .number = cites[i].number,
                                              .year = cites[i].year});
}

static void
names_add(struct coverage *coverage, const struct resolution *r)
{
    history_add(coverage, r);
    cites_add(coverage, r->foreword_cites, r->foreword_cite_count,
              (struct spot){r->source_file, 0});
    for (size_t i = 0; i < r->section_count; i++)
        for (size_t j = 0; j < r->sections[i].clause_count; j++) {
            const struct clause *clause = &r->sections[i].clauses[j];

            cites_add(coverage, clause->cites, clause->cite_count,
                      (struct spot){r->source_file, clause->line});
        }
    for (size_t i = 0; i < r->footnote_count; i++)
        cites_add(coverage, r->footnotes[i].cites, r->footnotes[i].cite_count,
                  (struct spot){r->source_file, r->footnotes[i].line});
}

static enum status
read_held(struct coverage *coverage, struct error *err)
{
    struct context *context = coverage->context;
    struct store *store = context->library->store;
    enum status status = store_keys(store, INDEX_KEY_EDITION, context->arena,
                                    &coverage->ids, &coverage->id_count, err);

    for (size_t i = 0; status == STATUS_OK && i < coverage->id_count; i++) {
        const char *bytes;
        size_t len;
        struct resolution *r = arena_push(context->arena, coverage->resolutions,
                                          coverage->resolution_count);

        status = store_get(store,
                           arena_printf(context->arena, INDEX_KEY_EDITION "%s",
                                        coverage->ids[i]),
                           context->arena, &bytes, &len, err);
        if (status == STATUS_OK)
            status = resolution_decode(r, bytes, len, context->arena, err);
    }
    if (status == STATUS_OK && coverage->resolution_count > 0)
        qsort(coverage->resolutions, coverage->resolution_count,
              sizeof *coverage->resolutions, by_resolution);
    return status;
}

/* The first text of the last edition held of the resolution at `at`. */
static const struct resolution *
latest_of(const struct coverage *coverage, size_t at)
{
    const struct resolution *latest = &coverage->resolutions[at];

    for (; at < coverage->resolution_count; at++) {
        const struct resolution *next = &coverage->resolutions[at];

        if (next->number != latest->number ||
            strcmp(next->body, latest->body) != 0)
            break;
        if (next->year > latest->year)
            latest = next;
    }
    return latest;
}

static void
held_put(struct coverage *coverage, size_t at)
{
    struct arena *arena = coverage->context->arena;
    const struct resolution *r = &coverage->resolutions[at];
    const struct resolution *latest = latest_of(coverage, at);

    *arena_push(arena, coverage->result.held, coverage->result.held_count) =
        (struct coverage_held){
            .id = r->id,
            .cite = cite_resolution(coverage->context->library->grammar, r,
                                    CITE_SHORT, arena),
            .title = r->title,
            .superseded_by = latest->year > r->year ? latest->id : NULL,
            .clauses = resolution_clause_count(r),
            .footnotes = r->footnote_count,
            .file = r->source_file};
}

/* What is named and not held, once each, with the first that names it. */
static void
known_put(struct coverage *coverage)
{
    struct coverage_result *result = &coverage->result;
    const struct named *last = NULL;

    if (coverage->named_count > 0)
        qsort(coverage->named, coverage->named_count, sizeof *coverage->named,
              by_target);
    for (size_t i = 0; i < coverage->named_count; i++) {
        const struct named *named = &coverage->named[i];

        if (is_held(coverage, named->known.id))
            continue;
        if (last != NULL && compare_targets(last, named) == 0)
            result->known[result->known_count - 1].times++;
        else
            *arena_push(coverage->context->arena, result->known,
                        result->known_count) = named->known;
        last = named;
    }
}

static bool
fail_body(const struct context *context, const char *body,
          struct reply_error *error)
{
    size_t count;
    const char *const *bodies =
        grammar_bodies(context->library->grammar, &count);

    reply_error_set(error, REPLY_INVALID_PARAMS, "no body \"%.40s\"", body);
    reply_error_text(error, "param", "body");
    reply_error_text(error, "did_you_mean", nearest_name(body, bodies, count));
    return false;
}

bool
coverage_answer(struct context *context, const struct request *request,
                struct buf *out, struct reply_error *error)
{
    struct coverage coverage = {.context = context};
    struct coverage_result *result = &coverage.result;
    struct store_identity identity;
    struct error err;

    if (context->library == NULL)
        return context_fail(error, &context->trouble);
    if (request->coverage.body != NULL) {
        result->body =
            grammar_body(context->library->grammar, request->coverage.body);
        if (result->body == NULL)
            return fail_body(context, request->coverage.body, error);
    }
    if (read_held(&coverage, &err) != STATUS_OK)
        return context_fail(error, &err);
    for (size_t i = 0; i < coverage.resolution_count; i++) {
        names_add(&coverage, &coverage.resolutions[i]);
        if (result->body == NULL ||
            strcmp(result->body, coverage.resolutions[i].body) == 0)
            held_put(&coverage, i);
    }
    known_put(&coverage);
    identity = store_identify(context->library->store);
    result->uuid = identity.uuid;
    result->generation = identity.generation;
    coverage_result_put(out, result);
    return true;
}
