#include "client/session.h"

#include "client/fault_text.h"
#include "client/patience.h"
#include "client/request_line.h"
#include "client/service.h"
#include "client/wrap.h"
#include "lib/base/cleanup.h"
#include "lib/base/file.h"
#include "lib/base/place.h"
#include "lib/base/secret.h"
#include "lib/text/utf8.h"
#include "lib/wire/json_out.h"
#include "lib/wire/reply_error.h"
#include "lib/wire/request.h"

#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum {
    REQUEST_LINE_MAX = 64 * 1024,
    MORE_MS = 100,       /* the way of an answer that says it is too late */
    MORE_START_MS = 5000 /* a worker of ours has to start first */
};

static const char id_of_ours[] = "1", id_of_greeting[] = "0";

void
session_say(const struct buf *text)
{
    struct error ignored;

    if (file_write_all(STDERR_FILENO, text->data, text->len, &ignored) !=
        STATUS_OK)
        return;
}

static void
say_line(const char *before, const char *text)
{
    struct buf out = {0};

    if (strchr(text, '\n') == NULL) {
        wrap_sentence(&out, terminal_error_width(), before, text);
    } else { /* laid out by who says it */
        buf_put_text(&out, before);
        utf8_put_safe(&out, text, strlen(text));
        buf_put_byte(&out, '\n');
    }
    session_say(&out);
    buf_deinit(&out);
}

void
session_note(const char *text)
{
    say_line("note: ", text);
}

enum exit_code
session_fail_usage(const char *format, ...)
{
    char text[1024];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    say_line("clause: ", text);
    return EXIT_INPUT;
}

/* Trouble that has no reply: in words, and as JSON where that was asked. */
static enum exit_code
fail_service(const struct session *session, const char *name,
             const char *sentence)
{
    struct buf out = {0};

    say_line("clause: ", sentence);
    if (session->options.output == OUTPUT_JSON) {
        buf_put_text(&out, "{\"error\":{\"code\":null");
        json_put_member(&out, "message", sentence);
        buf_put_text(&out, ",\"data\":{");
        json_put_member(&out, "code", name);
        buf_put_text(&out, "}}}\n");
        session_print(&out, EXIT_SERVICE);
    }
    buf_deinit(&out);
    return EXIT_SERVICE;
}

static enum exit_code
fail_reply(const struct session *session, const struct error *err)
{
    return fail_service(session, "bad_reply",
                        arena_printf(session->arena,
                                     "what %s answered cannot be read: %s",
                                     session->place, err->text));
}

enum exit_code
session_fail_result(const struct session *session, const struct error *err)
{
    return fail_reply(session, err);
}

static enum exit_code
fail_status(const struct session *session, const struct error *err)
{
    if (err->code == STATUS_BAD_REQUEST)
        return session_fail_usage("%s", err->text);
    return fail_service(session,
                        err->code == STATUS_BUSY ? "no_answer" : "unreachable",
                        err->text);
}

enum exit_code
session_print(const struct buf *out, enum exit_code code)
{
    struct error err;

    if (file_write_all(STDOUT_FILENO, out->data, out->len, &err) == STATUS_OK)
        return code;
    if (errno == EPIPE) { /* the reader has seen enough */
        signal(SIGPIPE, SIG_DFL);
        raise(SIGPIPE);
    }
    say_line("clause: standard output: ", err.text);
    return EXIT_SERVICE;
}

/* What the strict check lets through and a terminal should not see stands
 * only within strings, where an escape means the same. */
static void
put_json_safe(struct buf *out, const struct reply_span *json)
{
    struct buf shown = {0};

    for (size_t at = 0; at < json->len;) {
        size_t from = at;
        int32_t point = utf8_next(json->at, json->len, &at);

        buf_clear(&shown);
        utf8_put_safe(&shown, json->at + from, at - from);
        if (shown.len == at - from || point < ' ')
            buf_put(out, json->at + from, at - from);
        else
            buf_printf(out, "\\u%04x", (unsigned)point);
    }
    buf_deinit(&shown);
}

static void
put_json(const struct session *session, struct buf *out,
         const struct reply_span *json)
{
    if (session->terminal.is_terminal)
        put_json_safe(out, json);
    else
        buf_put(out, json->at, json->len);
}

enum exit_code
session_print_safe(const struct session *session, const struct buf *json,
                   enum exit_code code)
{
    const struct reply_span span = {json->data, json->len};
    struct buf out = {0};

    put_json(session, &out, &span);
    code = session_print(&out, code);
    buf_deinit(&out);
    return code;
}

enum exit_code
session_print_json(const struct session *session,
                   const struct reply_span *result, enum exit_code code)
{
    struct buf out = {0};

    put_json(session, &out, result);
    buf_put_byte(&out, '\n');
    code = session_print(&out, code);
    buf_deinit(&out);
    return code;
}

