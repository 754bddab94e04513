/*
 * clause show: a resolution as it is held, or the part asked for.
 */
#include "client/command.h"
#include "client/print_rows.h"
#include "client/request_line.h"
#include "client/show_text.h"

static enum exit_code
print_text(const struct session *session, const struct show_result *result)
{
    struct buf out = {0};
    enum exit_code code;

    show_text_put(&out, result, &session->terminal, session->arena);
    code = session_print(&out, EXIT_FOUND);
    buf_deinit(&out);
    return code;
}

enum exit_code
show_run(struct session *session)
{
    struct show_result result;
    struct reply_span span;
    struct buf line = {0};
    struct error err;
    enum exit_code code;
    bool good;

    request_line_show(&line, &session->options, session->words);
    good = session_ask(session, &line, &span, &code);
    buf_deinit(&line);
    if (!good)
        return code;
    if (show_result_parse(&result, span.at, span.len, session->arena, &err) !=
        STATUS_OK)
        return session_fail_result(session, &err);
    if (session->options.output != OUTPUT_TEXT)
        return print_rows(session, &span, EXIT_FOUND);
    return print_text(session, &result);
}
