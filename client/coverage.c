/*
 * clause coverage: what is held, and what is known but not held. What only
 * the catalogue knows is counted, unless a body or a page is asked for.
 */
#include "client/command.h"
#include "client/count_text.h"
#include "client/coverage_catalogue.h"
#include "client/coverage_pages.h"
#include "client/print_rows.h"
#include "client/wrap.h"
#include "lib/base/cleanup.h"
#include "lib/wire/json_in.h"

#include <limits.h>
#include <string.h>

static void
put_status(struct wrap *wrap, struct json_reader *reader,
           const struct json *item)
{
    const char *later = json_maybe_text(reader, item, "superseded_by");

    wrap_put_text(wrap, "; status ");
    wrap_put_text(wrap, json_text(reader, item, "status"));
    if (later != NULL) {
        wrap_put_text(wrap, " by ");
        wrap_put_text(wrap, later);
    }
}

static void
put_held(struct wrap *wrap, struct json_reader *reader, const struct json *item)
{
    struct buf counts = {0};

    count_text_put(&counts,
                   (size_t)json_number(reader, item, "clauses", LONG_MAX),
                   (size_t)json_number(reader, item, "footnotes", LONG_MAX));
    wrap_begin(wrap, "", 4);
    wrap_put_text(wrap, json_text(reader, item, "cite"));
    wrap_put_text(wrap, ": ");
    wrap_put_text(wrap, buf_text(&counts));
    wrap_put_text(wrap, ", ");
    wrap_put_text(
        wrap, json_text(reader, json_object(reader, item, "source"), "file"));
    put_status(wrap, reader, item);
    wrap_end(wrap);
    buf_deinit(&counts);
}

/* One that a text names; what only the catalogue has is put apart. */
static bool
put_named(struct wrap *wrap, struct json_reader *reader,
          const struct json *item)
{
    long times = json_number(reader, item, "times", LONG_MAX);
    const char *named_in = json_maybe_text(reader, item, "named_in");

    if (named_in == NULL)
        return false;
    wrap_begin(wrap, "", 4);
    wrap_put_text(wrap, json_text(reader, item, "id"));
    wrap_put_text(wrap, ": ");
    wrap_put_text(wrap, strcmp(json_text(reader, item, "where"), "history") == 0
                            ? "in the history line of "
                            : "cited in ");
    wrap_put_text(wrap, named_in);
    wrap_put_text(wrap, " (\"");
    wrap_put_text(wrap, json_text(reader, item, "text"));
    wrap_put_text(wrap, times > 1 ? "\", and elsewhere)" : "\")");
    put_status(wrap, reader, item);
    wrap_end(wrap);
    return true;
}

/* What stands for a list without rows: a page may lack what others have. */
static const char *
say_none(const struct options *options, struct json_reader *reader,
         const struct json *tree, const char *total)
{
    bool is_page = options->limit >= 0 || options->offset >= 0;

    return is_page && json_number(reader, tree, total, LONG_MAX) > 0
               ? "nothing on this page"
               : "nothing";
}

static void
put_lists(struct wrap *wrap, struct json_reader *reader,
          const struct json *tree, const struct options *options)
{
    bool in_full =
        options->body != NULL || options->limit >= 0 || options->offset >= 0;
    const char *none = say_none(options, reader, tree, "known_not_held_total");
    const struct json *item = json_array(reader, tree, "held");
    const struct json *known = json_array(reader, tree, "known_not_held");
    bool named = false;

    wrap_paragraph(wrap, "", 0, "Held:", true);
    if (item == NULL)
        wrap_paragraph(wrap, "", 0,
                       say_none(options, reader, tree, "held_total"), false);
    for (; item != NULL; item = json_next(item))
        put_held(wrap, reader, item);
    wrap_paragraph(wrap, "", 0,
                   "Known but not held, named in what is held:", true);
    for (item = known; item != NULL; item = json_next(item))
        named = put_named(wrap, reader, item) || named;
    if (!named)
        wrap_paragraph(wrap, "", 0, none, false);
    wrap_paragraph(wrap, "", 0,
                   "Known but not held, from the catalogue:", true);
    if (!coverage_catalogue_put(wrap, reader, known, in_full))
        wrap_paragraph(wrap, "", 0, none, false);
}

static void
put_text(const struct session *session, struct buf *out,
         struct json_reader *reader, const struct json *tree)
{
    long next = json_number(reader, tree, "next", LONG_MAX); /* null: 0 */
    struct wrap wrap;

    wrap_init(&wrap, out, session->terminal.width, session->terminal.colour);
    put_lists(&wrap, reader, tree, &session->options);
    wrap_paragraph(&wrap, "", 0,
                   "Status unknown: neither a text that is held nor the "
                   "catalogue says that it is superseded, suppressed or in "
                   "force.",
                   false);
    if (next > 0)
        wrap_paragraph(&wrap, "", 0,
                       arena_printf(session->arena,
                                    "There is more: --offset %ld goes on.",
                                    next),
                       false);
    wrap_deinit(&wrap);
}

static enum exit_code
print_result(struct session *session, const struct reply_span *span)
{
    CLEANUP(json_freep) struct json *tree = NULL;
    struct json_reader reader = {.arena = session->arena};
    struct buf out = {0};
    struct error err;
    enum exit_code code = EXIT_ABSENT;

    if (json_parse(&tree, span->at, span->len, &err) != STATUS_OK)
        return session_fail_result(session, &err);
    if (json_number(&reader, tree, "held_total", LONG_MAX) > 0)
        code = EXIT_FOUND;
    put_text(session, &out, &reader, tree);
    if (json_check(&reader, &err) != STATUS_OK)
        code = session_fail_result(session, &err);
    else if (session->options.output != OUTPUT_TEXT)
        code = print_rows(session, span, code);
    else
        code = session_print(&out, code);
    buf_deinit(&out);
    return code;
}

enum exit_code
coverage_run(struct session *session)
{
    CLEANUP(buf_deinit) struct buf whole = {0};
    struct reply_span span;
    enum exit_code code;

    if (!coverage_pages_ask(session, &whole, &span, &code))
        return code;
    return print_result(session, &span);
}
