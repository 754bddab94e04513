/*
 * clause parse: the query as it is read, in a form that can be asked again.
 */
#include "client/command.h"
#include "client/request_line.h"
#include "client/wrap.h"
#include "lib/base/cleanup.h"
#include "lib/wire/json_in.h"

#include <string.h>

static enum exit_code
print_result(const struct session *session, const struct reply_span *span)
{
    CLEANUP(json_freep) struct json *tree = NULL;
    CLEANUP(buf_deinit) struct buf out = {0};
    struct json_reader reader = {.arena = session->arena};
    struct error err;
    const char *query, **notes;
    size_t count;

    if (json_parse(&tree, span->at, span->len, &err) != STATUS_OK)
        return session_fail_result(session, &err);
    query = json_text(&reader, tree, "query");
    notes = json_texts(&reader, tree, "notes", &count);
    if (json_check(&reader, &err) != STATUS_OK)
        return session_fail_result(session, &err);
    if (session->options.output == OUTPUT_JSON)
        return session_print_json(session, span, EXIT_FOUND);
    for (size_t i = 0; i < count; i++)
        session_note(notes[i]);
    wrap_put_safe_line(&out, query, strlen(query));
    buf_put_byte(&out, '\n');
    return session_print(&out, EXIT_FOUND);
}

enum exit_code
parse_run(struct session *session)
{
    CLEANUP(buf_deinit) struct buf line = {0};
    struct reply_span span;
    enum exit_code code;

    request_line_parse(&line, &session->options, session->words);
    if (!session_ask(session, &line, &span, &code))
        return code;
    return print_result(session, &span);
}
