#include "client/coverage_pages.h"

#include "client/request_line.h"
#include "lib/base/cleanup.h"
#include "lib/wire/json_copy.h"
#include "lib/wire/json_in.h"
#include "lib/wire/json_out.h"

#include <limits.h>
#include <string.h>

/* The lists of a page, and those of all pages so far. */
static const char *const list_names[] = {"held", "known_not_held"};

struct pages {
    struct session *session;
    struct json *first; /* the first page; the others add their rows */
    struct buf rows[COUNT_OF(list_names)];
    struct error err;
};

static void
pages_deinit(struct pages *pages)
{
    json_freep(&pages->first);
    for (size_t i = 0; i < COUNT_OF(list_names); i++)
        buf_deinit(&pages->rows[i]);
}

static void
add_rows(struct pages *pages, const struct json *page)
{
    for (size_t i = 0; i < COUNT_OF(list_names); i++)
        for (const struct json *row =
                 json_children(json_member(page, list_names[i]));
             row != NULL; row = json_next(row)) {
            if (pages->rows[i].len > 0)
                buf_put_byte(&pages->rows[i], ',');
            json_copy(&pages->rows[i], row, NULL);
        }
}

/* What must not change between two pages: they are of one index. */
static const char *
index_of(const struct json *page, struct arena *arena)
{
    CLEANUP(buf_deinit) struct buf text = {0};

    json_copy(&text, json_member(page, "index"), NULL);
    return arena_strdup(arena, buf_text(&text));
}

/* Takes the page that was asked for from `offset` on; *next is where the one
 * behind it begins, 0 when there is none. */
static enum status
take_page(struct pages *pages, const struct reply_span *span, long offset,
          long *next)
{
    CLEANUP(json_freep) struct json *page = NULL;
    struct arena *arena = pages->session->arena;
    struct json_reader reader = {.arena = arena};
    enum status status = json_parse(&page, span->at, span->len, &pages->err);

    if (status != STATUS_OK)
        return status;
    *next = json_number(&reader, page, "next", LONG_MAX); /* null: 0 */
    if (*next != 0 && *next <= offset)
        return error_set(&pages->err, STATUS_IO, "a next page that is before");
    if (pages->first != NULL &&
        strcmp(index_of(page, arena), index_of(pages->first, arena)) != 0)
        return error_set(&pages->err, STATUS_IO,
                         "the index changed between two pages; ask again");
    if (pages->first != NULL || *next != 0)
        add_rows(pages, page);
    if (pages->first == NULL)
        pages->first = STEAL(page);
    return STATUS_OK;
}

static bool
replace(void *context, struct buf *out, const struct json *item)
{
    const struct pages *pages = context;

    if (item == json_member(pages->first, "next")) {
        buf_put_text(out, "null");
        return true;
    }
    for (size_t i = 0; i < COUNT_OF(list_names); i++) {
        if (item != json_member(pages->first, list_names[i]))
            continue;
        buf_put_byte(out, '[');
        buf_put(out, pages->rows[i].data, pages->rows[i].len);
        buf_put_byte(out, ']');
        return true;
    }
    return false;
}

bool
coverage_pages_ask(struct session *session, struct buf *whole,
                   struct reply_span *span, enum exit_code *exit)
{
    CLEANUP(pages_deinit) struct pages pages = {.session = session};
    const struct json_copier copier = {replace, &pages};
    struct options options = session->options;
    bool several = false;
    long next = 0;

    do {
        CLEANUP(buf_deinit) struct buf line = {0};
        long offset = options.offset < 0 ? 0 : options.offset;

        request_line_coverage(&line, &options);
        if (!session_ask(session, &line, span, exit))
            return false;
        if (session->options.limit >= 0)
            return true;
        if (take_page(&pages, span, offset, &next) != STATUS_OK) {
            *exit = session_fail_result(session, &pages.err);
            return false;
        }
        several = several || next > 0;
        options.offset = next;
    } while (next > 0);
    if (several) {
        json_copy(whole, pages.first, &copier);
        *span = (struct reply_span){whole->data, whole->len};
    }
    return true;
}
