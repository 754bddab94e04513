/*
 * parse: how a query is read, without searching.
 */
#include "lib/base/cleanup.h"
#include "lib/engine/context.h"
#include "lib/engine/reading.h"
#include "lib/engine/values.h"
#include "lib/query/format.h"
#include "lib/wire/query_json.h"

bool
parse_answer(struct context *context, const struct request *request,
             struct buf *out, struct reply_error *error)
{
    CLEANUP(buf_deinit) struct buf normal = {0};
    struct query_context words;
    struct query query;

    if (context->library == NULL)
        return context_fail(error, &context->trouble);
    words = reading_context(context, request->search.any);
    if (!reading_parse(&query, context, &words, request->search.q, error) ||
        !values_check(context, &query, error))
        return false;
    format_query(&query, context->library->lexicon, &normal);
    query_json_put(out, &query, buf_text(&normal));
    return true;
}
