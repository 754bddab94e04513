/*
 * clause search: hits, near misses, resolutions by their title, and what was
 * searched.
 */
#include "client/command.h"
#include "client/count_text.h"
#include "client/print_rows.h"
#include "client/request_line.h"
#include "client/search_more.h"
#include "client/wrap.h"
#include "lib/base/cleanup.h"
#include "lib/base/limits.h"
#include "lib/wire/search_result.h"

#include <stdio.h>
#include <string.h>

enum { LEAD_MAX = 32, TITLE_INDENT = 3, LABEL_MAX = 12 };

static void
put_segments(struct wrap *wrap, const struct segments *segments)
{
    for (size_t i = 0; i < segments->count; i++) {
        const struct segment *segment = &segments->list[i];

        wrap_put(wrap, segment->text, segment->len, segment->match);
    }
}

static void
put_missing(struct wrap *wrap, unsigned indent, const struct search_hit *hit)
{
    if (hit->missing_count == 0)
        return;
    wrap_begin(wrap, "", indent);
    wrap_put_text(wrap, "missing: ");
    for (size_t i = 0; i < hit->missing_count; i++) {
        wrap_put_text(wrap, i == 0 ? "" : ", ");
        wrap_put_text(wrap, hit->missing[i]);
    }
    wrap_end(wrap);
}

static void
put_more(struct wrap *wrap, unsigned indent, const struct search_hit *hit)
{
    char text[64];

    if (hit->more == 0)
        return;
    snprintf(text, sizeof text, "and %zu more in this resolution", hit->more);
    wrap_begin(wrap, "", indent);
    wrap_put_text(wrap, text);
    wrap_end(wrap);
}

/* The label behind a citation's last comma must not stand on a line alone. */
static void
put_cite(struct wrap *wrap, const char *lead, unsigned indent, const char *cite)
{
    const char *comma = strrchr(cite, ',');

    wrap_begin(wrap, lead, indent);
    if (comma != NULL && comma[1] == ' ' && strlen(comma) <= LABEL_MAX &&
        strchr(comma + 2, ' ') == NULL) {
        wrap_put(wrap, cite, (size_t)(comma + 1 - cite), false);
        wrap_put_space(wrap);
        cite = comma + 2;
    }
    wrap_put_text(wrap, cite);
    wrap_end(wrap);
}

/* number: as it is shown, from 1 */
static void
put_hit(struct wrap *wrap, size_t number, const struct search_hit *hit)
{
    char lead[LEAD_MAX];
    unsigned indent;

    snprintf(lead, sizeof lead, "%zu. ", number);
    indent = (unsigned)strlen(lead);
    put_cite(wrap, lead, indent, hit->unit.cite);
    if (hit->unit.superseded_by != NULL) {
        wrap_begin(wrap, "", indent);
        wrap_put_text(wrap, "superseded: a later edition is held, ");
        wrap_put_text(wrap, hit->unit.superseded_by);
        wrap_end(wrap);
    }
    put_missing(wrap, indent, hit);
    wrap_begin(wrap, "", indent);
    put_segments(wrap, &hit->text);
    wrap_end(wrap);
    put_more(wrap, indent, hit);
    search_more_put_why(wrap, indent, hit);
    buf_put_byte(wrap->out, '\n');
}

static void
put_titles(struct wrap *wrap, const struct search_result *result)
{
    if (result->resolution_count == 0)
        return;
    buf_put_text(wrap->out, "Resolutions with the words in their title:\n");
    for (size_t i = 0; i < result->resolution_count; i++) {
        wrap_begin(wrap, "   ", TITLE_INDENT);
        wrap_put_text(wrap, result->resolutions[i].cite);
        wrap_put_text(wrap, ": ");
        wrap_put_text(wrap, result->resolutions[i].title);
        wrap_end(wrap);
    }
    buf_put_byte(wrap->out, '\n');
}

/* Which of the hits these are, when they are not all. */
static void
put_shown(struct buf *out, const struct search_result *result, long offset)
{
    size_t count = result->hits.count;

    if (count == result->total)
        return;
    if (count == 0)
        buf_put_text(out, ", none shown");
    else if (count == 1)
        buf_printf(out, ", number %ld shown", offset + 1);
    else
        buf_printf(out, ", %ld to %ld shown", offset + 1, offset + (long)count);
}

static void
put_found(struct buf *out, const struct search_result *result, long offset)
{
    size_t footnotes = 0;

    for (size_t i = 0; i < result->hits.count; i++)
        footnotes += result->hits.list[i].unit.kind == KIND_FOOTNOTE;
    if (result->total == 0 && result->citation != NULL) {
        buf_put_text(out, "No other clause has the words");
    } else if (result->total == 0) {
        buf_put_text(out, result->near.count > 0 ? "No clause has all the words"
                                                 : "Nothing found");
    } else if (result->total == result->hits.count) {
        count_text_put(out, result->total - footnotes, footnotes);
    } else {
        buf_printf(out,
                   result->total == 1 ? "%zu clause or footnote"
                                      : "%zu clauses and footnotes",
                   result->total);
    }
    if (result->near.count > 0) {
        if (result->total > 0)
            buf_put_text(out, result->total == 1 ? " has all the words"
                                                 : " have all the words");
        buf_printf(out, ", %zu %s some. ", result->near.count,
                   result->near.count == 1 ? "has" : "have");
        return;
    }
    buf_put_text(out, result->total > 0 ? " found" : "");
    if (result->grouped)
        buf_printf(out, " in %zu resolution%s", result->groups,
                   result->groups == 1 ? "" : "s");
    put_shown(out, result, offset);
    buf_put_text(out, ". ");
}

