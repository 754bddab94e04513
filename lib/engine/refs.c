/*
 * refs: what a resolution, or a part of it, cites, and who cites it. What is
 * not held has no citations of its own, but others may cite it.
 */
#include "lib/engine/refs.h"

#include "lib/engine/namesake.h"
#include "lib/engine/reading.h"
#include "lib/engine/search.h"
#include "lib/engine/show_absent.h"

#include <string.h>

struct citing
refs_citing(const struct refs *refs)
{
    return (struct citing){.name = refs->show.name,
                           .year = refs->show.ref.year,
                           .edition = refs->query.edition,
                           .edition_year = refs->query.edition_year};
}

/* What was asked for, as a target among others. */
static enum status
take_of(struct refs *refs)
{
    struct context *context = refs->context;
    const struct typed_ref *ref = &refs->show.ref;
    const struct show_result *shown = &refs->show.result;
    struct refs_target *of = &refs->result.of;

    *of = (struct refs_target){
        .body = ref->body, .number = ref->number, .year = ref->year};
    if (refs->shown) {
        of->year = shown->resolution.year;
        of->id = shown->focus != NULL ? shown->focus : shown->resolution.id;
        refs->result.cite = shown->cite;
    } else {
        of->id = ref->year == 0 ? refs->show.name
                                : arena_printf(context->arena, "%s@%u",
                                               refs->show.name, ref->year);
    }
    if (strcmp(ref->body, RESOLUTION_DOC) != 0)
        return target_find(of, context, &refs->memo, &refs->err);
    of->held = of->id;
    of->title = shown->resolution.title;
    return STATUS_OK;
}

/* How many cite it, of any edition or of the one named. */
static enum status
count_citing(struct refs *refs, enum edition_choice edition, unsigned year,
             size_t *out)
{
    struct citing citing = refs_citing(refs);

    citing.edition = edition;
    citing.year = year;
    return citing_count(&citing, refs->context, out, &refs->err);
}

/* Says what the list of those who cite it leaves out. */
static enum status
note_left_out(struct refs *refs)
{
    struct query *query = &refs->query;
    struct arena *arena = refs->context->arena;
    const char *name = refs->show.name;
    size_t listed = refs->result.cited_by.total, any = 0, everywhere = 0;
    enum status status = count_citing(refs, query->edition, 0, &any);

    if (status == STATUS_OK)
        status =
            count_citing(refs, EDITION_ALL, refs->show.ref.year, &everywhere);
    if (status != STATUS_OK)
        return status;
    if (*refs->show.ref.part != '\0')
        query_note(query, arena,
                   "citations name resolutions, not their parts: cited_by is "
                   "of the whole");
    if (any > listed)
        query_note(query, arena,
                   "%zu more %s another edition of %s, or %s none: refs %s",
                   any - listed, any - listed == 1 ? "cites" : "cite", name,
                   any - listed == 1 ? "names" : "name", name);
    if (refs->request->search.edition == NULL)
        superseded_note(query, arena, listed, everywhere);
    return STATUS_OK;
}

/* Whom others cite by its number, when nobody cites it. */
static enum status
note_namesake(struct refs *refs, struct namesake *namesake, bool *found)
{
    size_t cited = 0;
    enum status status = count_citing(refs, EDITION_ALL, 0, &cited);

    *found = status == STATUS_OK && cited == 0 &&
             namesake_find(namesake, refs->context, refs->show.ref.body,
                           refs->show.ref.number);
    return status;
}

static enum status
take_lists(struct refs *refs)
{
    struct refs_result *result = &refs->result;
    struct namesake namesake;
    enum status status = STATUS_OK;
    bool other = false;

    result->cites.wanted =
        refs->shown && refs->request->direction != REFS_CITED_BY;
    result->cited_by.wanted = refs->request->direction != REFS_CITES;
    if (result->cites.wanted)
        status = refs_take_cites(refs);
    if (status != STATUS_OK || !result->cited_by.wanted)
        return status;
    status = refs_take_cited_by(refs);
    if (status == STATUS_OK)
        status = note_left_out(refs);
    if (status == STATUS_OK)
        status = note_namesake(refs, &namesake, &other);
    if (other)
        query_note(&refs->query, refs->context->arena, "%s", namesake.sentence);
    return status;
}

/* Whether something may be said of what is not held: somebody cites it. If
 * not, the error tells what else of its number is cited, or held. */
static bool
is_cited(struct refs *refs, struct reply_error *error)
{
    struct namesake namesake;
    size_t cited = 0;
    bool other = false;

    if (error->code != REPLY_KNOWN_NOT_HELD &&
        error->code != REPLY_NOT_IN_CORPUS)
        return false;
    if (count_citing(refs, EDITION_ALL, 0, &cited) != STATUS_OK ||
        note_namesake(refs, &namesake, &other) != STATUS_OK)
        return context_fail(error, &refs->err);
    if (other) {
        reply_error_text(error, "did_you_mean", namesake.name);
        reply_error_text(error, "hint", namesake.sentence);
    }
    show_absent_offer(&refs->show);
    return cited > 0 && refs->request->direction != REFS_CITES;
}

static void
put(struct refs *refs, struct buf *out)
{
    struct refs_result *result = &refs->result;
    struct store_identity identity =
        store_identify(refs->context->library->store);

    if (!refs->shown)
        query_note(&refs->query, refs->context->arena,
                   "the text of %s is not held, so what it cites is not known",
                   result->of.id);
    result->uuid = identity.uuid;
    result->generation = identity.generation;
    result->notes = refs->query.notes;
    result->note_count = refs->query.note_count;
    refs_result_put(out, result);
}

bool
refs_answer(struct context *context, const struct request *request,
            struct buf *out, struct reply_error *error)
{
    struct refs refs = {.context = context,
                        .request = request,
                        .show = {.context = context, .error = error},
                        .query = {.text = ""},
                        .result = {.offset = (size_t)request->search.offset,
                                   .limit = (size_t)request->search.limit}};

    if (context->library == NULL)
        return context_fail(error, &context->trouble);
    reading_edition(&refs.query, request->search.edition);
    refs.shown = show_find(&refs.show, request->show.id);
    if (!refs.shown && !is_cited(&refs, error))
        return false;
    if (take_of(&refs) != STATUS_OK || take_lists(&refs) != STATUS_OK ||
        search_scope_of(&refs.result.scope, &refs.query, context, &refs.err) !=
            STATUS_OK)
        return context_fail(error, &refs.err);
    put(&refs, out);
    return true;
}
