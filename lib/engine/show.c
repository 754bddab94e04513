/*
 * show: a resolution as it is held, or the part of it that was asked for.
 */
#include "lib/engine/citing.h"
#include "lib/engine/show_absent.h"
#include "lib/engine/show_part.h"
#include "lib/model/citation.h"
#include "lib/model/cite.h"
#include "lib/model/spot.h"
#include "lib/model/unit.h"

#include <string.h>

enum { CITED_BY_MOST = 1000 };

static bool
show_fail(struct show *show, const struct error *err)
{
    return context_fail(show->error, err);
}

static enum status
find_citing(struct show *show, struct error *err)
{
    struct context *context = show->context;
    const struct citing citing = {show->name, 0, EDITION_ALL, 0};
    struct store_hits found;
    enum status status =
        citing_find(&citing, context, 0, CITED_BY_MOST, &found, err);

    for (size_t i = 0; status == STATUS_OK && i < found.count; i++) {
        struct unit unit;

        status = unit_decode(&unit, found.list[i].data, found.list[i].len,
                             context->arena, err);
        if (status == STATUS_OK)
            *arena_push(context->arena, show->result.cited_by,
                        show->result.cited_by_count) = unit.id;
    }
    return status;
}

/* The id among those held that the reference means; NULL: none. */
static const char *
choose_edition(struct show *show)
{
    const struct typed_ref *ref = &show->ref;
    const char *want =
        arena_printf(show->context->arena, "%s@%u", show->name, ref->year);

    if (ref->year == 0)
        return library_latest(show->ids, show->id_count);
    if (ref->copy > 1)
        want = arena_printf(show->context->arena, "%s.%u", want, ref->copy);
    for (size_t i = 0; i < show->id_count; i++)
        if (strcmp(show->ids[i], want) == 0)
            return show->ids[i];
    return NULL;
}

static enum status
add_held(struct show *show, const struct citation *cites, size_t count,
         struct error *err)
{
    struct context *context = show->context;
    struct show_result *result = &show->result;
    enum status status = STATUS_OK;

    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        const char **ids = NULL;
        size_t id_count = 0;

        if (cites[i].id == NULL)
            continue;
        status = library_held(context->library,
                              arena_strndup(context->arena, cites[i].id,
                                            strcspn(cites[i].id, "@")),
                              context->arena, &ids, &id_count, err);
        for (size_t j = 0; status == STATUS_OK && j < id_count; j++)
            if (strncmp(ids[j], cites[i].id, strlen(cites[i].id)) == 0)
                *arena_push(context->arena, result->held, result->held_count) =
                    ids[j];
    }
    return status;
}

/* Which of the resolutions cited are held. */
static enum status
find_held(struct show *show, struct error *err)
{
    struct spots spots = {.resolution = &show->result.resolution};
    struct spot spot;
    enum status status = STATUS_OK;

    while (status == STATUS_OK && spots_next(&spots, &spot))
        status = add_held(show, spot.cites, spot.cite_count, err);
    return status;
}

/* The editions held of what is meant. */
static bool
find_ids(struct show *show)
{
    struct context *context = show->context;
    struct error err;

    if (library_held(context->library, show->name, context->arena, &show->ids,
                     &show->id_count, &err) != STATUS_OK)
        return show_fail(show, &err);
    return show->id_count > 0 || show_absent_resolution(show);
}

static bool
read_ref(struct show *show, const char *text)
{
    struct context *context = show->context;

    if (strncmp(text, RESOLUTION_DOC_PREFIX, strlen(RESOLUTION_DOC_PREFIX)) ==
        0) {
        show->name = text;
        show->ref.body = RESOLUTION_DOC;
        show->ref.part = "";
        return find_ids(show);
    }
    if (!citation_parse_typed(&show->ref, context->library->grammar, text,
                              context->arena)) {
        reply_error_set(show->error, REPLY_INVALID_PARAMS,
                        "\"%.100s\" is no citation. Write 59, 59@2012, "
                        "\"Res. 59 recognizing c)\" or an id from a search",
                        text);
        reply_error_text(show->error, "param", "id");
        return false;
    }
    show->name =
        arena_printf(context->arena, "%s-%u", show->ref.body, show->ref.number);
    return find_ids(show);
}

static bool
fill(struct show *show)
{
    struct context *context = show->context;
    struct show_result *result = &show->result;
    const char *id = choose_edition(show);
    const char *latest = library_latest(show->ids, show->id_count);
    struct store_identity identity = store_identify(context->library->store);
    struct error err;

    if (id == NULL)
        return show_absent_edition(show);
    if (library_read(context->library, id, context->arena, &result->resolution,
                     &err) != STATUS_OK)
        return show_fail(show, &err);
    result->cite =
        cite_resolution(context->library->grammar, &result->resolution,
                        CITE_LONG, context->arena);
    result->superseded_by =
        strncmp(id, latest, strlen(latest)) == 0 ? NULL : latest;
    result->uuid = identity.uuid;
    result->generation = identity.generation;
    return show_part(show);
}

bool
show_find(struct show *show, const char *text)
{
    return read_ref(show, text) && fill(show);
}

/* What else of the corpus it has to do with. */
static bool
find_related(struct show *show)
{
    struct error err;

    if (find_held(show, &err) != STATUS_OK ||
        find_citing(show, &err) != STATUS_OK)
        return show_fail(show, &err);
    return true;
}

bool
show_answer(struct context *context, const struct request *request,
            struct buf *out, struct reply_error *error)
{
    struct show show = {.context = context, .error = error};

    if (context->library == NULL)
        return context_fail(error, &context->trouble);
    if (!show_find(&show, request->show.id)) {
        show_absent_offer(&show);
        return false;
    }
    if (!find_related(&show))
        return false;
    show_result_put(out, &show.result);
    return true;
}
