/*
 * coverage: every edition held is read once; what is named there and in the
 * catalogue is put in order, and what is held is taken out.
 */
#include "lib/wire/coverage_result.h"

#include "lib/base/nearest.h"
#include "lib/engine/context.h"
#include "lib/engine/coverage_names.h"
#include "lib/model/cite.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* Of a reply: its envelope and all of the result that is no row. */
enum { COVERAGE_REST = 512 };

struct coverage {
    struct context *context;
    const char **ids; /* of the editions held, in the order of bytes */
    size_t id_count;
    struct resolution *resolutions; /* by body, number, edition */
    size_t resolution_count;
    struct coverage_result result;
};

static int
by_resolution(const void *a, const void *b)
{
    return resolution_compare(a, b);
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

static enum status
read_held(struct coverage *coverage, struct error *err)
{
    struct context *context = coverage->context;
    enum status status =
        store_keys(context->library->store, INDEX_KEY_EDITION, context->arena,
                   &coverage->ids, &coverage->id_count, err);

    for (size_t i = 0; status == STATUS_OK && i < coverage->id_count; i++) {
        struct resolution *r = arena_push(context->arena, coverage->resolutions,
                                          coverage->resolution_count);

        status = library_read(context->library, coverage->ids[i],
                              context->arena, r, err);
    }
    if (status == STATUS_OK && coverage->resolution_count > 0)
        qsort(coverage->resolutions, coverage->resolution_count,
              sizeof *coverage->resolutions, by_resolution);
    return status;
}

/* The first text of the last edition held of a resolution, or NULL. */
static const struct resolution *
held_latest(const struct coverage *coverage, const char *body, unsigned number)
{
    const struct resolution *list = coverage->resolutions;
    const struct resolution behind = {
        .body = (char *)body, .number = number, .year = UINT_MAX};
    size_t low = 0, high = coverage->resolution_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (resolution_compare(&list[middle], &behind) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0 || list[low - 1].number != number ||
        strcmp(list[low - 1].body, body) != 0)
        return NULL;
    for (low--; low > 0 && list[low].copy > 1; low--)
        continue;
    return &list[low];
}

/*
 * What may be said of an edition: a later one is held or in the catalogue,
 * or what the catalogue's source says of the last one. Nothing is in force
 * by guess.
 */
static struct coverage_status
status_of(const struct coverage *coverage, const char *body, unsigned number,
          unsigned year)
{
    struct coverage_status status = {
        .word = "unknown",
        .entry = catalogue_find(coverage->context->library->catalogue, body,
                                number)};
    const struct resolution *held = held_latest(coverage, body, number);
    const struct adoption *last =
        status.entry == NULL ? NULL : catalogue_latest(status.entry);
    bool held_is_last =
        held != NULL && (last == NULL || held->year >= last->year);
    unsigned latest = held_is_last ? held->year : last == NULL ? 0 : last->year;

    if (year > 0 && latest > year) {
        status.word = "superseded";
        status.superseded_by =
            held_is_last ? held->id
                         : arena_printf(coverage->context->arena, "%s-%u@%u",
                                        body, number, latest);
    } else if (status.entry != NULL &&
               year == (last == NULL ? 0 : last->year)) {
        status.word = status.entry->standing;
    }
    return status;
}

static void
held_put(struct coverage *coverage, const struct resolution *r)
{
    struct arena *arena = coverage->context->arena;

    *arena_push(arena, coverage->result.held, coverage->result.held_count) =
        (struct coverage_held){
            .id = r->id,
            .cite = cite_resolution(coverage->context->library->grammar, r,
                                    CITE_SHORT, arena),
            .title = r->title,
            .status = status_of(coverage, r->body, r->number, r->year),
            .clauses = resolution_clause_count(r),
            .footnotes = r->footnote_count,
            .file = r->source_file};
}

/* What is named and not held. */
static void
known_put(struct coverage *coverage, const struct coverage_names *names)
{
    struct coverage_result *result = &coverage->result;

    for (size_t i = 0; i < names->count; i++) {
        const struct coverage_name *name = &names->list[i];
        struct coverage_known *known;

        if (is_held(coverage, name->known.id))
            continue;
        known = arena_push(coverage->context->arena, result->known,
                           result->known_count);
        *known = name->known;
        known->status =
            status_of(coverage, name->body, name->number, name->year);
    }
}

static void
fill(struct coverage *coverage)
{
    struct coverage_result *result = &coverage->result;
    const struct library *library = coverage->context->library;
    struct store_identity identity = store_identify(library->store);
    struct coverage_names names = {.arena = coverage->context->arena,
                                   .body = result->body};

    for (size_t i = 0; i < coverage->resolution_count; i++) {
        const struct resolution *r = &coverage->resolutions[i];

        coverage_names_read(&names, r);
        if (result->body == NULL || strcmp(result->body, r->body) == 0)
            held_put(coverage, r);
    }
    coverage_names_know(&names, library->catalogue);
    coverage_names_unite(&names);
    known_put(coverage, &names);
    result->uuid = identity.uuid;
    result->generation = identity.generation;
}

/* How many bytes rows may take, so that the reply is none too large. */
static size_t
room_of(const struct context *context)
{
    long most = limits_get(context->limits, LIMIT_REPLY_BYTES);

    return (size_t)(most > 2 * COVERAGE_REST ? most - COVERAGE_REST : most / 2);
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
    const struct coverage_request *asked = &request->coverage;
    struct coverage coverage = {.context = context,
                                .result = {.room = room_of(context),
                                           .limit = (size_t)asked->limit,
                                           .offset = (size_t)asked->offset}};
    struct error err;

    if (context->library == NULL)
        return context_fail(error, &context->trouble);
    if (asked->body != NULL) {
        coverage.result.body =
            grammar_body_typed(context->library->grammar, asked->body);
        if (coverage.result.body == NULL)
            return fail_body(context, asked->body, error);
    }
    if (read_held(&coverage, &err) != STATUS_OK)
        return context_fail(error, &err);
    fill(&coverage);
    coverage_result_put(out, &coverage.result);
    return true;
}
