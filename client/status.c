/*
 * clause status and clause ping: about the service itself.
 */
#include "client/command.h"
#include "client/count_text.h"
#include "client/request_line.h"
#include "client/wrap.h"
#include "lib/base/cleanup.h"
#include "lib/wire/json_in.h"

#include <limits.h>
#include <string.h>

static void
put_safe(struct buf *out, const char *text)
{
    wrap_put_safe_line(out, text, strlen(text));
}

static void
put_line(struct buf *out, const char *what, const char *text)
{
    if (text == NULL)
        return;
    buf_put_text(out, what);
    put_safe(out, text);
    buf_put_byte(out, '\n');
}

static void
put_index(struct buf *out, struct json_reader *reader, const struct json *index)
{
    long resolutions, generation;

    if (index == NULL) {
        buf_put_text(out, "index    none\n");
        return;
    }
    resolutions = json_number(reader, index, "resolutions", LONG_MAX);
    generation = json_number(reader, index, "generation", INT_MAX);
    buf_printf(out, "index    %ld resolution%s, ", resolutions,
               resolutions == 1 ? "" : "s");
    count_text_put(out, (size_t)json_number(reader, index, "clauses", LONG_MAX),
                   (size_t)json_number(reader, index, "footnotes", LONG_MAX));
    buf_printf(out, "; generation %ld of ", generation);
    put_safe(out, json_text(reader, index, "uuid"));
    buf_put_byte(out, '\n');
}

/* Whatever the service tells of its sandbox or its process. */
static void
put_members(struct buf *out, struct json_reader *reader, const char *label,
            const struct json *object)
{
    const struct json *item = json_members(object);
    const char *gap = label;

    for (; item != NULL; item = json_next(item)) {
        buf_put_text(out, gap);
        put_safe(out, json_key(reader, item));
        buf_put_byte(out, ' ');
        put_safe(out, json_print(reader, item));
        gap = ", ";
    }
    if (json_members(object) != NULL)
        buf_put_byte(out, '\n');
}

static void
put_status(struct buf *out, const struct session *session,
           struct json_reader *reader, const struct json *tree)
{
    buf_put_text(out, "service  ");
    put_safe(out, json_text(reader, tree, "state"));
    buf_put_text(out, ", version ");
    put_safe(out, json_text(reader, tree, "version"));
    buf_put_text(out, ", ");
    put_safe(out, session->place);
    buf_put_byte(out, '\n');
    put_line(out, "reason   ", json_maybe_text(reader, tree, "reason"));
    put_line(out, "repair   ", json_maybe_text(reader, tree, "fix"));
    put_index(out, reader, json_maybe_object(reader, tree, "index"));
    put_members(out, reader, "sandbox  ",
                json_maybe_object(reader, tree, "sandbox"));
    put_members(out, reader, "process  ",
                json_maybe_object(reader, tree, "process"));
}

/* One that has no index is no service. */
static enum exit_code
code_of(struct json_reader *reader, const struct json *tree)
{
    return strcmp(json_text(reader, tree, "state"), "unavailable") == 0
               ? EXIT_SERVICE
               : EXIT_FOUND;
}

static enum exit_code
print_status(const struct session *session, const struct reply_span *span)
{
    CLEANUP(json_freep) struct json *tree = NULL;
    struct json_reader reader = {.arena = session->arena};
    struct buf out = {0};
    struct error err;
    enum exit_code code;

    if (json_parse(&tree, span->at, span->len, &err) != STATUS_OK)
        return session_fail_result(session, &err);
    put_status(&out, session, &reader, tree);
    code = code_of(&reader, tree);
    if (json_check(&reader, &err) != STATUS_OK)
        code = session_fail_result(session, &err);
    else if (session->options.output == OUTPUT_JSON)
        code = session_print_json(session, span, code);
    else
        code = session_print(&out, code);
    buf_deinit(&out);
    return code;
}

static bool
ask_plain(struct session *session, const char *method, struct reply_span *span,
          enum exit_code *code)
{
    struct buf line = {0};
    bool good;

    request_line_plain(&line, &session->options, method);
    good = session_ask(session, &line, span, code);
    buf_deinit(&line);
    return good;
}

enum exit_code
status_run(struct session *session)
{
    struct reply_span span;
    enum exit_code code;

    if (!ask_plain(session, "status", &span, &code))
        return code;
    return print_status(session, &span);
}

enum exit_code
ping_run(struct session *session)
{
    struct reply_span span;
    struct buf out = {0};
    enum exit_code code;

    if (!ask_plain(session, "ping", &span, &code))
        return code;
    if (session->options.output == OUTPUT_JSON)
        return session_print_json(session, &span, EXIT_FOUND);
    put_safe(&out, session->place);
    buf_put_text(&out, " answers\n");
    code = session_print(&out, EXIT_FOUND);
    buf_deinit(&out);
    return code;
}
