/*
 * clause refs: what a resolution cites, and who cites it, with what is held
 * of it.
 */
#include "client/command.h"
#include "client/print_rows.h"
#include "client/request_line.h"
#include "client/wrap.h"
#include "lib/base/cleanup.h"
#include "lib/wire/json_in.h"

#include <limits.h>
#include <string.h>

enum { ROW_INDENT = 2, MORE_INDENT = 6 };

struct page {
    struct wrap wrap;
    struct json_reader reader;
    bool counts_only; /* no rows were asked for */
};

/* How each state is said, and the member that ends the words. */
static const struct saying {
    const char *state, *words, *member;
} sayings[] = {
    {"held", "held", NULL},
    {"superseded", "superseded by ", "superseded_by"},
    {"other_edition", "not held; the latest held is ", "held"},
    {"known", "known, not held", NULL},
    {"unknown", "not held", NULL},
    {"unresolved", "the text does not say whose resolution it is", NULL},
};

/* What is held of the target of a citation. */
static void
put_state(struct page *page, const struct json *target)
{
    const char *state = json_text(&page->reader, target, "state");
    const char *superseded =
        json_maybe_text(&page->reader, target, "superseded_by");

    for (size_t i = 0; i < COUNT_OF(sayings); i++) {
        if (strcmp(sayings[i].state, state) != 0)
            continue;
        wrap_put_text(&page->wrap, sayings[i].words);
        if (sayings[i].member != NULL)
            wrap_put_text(&page->wrap,
                          json_text(&page->reader, target, sayings[i].member));
    }
    if (strcmp(state, "superseded") != 0 && superseded != NULL) {
        wrap_put_text(&page->wrap, "; there is a later edition, ");
        wrap_put_text(&page->wrap, superseded);
    }
}

/* "pp-170@2010, "Resolution 170 (Guadalajara, 2010)": not held" */
static void
put_citation(struct page *page, const struct json *citation)
{
    const struct json *target = json_object(&page->reader, citation, "target");
    const char *id = json_maybe_text(&page->reader, target, "id");

    if (id != NULL) {
        wrap_put_text(&page->wrap, id);
        wrap_put_text(&page->wrap, ", ");
    }
    wrap_put_text(&page->wrap, "\"");
    wrap_put_text(&page->wrap, json_text(&page->reader, citation, "text"));
    wrap_put_text(&page->wrap, "\": ");
    put_state(page, target);
    if (id != NULL &&
        json_number(&page->reader, target, "edition", LONG_MAX) == 0)
        wrap_put_text(&page->wrap, "; no edition is named");
}

/* "file, line 17" */
static void
put_source(struct page *page, const struct json *row)
{
    static const char *const members[] = {"line", "page", "paragraph"};
    const struct json *source = json_object(&page->reader, row, "source");

    wrap_put_text(&page->wrap, json_text(&page->reader, source, "file"));
    for (size_t i = 0; i < COUNT_OF(members); i++) {
        if (!json_has(source, members[i]))
            continue;
        wrap_put_text(&page->wrap,
                      arena_printf(page->reader.arena, ", %s", members[i]));
        wrap_put_space(&page->wrap);
        wrap_put_text(&page->wrap,
                      arena_printf(page->reader.arena, "%ld",
                                   json_number(&page->reader, source,
                                               members[i], LONG_MAX)));
    }
}

/* Whether the citation stands in no clause. */
static bool
is_foreword(struct page *page, const struct json *row)
{
    return strchr(json_text(&page->reader, row, "id"), '/') == NULL;
}

/* "recognizing e)" of a clause's citation: what follows the edition, which a
 * second text has its number behind: "(Dubai, 2012) [2], recognizing e)". */
static const char *
part_of(const char *cite)
{
    const char *bracket = strchr(cite, ')');
    const char *comma = bracket == NULL ? NULL : strstr(bracket, ", ");

    return comma == NULL ? cite : comma + strlen(", ");
}

/* What is cited, then where. */
static void
put_cites(struct page *page, const struct json *row)
{
    wrap_begin(&page->wrap, "", ROW_INDENT);
    put_citation(page, row);
    wrap_end(&page->wrap);
    wrap_begin(&page->wrap, "", MORE_INDENT);
    wrap_put_text(&page->wrap, "in ");
    wrap_put_text(&page->wrap,
                  is_foreword(page, row)
                      ? "the foreword"
                      : part_of(json_text(&page->reader, row, "cite")));
    wrap_put_text(&page->wrap, "; ");
    put_source(page, row);
    wrap_end(&page->wrap);
}