/* An error reply: as JSON as it came, or in words. */
static enum exit_code
fail_fault(const struct session *session, const struct reply_span *error)
{
    struct reply_fault fault;
    struct buf out = {0};
    struct error err;
    enum reply_code code;
    enum exit_code exit = EXIT_SERVICE;

    if (reply_fault_parse(&fault, error->at, error->len, session->arena,
                          &err) != STATUS_OK)
        return fail_reply(session, &err);
    code = reply_code_find(fault.code);
    if (code < REPLY_CODE_COUNT)
        exit = (enum exit_code)reply_code_exit(code);
    if (session->options.output == OUTPUT_JSON) {
        buf_put_text(&out, "{\"error\":");
        put_json(session, &out, error);
        buf_put_text(&out, "}\n");
        exit = session_print(&out, exit);
    } else {
        fault_text_put(&out, &fault, session->words, session->terminal.width,
                       terminal_error_width());
        session_say(&out);
    }
    buf_deinit(&out);
    return exit;
}

/* Shows the token. *refused: what came instead of a welcome is the reply. */
static enum status
session_greet(struct session *session, struct service *service,
              const struct patience *patience, bool *refused, struct error *err)
{
    const char *path = place_token_file(session->options.token_file);
    struct buf line = {0};
    struct reply_line reply;
    enum status status;
    char *token;

    if (path == NULL || !service_is_remote(service))
        return STATUS_OK;
    status = secret_read(&token, path, session->arena, err);
    if (status != STATUS_OK)
        return status;
    request_line_hello(&line, token);
    status = service_ask(service, &line, patience, &session->reply, err);
    buf_deinit(&line);
    if (status == STATUS_OK)
        status =
            reply_split(&reply, session->reply.data, session->reply.len, err);
    if (status != STATUS_OK)
        return status;
    *refused = reply.error.at != NULL;
    if (!*refused)
        buf_clear(&session->reply);
    return STATUS_OK;
}

static enum status
session_open(struct session *session, const struct patience *patience,
             bool *refused, struct error *err)
{
    const struct options *options = &session->options;
    enum status status;

    if (session->service != NULL)
        return STATUS_OK;
    status = service_open(&session->service, options->connect, options->index,
                          patience, err);
    if (status != STATUS_OK)
        return status;
    session->place =
        arena_strdup(session->arena, service_name(session->service));
    return session_greet(session, session->service, patience, refused, err);
}

static enum status
session_talk(struct session *session, const struct buf *line, struct error *err)
{
    const struct options *options = &session->options;
    struct patience patience;
    bool refused = false;
    enum status status;

    patience_begin(&patience,
                   options->deadline_ms < 0 ? LIMIT_DEADLINE_DEFAULT_MS_TOP
                                            : options->deadline_ms,
                   options->index == NULL ? MORE_MS : MORE_START_MS);
    buf_clear(&session->reply);
    status = session_open(session, &patience, &refused, err);
    if (status != STATUS_OK || refused)
        return status;
    return service_ask(session->service, line, &patience, &session->reply, err);
}

void
session_end(struct session *session)
{
    service_freep(&session->service);
    buf_deinit(&session->reply);
}

static bool
has_id(const struct reply_line *reply, const char *id)
{
    return reply->id.len == strlen(id) &&
           memcmp(reply->id.at, id, reply->id.len) == 0;
}

/* An error may be about a line whose id could not be read, or our greeting. */
static bool
is_ours(const struct reply_line *reply)
{
    return has_id(reply, id_of_ours) ||
           (reply->error.at != NULL &&
            (has_id(reply, "null") || has_id(reply, id_of_greeting)));
}

bool
session_ask(struct session *session, const struct buf *line,
            struct reply_span *result, enum exit_code *exit)
{
    struct reply_line reply;
    struct error err;

    if (line->len > REQUEST_LINE_MAX) {
        *exit = session_fail_usage("that is too long: a request may have "
                                   "%d bytes",
                                   REQUEST_LINE_MAX);
        return false;
    }
    if (session_talk(session, line, &err) != STATUS_OK) {
        *exit = fail_status(session, &err);
        return false;
    }
    if (reply_split(&reply, session->reply.data, session->reply.len, &err) !=
            STATUS_OK ||
        (!is_ours(&reply) &&
         error_set(&err, STATUS_IO, "it is no answer to what was asked"))) {
        *exit = fail_reply(session, &err);
        return false;
    }
    if (reply.error.at != NULL) {
        *exit = fail_fault(session, &reply.error);
        return false;
    }
    *result = reply.result;
    return true;
}
