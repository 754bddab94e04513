/*
 * search and its kin: read the query, ask the store, and say what was
 * searched.
 */
#include "lib/engine/search.h"

#include <string.h>

enum status
search_scope_of(struct search_scope *out, const struct query *query,
                const struct context *context, struct error *err)
{
    static const char *const names[] = {
        [EDITION_LATEST] = "latest", [EDITION_ALL] = "all"};
    struct counts counts;
    enum status status;

    if (query->edition == EDITION_YEAR)
        out->edition = arena_printf(context->arena, "%u", query->edition_year);
    else
        out->edition = names[query->edition];
    status = library_counts(context->library, out->edition, context->arena,
                            &counts, err);
    out->resolutions = (long)counts.resolutions;
    out->clauses = (long)counts.clauses;
    out->footnotes = (long)counts.footnotes;
    return status;
}

enum status
search_scope(struct search *search)
{
    return search_scope_of(&search->result.scope, &search->query,
                           search->context, &search->err);
}

static enum status
run_search(struct search *search)
{
    enum status status = search->unread ? STATUS_OK : search_find(search);

    if (status == STATUS_OK && search->result.citation == NULL)
        status = search_find_near(search);
    if (status == STATUS_OK && !search->unread)
        status = search_find_titles(search);
    if (status == STATUS_OK && search->result.citation == NULL)
        status = meant_find(search);
    if (status == STATUS_OK)
        status = superseded_find(search);
    if (status == STATUS_OK)
        status = search_scope(search);
    return status;
}

static enum status
run_facets(struct search *search)
{
    enum status status = search_find(search);

    if (status == STATUS_OK)
        status = superseded_find(search);
    return status == STATUS_OK ? search_scope(search) : status;
}

/* Reads the text as a query and as a citation; either is enough. */
static bool
read_text(struct search *search, struct reply_error *error)
{
    bool good = search_read(search, error);

    if (!good)
        search->query = (struct query){.text = search->text};
    search->unread = !good;
    return typed_find(search) || good;
}

void
search_put(struct search *search, struct buf *out)
{
    struct search_result *result = &search->result;
    struct context *context = search->context;
    struct store_identity identity = store_identify(context->library->store);

    result->uuid = identity.uuid;
    result->generation = identity.generation;
    result->notes = search->query.notes;
    result->note_count = search->query.note_count;
    result->took_ms = context_now_ms() - context->began_ms;
    search_result_put(out, result);
}

/* Reads, runs and writes; the text is set already. */
static bool
answer(struct search *search, enum status (*run)(struct search *),
       struct buf *out, struct reply_error *error)
{
    struct context *context = search->context;

    search->offset = (size_t)search->asked->offset;
    if (!read_text(search, error) || !cursor_read(search, error))
        return false;
    if (search->remarks.unheard != NULL)
        query_note(&search->query, context->arena,
                   "not understood: %s. The answer does not heed that; -word "
                   "or NOT leaves out, year:2008..2012 keeps to years",
                   search->remarks.unheard);
    if (search->remarks.wants_refs)
        query_note(&search->query, context->arena,
                   "what a resolution cites is no query; refs lists it");
    search->lighter = highlighter_new(&search->query, &search->words);
    if (run(search) != STATUS_OK)
        return context_fail(error, &search->err);
    search_put(search, out);
    return true;
}

bool
search_answer(struct context *context, const struct request *request,
              struct buf *out, struct reply_error *error)
{
    struct search search = {.context = context,
                            .request = request,
                            .asked = &request->search,
                            .text = request->search.q};

    if (context->library == NULL)
        return context_fail(error, &context->trouble);
    return answer(&search, run_search, out, error);
}

bool
ask_answer(struct context *context, const struct request *request,
           struct buf *out, struct reply_error *error)
{
    struct search search = {
        .context = context, .request = request, .asked = &request->search};
    struct question_context words;

    if (context->library == NULL)
        return context_fail(error, &context->trouble);
    words = (struct question_context){
        context->library->questions, context->library->grammar,
        context->library->lexicon, context->arena};
    search.text = request->search.q;
    if ((long)strlen(search.text) <=
        limits_get(context->limits, LIMIT_QUERY_BYTES))
        search.text = question_read(&words, search.text, &search.remarks);
    search.result.reading = search.text;
    return answer(&search, run_search, out, error);
}

/* What facets counts when it is not told. */
static const enum field usual_facets[] = {FIELD_KIND, FIELD_TO, FIELD_BODY,
                                          FIELD_YEAR, FIELD_VERB};

bool
facets_answer(struct context *context, const struct request *request,
              struct buf *out, struct reply_error *error)
{
    struct search_request asked = request->search;
    struct search search = {.context = context,
                            .request = request,
                            .asked = &asked,
                            .text = asked.q};

    if (context->library == NULL)
        return context_fail(error, &context->trouble);
    asked.limit = 0;
    if (asked.facet_count == 0) {
        memcpy(asked.facets, usual_facets, sizeof usual_facets);
        asked.facet_count = sizeof usual_facets / sizeof *usual_facets;
    }
    return answer(&search, run_facets, out, error);
}