/* Who cites, then in which words. */
static void
put_cited_by(struct page *page, const struct json *row)
{
    const struct json *also = json_array(&page->reader, row, "also");

    wrap_begin(&page->wrap, "", ROW_INDENT);
    wrap_put_text(&page->wrap, json_text(&page->reader, row, "cite"));
    wrap_put_text(&page->wrap, is_foreword(page, row) ? ", foreword; " : "; ");
    put_source(page, row);
    wrap_end(&page->wrap);
    for (const struct json *item = row; item != NULL;
         item = item == row ? also : json_next(item)) {
        wrap_begin(&page->wrap, "", MORE_INDENT);
        put_citation(page, item);
        wrap_end(&page->wrap);
    }
}

static const struct listing {
    const char *rows, *total, *heading, *none;
    void (*put)(struct page *page, const struct json *row);
} listings[] = {
    {"cites", "cites_total", "Cites", "no resolution", put_cites},
    {"cited_by", "cited_by_total", "Cited by", "none of the texts searched",
     put_cited_by},
};

/* Why a list of so many has no rows here. */
static const char *
say_empty(const struct page *page, const struct listing *listing, long total)
{
    if (total == 0)
        return listing->none;
    return page->counts_only ? "none shown"
                             : "nothing on this page; there are fewer";
}

static void
put_list(struct page *page, const struct json *tree,
         const struct listing *listing)
{
    const struct json *row = json_array(&page->reader, tree, listing->rows);
    long total = json_number(&page->reader, tree, listing->total, LONG_MAX);

    wrap_paragraph(
        &page->wrap, "", 0,
        arena_printf(page->reader.arena, "%s (%ld)", listing->heading, total),
        true);
    if (row == NULL)
        wrap_paragraph(&page->wrap, "", ROW_INDENT,
                       say_empty(page, listing, total), false);
    for (; row != NULL; row = json_next(row))
        listing->put(page, row);
}

/* What was asked for: "WTSA Resolution 59 (Rev. Dubai, 2012): held" */
static void
put_of(struct page *page, const struct json *of)
{
    const char *cite = json_maybe_text(&page->reader, of, "cite");
    const char *title = json_maybe_text(&page->reader, of, "title");

    wrap_paragraph(&page->wrap, "", 0,
                   cite == NULL ? json_text(&page->reader, of, "id") : cite,
                   true);
    if (title != NULL)
        wrap_paragraph(&page->wrap, "", 0, title, false);
    if (strcmp(json_text(&page->reader, of, "state"), "held") != 0) {
        wrap_begin(&page->wrap, "", 0);
        put_state(page, of);
        wrap_end(&page->wrap);
    }
}

/* How many references the page tells of. */
static long
put_text(const struct session *session, struct buf *out,
         const struct json *tree, struct json_reader *reader)
{
    struct page page = {.reader = *reader,
                        .counts_only = session->options.limit == 0};
    long next = json_number(reader, tree, "next", LONG_MAX); /* null: 0 */
    long found = 0;

    wrap_init(&page.wrap, out, session->terminal.width,
              session->terminal.colour);
    put_of(&page, json_object(reader, tree, "of"));
    for (size_t i = 0; i < COUNT_OF(listings); i++) {
        const struct json *total = json_member(tree, listings[i].total);
        double number;

        if (total == NULL || !json_is_number(total, &number))
            continue; /* not asked for, or not known */
        buf_put_byte(out, '\n');
        put_list(&page, tree, &listings[i]);
        found += number > 0;
    }
    if (next > 0)
        wrap_paragraph(&page.wrap, "", 0,
                       arena_printf(session->arena,
                                    "There is more: --offset %ld goes on.",
                                    next),
                       false);
    wrap_deinit(&page.wrap);
    *reader = page.reader;
    return found;
}

static enum exit_code
print_result(struct session *session, const struct reply_span *span)
{
    CLEANUP(json_freep) struct json *tree = NULL;
    CLEANUP(buf_deinit) struct buf out = {0};
    struct json_reader reader = {.arena = session->arena};
    const char **notes;
    size_t count = 0;
    struct error err;
    enum exit_code code;

    if (json_parse(&tree, span->at, span->len, &err) != STATUS_OK)
        return session_fail_result(session, &err);
    notes = json_texts(&reader, tree, "notes", &count);
    code =
        put_text(session, &out, tree, &reader) > 0 ? EXIT_FOUND : EXIT_ABSENT;
    if (json_check(&reader, &err) != STATUS_OK)
        return session_fail_result(session, &err);
    for (size_t i = 0; i < count && session->options.output != OUTPUT_JSON; i++)
        session_note(notes[i]);
    if (session->options.output != OUTPUT_TEXT)
        return print_rows(session, span, code);
    return session_print(&out, code);
}

enum exit_code
refs_run(struct session *session)
{
    CLEANUP(buf_deinit) struct buf line = {0};
    struct reply_span span;
    enum exit_code code;

    request_line_refs(&line, &session->options, session->words);
    if (!session_ask(session, &line, &span, &code))
        return code;
    return print_result(session, &span);
}
