/*
 * The two lists of `refs`. What a text cites is in the text; who cites it is
 * found by a term, and each text found is read for its words.
 */
#include "lib/engine/refs.h"
#include "lib/model/spot.h"
#include "lib/model/unit.h"

#include <string.h>

static enum status
take_citation(struct refs *refs, const struct citation *cite,
              struct refs_citation *out)
{
    *out = (struct refs_citation){.text = cite->text,
                                  .target = {.id = cite->id,
                                             .body = cite->body,
                                             .number = cite->number,
                                             .year = cite->year}};
    return target_find(&out->target, refs->context, &refs->memo, &refs->err);
}

static struct refs_row *
add_row(struct refs *refs, struct refs_list *list, const struct spot *spot)
{
    struct refs_row *row =
        arena_push(refs->context->arena, list->rows, list->count);

    *row = (struct refs_row){.id = spot->id,
                             .line = spot->line,
                             .page = spot->page,
                             .paragraph = spot->paragraph};
    return row;
}

enum status
refs_take_cites(struct refs *refs)
{
    struct context *context = refs->context;
    const struct resolution *shown = &refs->show.result.resolution;
    struct refs_list *list = &refs->result.cites;
    size_t end = refs->result.offset + refs->result.limit;
    struct spots spots = {.resolution = shown};
    enum status status = STATUS_OK;
    struct spot spot;

    while (status == STATUS_OK && spots_next(&spots, &spot))
        for (size_t i = 0; status == STATUS_OK && i < spot.cite_count; i++) {
            struct refs_row *row;

            if (list->total++ < refs->result.offset || list->total > end)
                continue;
            row = add_row(refs, list, &spot);
            row->cite = spot_cite(&spot, context->library->grammar, shown,
                                  CITE_SHORT, context->arena);
            row->file = shown->source_file;
            status = take_citation(refs, &spot.cites[i], &row->first);
        }
    return status;
}

static bool
is_meant(const struct citing *citing, const struct citation *cite)
{
    size_t len = strlen(citing->name);

    return cite->id != NULL && strncmp(cite->id, citing->name, len) == 0 &&
           (cite->id[len] == '\0' || cite->id[len] == '@') &&
           (citing->year == 0 || citing->year == cite->year);
}

/* Whether the row names just that edition already. */
static bool
has_edition(const struct refs_row *row, unsigned year)
{
    if (row->first.target.year == year)
        return true;
    for (size_t i = 0; i < row->also_count; i++)
        if (row->also[i].target.year == year)
            return true;
    return false;
}

/* What the place has of the citations that are meant. */
static enum status
take_spot(struct refs *refs, struct refs_row *row, const struct spot *spot)
{
    const struct citing citing = refs_citing(refs);
    enum status status = STATUS_OK;

    for (size_t i = 0; status == STATUS_OK && i < spot->cite_count; i++) {
        const struct citation *cite = &spot->cites[i];

        if (!is_meant(&citing, cite))
            continue;
        if (row->times++ == 0)
            status = take_citation(refs, cite, &row->first);
        else if (!has_edition(row, cite->year))
            status = take_citation(
                refs, cite,
                arena_push(refs->context->arena, row->also, row->also_count));
    }
    return status;
}

/* "wtsa-59@2012" of "wtsa-59@2012/resolves.1"; a document is its clause. */
static const char *
edition_of(const char *id, struct arena *arena)
{
    if (strncmp(id, RESOLUTION_DOC_PREFIX, strlen(RESOLUTION_DOC_PREFIX)) == 0)
        return id;
    return arena_strndup(arena, id, strcspn(id, "/"));
}

/* held: the text read last; hits in the order of ids often share it. */
static enum status
take_unit(struct refs *refs, const struct unit *unit, struct resolution *held)
{
    struct arena *arena = refs->context->arena;
    const char *edition = edition_of(unit->id, arena);
    struct spots spots = {.resolution = held};
    struct spot spot = {.id = unit->id,
                        .line = unit->line,
                        .page = unit->page,
                        .paragraph = unit->paragraph};
    struct refs_row *row = add_row(refs, &refs->result.cited_by, &spot);
    enum status status = STATUS_OK;

    row->cite = unit->cite;
    row->file = unit->file;
    if (held->id == NULL || strcmp(held->id, edition) != 0)
        status = library_read(refs->context->library, edition, arena, held,
                              &refs->err);
    while (status == STATUS_OK && spots_next(&spots, &spot))
        if (strcmp(spot.id, unit->id) == 0)
            status = take_spot(refs, row, &spot);
    if (status == STATUS_OK && row->times == 0)
        status = error_set(&refs->err, STATUS_IO,
                           "the index is damaged: %.80s does not have what "
                           "it is said to cite",
                           unit->id);
    return status;
}

enum status
refs_take_cited_by(struct refs *refs)
{
    const struct citing citing = refs_citing(refs);
    struct context *context = refs->context;
    struct resolution held = {.id = NULL};
    struct store_hits found;
    struct unit unit;
    enum status status = citing_find(&citing, context, refs->result.offset,
                                     refs->result.limit, &found, &refs->err);

    if (status != STATUS_OK)
        return status;
    refs->result.cited_by.total = found.total;
    for (size_t i = 0; status == STATUS_OK && i < found.count; i++) {
        status = unit_decode(&unit, found.list[i].data, found.list[i].len,
                             context->arena, &refs->err);
        if (status == STATUS_OK)
            status = take_unit(refs, &unit, &held);
    }
    return status;
}
