/*
 * clause suggest: how a text that is being typed may go on, a line each.
 */
#include "client/command.h"
#include "client/print_rows.h"
#include "client/request_line.h"
#include "client/wrap.h"
#include "lib/base/cleanup.h"
#include "lib/wire/json_in.h"

#include <limits.h>
#include <string.h>

enum { TEXT_COLUMNS = 32 };

/* The text, how much it finds, and what it is. */
static void
put_completion(struct buf *out, struct json_reader *reader,
               const struct json *item)
{
    const char *text = json_text(reader, item, "text");
    const char *label = json_maybe_text(reader, item, "label");
    long count = json_number(reader, item, "count", LONG_MAX); /* null: 0 */

    wrap_put_safe_line(out, text, strlen(text));
    if (count > 0 || label != NULL)
        for (size_t i = strlen(text); i < TEXT_COLUMNS; i++)
            buf_put_byte(out, ' ');
    if (count > 0)
        buf_printf(out, " %6ld", count);
    if (label != NULL) {
        buf_put_text(out, count > 0 ? "  " : "         ");
        wrap_put_safe_line(out, label, strlen(label));
    }
    buf_put_byte(out, '\n');
}

static enum exit_code
print_result(struct session *session, const struct reply_span *span)
{
    CLEANUP(json_freep) struct json *tree = NULL;
    CLEANUP(buf_deinit) struct buf out = {0};
    struct json_reader reader = {.arena = session->arena};
    const struct json *item;
    enum exit_code code = EXIT_ABSENT;
    struct error err;

    if (json_parse(&tree, span->at, span->len, &err) != STATUS_OK)
        return session_fail_result(session, &err);
    item = json_array(&reader, tree, "completions");
    for (; item != NULL; item = json_next(item)) {
        put_completion(&out, &reader, item);
        code = EXIT_FOUND;
    }
    if (json_check(&reader, &err) != STATUS_OK)
        return session_fail_result(session, &err);
    if (session->options.output != OUTPUT_TEXT)
        return print_rows(session, span, code);
    return session_print(&out, code);
}

enum exit_code
suggest_run(struct session *session)
{
    CLEANUP(buf_deinit) struct buf line = {0};
    struct reply_span span;
    enum exit_code code;

    request_line_suggest(&line, &session->options, session->words);
    if (!session_ask(session, &line, &span, &code))
        return code;
    return print_result(session, &span);
}
