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

enum { INDENT = 9 /* behind the word that says what a line is of */ };

static void
put_line(struct wrap *wrap, const char *what, const char *text)
{
    if (text != NULL)
        wrap_paragraph(wrap, what, INDENT, text, false);
}

static void
put_service(struct wrap *wrap, const struct session *session,
            struct json_reader *reader, const struct json *tree)
{
    wrap_begin(wrap, "service  ", INDENT);
    wrap_put_text(wrap, json_text(reader, tree, "state"));
    wrap_put_text(wrap, ", version ");
    wrap_put_text(wrap, json_text(reader, tree, "version"));
    wrap_put_text(wrap, ", ");
    wrap_put_text(wrap, session->place);
    wrap_end(wrap);
}

static void
put_index(struct wrap *wrap, struct json_reader *reader,
          const struct json *index)
{
    CLEANUP(buf_deinit) struct buf text = {0};
    long resolutions, generation;

    if (index == NULL) {
        put_line(wrap, "index    ", "none");
        return;
    }
    resolutions = json_number(reader, index, "resolutions", LONG_MAX);
    generation = json_number(reader, index, "generation", INT_MAX);
    buf_printf(&text, "%ld resolution%s, ", resolutions,
               resolutions == 1 ? "" : "s");
    count_text_put(&text,
                   (size_t)json_number(reader, index, "clauses", LONG_MAX),
                   (size_t)json_number(reader, index, "footnotes", LONG_MAX));
    buf_printf(&text, "; generation %ld of ", generation);
    buf_put_text(&text, json_text(reader, index, "uuid"));
    put_line(wrap, "index    ", buf_text(&text));
}

/* Whatever the service tells of its sandbox or its process. */
static void
put_members(struct wrap *wrap, struct json_reader *reader, const char *what,
            const struct json *object)
{
    const struct json *first = json_members(object), *item;

    if (first == NULL)
        return;
    wrap_begin(wrap, what, INDENT);
    for (item = first; item != NULL; item = json_next(item)) {
        wrap_put_text(wrap, item == first ? "" : ", ");
        wrap_put_text(wrap, json_key(reader, item));
        wrap_put_space(wrap);
        wrap_put_text(wrap, json_print(reader, item));
    }
    wrap_end(wrap);
}

static void
put_status(struct buf *out, const struct session *session,
           struct json_reader *reader, const struct json *tree)
{
    struct wrap wrap;

    wrap_init(&wrap, out, session->terminal.width, session->terminal.colour);
    put_service(&wrap, session, reader, tree);
    put_line(&wrap, "reason   ", json_maybe_text(reader, tree, "reason"));
    put_line(&wrap, "repair   ", json_maybe_text(reader, tree, "fix"));
    put_index(&wrap, reader, json_maybe_object(reader, tree, "index"));
    put_members(&wrap, reader, "sandbox  ",
                json_maybe_object(reader, tree, "sandbox"));
    put_members(&wrap, reader, "process  ",
                json_maybe_object(reader, tree, "process"));
    wrap_deinit(&wrap);
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
    wrap_put_safe_line(&out, session->place, strlen(session->place));
    buf_put_text(&out, " answers\n");
    code = session_print(&out, EXIT_FOUND);
    buf_deinit(&out);
    return code;
}