/* "Searched: 12 clauses and 1 footnote of 1 resolution, latest editions
 * held." */
static void
put_scope(struct buf *out, const struct search_scope *scope)
{
    buf_put_text(out, "Searched: ");
    count_text_put(out, (size_t)scope->clauses, (size_t)scope->footnotes);
    if (strcmp(scope->edition, "all") == 0) {
        buf_printf(out, " of %ld edition%s, all that are held.",
                   scope->resolutions, scope->resolutions == 1 ? "" : "s");
        return;
    }
    buf_printf(out, " of %ld resolution%s, ", scope->resolutions,
               scope->resolutions == 1 ? "" : "s");
    if (strcmp(scope->edition, "latest") == 0)
        buf_put_text(out, "latest editions held.");
    else
        buf_printf(out, "editions of %s.", scope->edition);
}

/* Whether what it is like, and all around it, was no hit for that alone. */
static bool
left_out_own(const struct session *session, const struct search_result *result)
{
    return result->similar != NULL && result->similar->cite != NULL &&
           !session->options.own;
}

static void
put_text(const struct session *session, struct buf *out,
         const struct search_result *result)
{
    struct wrap wrap;
    struct buf last = {0};
    long offset = session->options.offset < 0 ? 0 : session->options.offset;
    size_t number = (size_t)offset;

    wrap_init(&wrap, out, session->terminal.width, session->terminal.colour);
    search_more_put_head(&wrap, result);
    for (size_t i = 0; i < result->hits.count; i++)
        put_hit(&wrap, ++number, &result->hits.list[i]);
    if (result->near.count > 0)
        buf_put_text(out, "With some of the words:\n");
    for (size_t i = 0; i < result->near.count; i++)
        put_hit(&wrap, ++number, &result->near.list[i]);
    put_titles(&wrap, result);
    search_more_put_twins(&wrap, result->similar);
    search_more_put_facets(&wrap, result);
    search_more_put_suggestion(&wrap, result);
    put_found(&last, result, offset);
    put_scope(&last, &result->scope);
    if (result->total == 0)
        buf_put_text(&last, left_out_own(session, result)
                                ? " Of its own resolution (--own) nothing was "
                                  "looked at."
                                : " clause coverage lists what is held.");
    wrap_paragraph(&wrap, "", 0, buf_text(&last), false);
    wrap_deinit(&wrap);
    buf_deinit(&last);
}

static enum exit_code
print_result(struct session *session, const struct search_result *result,
             const struct reply_span *span, enum exit_code code)
{
    struct buf out = {0};

    if (session->options.output == OUTPUT_JSON)
        return print_rows(session, span, code);
    for (size_t i = 0; i < result->note_count && !session->begun; i++)
        session_note(result->notes[i]);
    if (session->options.output != OUTPUT_TEXT)
        return print_rows(session, span, code);
    put_text(session, &out, result);
    code = session_print(&out, code);
    buf_deinit(&out);
    return code;
}

/* One page; *next is the cursor of the one behind it, or NULL. */
static enum exit_code
run_page(struct session *session, const char *method, const char **next)
{
    CLEANUP(arena_freep) struct arena *arena = arena_new();
    CLEANUP(buf_deinit) struct buf line = {0};
    struct search_result result;
    struct reply_span span;
    struct error err;
    enum exit_code code;

    *next = NULL;
    request_line_search(&line, &session->options, method, session->words);
    if (!session_ask(session, &line, &span, &code))
        return code;
    if (search_result_parse(&result, span.at, span.len, arena, &err) !=
        STATUS_OK)
        return session_fail_result(session, &err);
    code = result.total > 0 || result.resolution_count > 0 ||
                   result.citation != NULL ||
                   (result.similar != NULL && result.similar->twin_count > 0)
               ? EXIT_FOUND
               : EXIT_ABSENT;
    if (result.hits.count == 0 && result.next != NULL &&
        session->options.all) { /* it would never end */
        error_set(&err, STATUS_IO, "a page without hits that has a next one");
        return session_fail_result(session, &err);
    }
    *next = arena_strdup(session->arena, result.next);
    return print_result(session, &result, &span, code);
}

static enum exit_code
run_method(struct session *session, const char *method)
{
    struct options *options = &session->options;
    const char *next;
    enum exit_code code;

    if (options->all && options->limit < 0)
        options->limit = LIMIT_PAGE_TOP;
    code = run_page(session, method, &next);
    while (code == EXIT_FOUND && options->all && next != NULL) {
        options->cursor = next;
        options->offset = -1; /* the cursor knows */
        code = run_page(session, method, &next);
    }
    return code;
}

enum exit_code
search_run(struct session *session)
{
    return run_method(session, "search");
}

enum exit_code
ask_run(struct session *session)
{
    return run_method(session, "ask");
}

enum exit_code
similar_run(struct session *session)
{
    return run_method(session, "similar");
}

enum exit_code
facets_run(struct session *session)
{
    return run_method(session, "facets");
}
