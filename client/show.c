/*
 * clause show: a resolution as it is held, or the part asked for.
 */
#include "client/command.h"
#include "client/request_line.h"
#include "client/show_text.h"
#include "client/wrap.h"

#include <string.h>

static void
put_id(struct buf *out, const char *id)
{
    wrap_put_safe_line(out, id, strlen(id));
    buf_put_byte(out, '\n');
}

static void
put_ids(struct buf *out, const struct resolution *resolution)
{
    for (size_t i = 0; i < resolution->section_count; i++) {
        const struct section *section = &resolution->sections[i];

        for (size_t j = 0; j < section->clause_count; j++)
            put_id(out, section->clauses[j].id);
    }
    for (size_t i = 0; i < resolution->footnote_count; i++)
        put_id(out, resolution->footnotes[i].id);
}

static enum exit_code
print_result(const struct session *session, const struct show_result *result)
{
    struct buf out = {0};
    enum exit_code code;

    if (session->options.output == OUTPUT_IDS)
        put_ids(&out, &result->resolution);
    else
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
    if (session->options.output == OUTPUT_JSON)
        return session_print_json(session, &span, EXIT_FOUND);
    return print_result(session, &result);
}
