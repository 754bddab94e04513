/*
 * Numbers and running heads at the edges of pages, known by what other pages
 * have there: "5", "Page 3 of 7", "WTSA-26/960-E". Without the pages a number
 * alone is a label, and a head a part of the clause that the page breaks.
 */
#include "indexer/segment/segment_page.h"

#include "indexer/segment/segment_label.h"

#include "lib/base/buf.h"
#include "lib/base/cleanup.h"
#include "lib/text/fold.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum {
    EDGE_LINES = 4, /* looked at */
    NUMBER_DIGITS_MAX = 4,
    PASSES_MAX = 20
};

struct edge_line {
    const char *key; /* alike on the pages that have the same there */
    size_t at;
    unsigned page;
    bool is_bottom, is_number;
};

struct edges {
    const struct build *build;
    unsigned number;
    struct arena *arena, *scratch;
    struct edge_line *list;
    size_t count, pages;
};

/* The text with every number as "#": "page # of #". */
static const char *
key_of(struct arena *arena, const char *text)
{
    struct buf key = {0};
    const char *out;

    for (; *text != '\0'; text++) {
        bool again = key.len > 0 && key.data[key.len - 1] == '#';

        if (!isdigit((unsigned char)*text))
            buf_put_byte(&key, (char)tolower((unsigned char)*text));
        else if (!again)
            buf_put_byte(&key, '#');
    }
    out = arena_strdup(arena, buf_text(&key));
    buf_deinit(&key);
    return out;
}

/* A line at an edge; a number alone is alike where it counts with the pages. */
static void
edge_add(struct edges *edges, size_t at, unsigned page, bool is_bottom)
{
    const struct line *line = &edges->build->lines.list[at];
    struct edge_line edge = {.at = at, .page = page, .is_bottom = is_bottom};
    const char *plain;

    if (line->len == 0 || line->len > PAGE_LINE_MAX)
        return;
    plain = fold_typography(edges->arena, line->text, line->len);
    edge.key = key_of(edges->arena, plain);
    edge.is_number = strcmp(edge.key, "#") == 0;
    if (edge.is_number && strlen(plain) > NUMBER_DIGITS_MAX)
        return;
    if (edge.is_number)
        edge.key = arena_printf(edges->arena, "%ld",
                                strtol(plain, NULL, 10) - (long)page);
    *arena_push(edges->arena, edges->list, edges->count) = edge;
}

static int
compare(const void *left, const void *right)
{
    const struct edge_line *a = left, *b = right;
    int keys = strcmp(a->key, b->key);

    if (a->is_bottom != b->is_bottom)
        return a->is_bottom ? 1 : -1;
    if (keys != 0)
        return keys;
    return a->page < b->page ? -1 : a->page > b->page;
}

static bool
is_alike(const struct edge_line *a, const struct edge_line *b)
{
    return a->is_bottom == b->is_bottom && a->is_number == b->is_number &&
           strcmp(a->key, b->key) == 0;
}

/* What is text wherever it stands: the number line where it stands first, and
 * a heading or a letter, which may be at the top of two pages. */
static bool
is_text(const struct edges *edges, const struct edge_line *edge)
{
    const struct build *build = edges->build;
    const struct line *line = &build->lines.list[edge->at];
    struct number_line number;
    struct heading heading;
    struct label label;

    if (edge->is_number)
        return false;
    if (label_read(&label, line->text, line->len))
        return label.readings[0].kind != LABEL_NUMBER;
    return (edge->page == 1 && number_line_read(&number, build->grammar,
                                                line->text, edges->arena)) ||
           grammar_heading(&heading, build->grammar, line->text, edges->arena);
}

/* Unmarks what too few pages have: numbers on one, texts on less than half of
 * all but the first, which may be a cover. Whether there was such. */
static bool
groups_unmark(const struct edges *edges, bool *furniture)
{
    bool changed = false;

    for (size_t from = 0, end; from < edges->count; from = end) {
        const struct edge_line *first = &edges->list[from];
        unsigned page = 0; /* the last that has it */
        size_t pages = 0;

        for (end = from;
             end < edges->count && is_alike(first, &edges->list[end]); end++) {
            const struct edge_line *edge = &edges->list[end];

            if (!furniture[edge->at] || edge->page == page)
                continue;
            page = edge->page;
            pages++;
        }
        if (pages >= 2 && (first->is_number || pages * 2 + 1 >= edges->pages))
            continue;
        for (size_t i = from; i < end; i++) {
            changed = changed || furniture[edges->list[i].at];
            furniture[edges->list[i].at] = false;
        }
    }
    return changed;
}

static bool
is_passed(const struct edges *edges, const bool *furniture, size_t at)
{
    const struct line *line = &edges->build->lines.list[at];

    arena_reset(edges->scratch);
    return furniture[at] || line->len == 0 ||
           page_line_is(edges->build, edges->number, line->text,
                        edges->scratch);
}

/* Unmarks what stands within the text of a page: behind the first line of it,
 * seen from an edge. Whether there was such. */
static bool
page_unmark(const struct edges *edges, bool *furniture, size_t first,
            size_t end)
{
    bool changed = false;

    while (first < end && is_passed(edges, furniture, first))
        first++;
    while (end > first && is_passed(edges, furniture, end - 1))
        end--;
    for (; first < end; first++) {
        changed = changed || furniture[first];
        furniture[first] = false;
    }
    return changed;
}

/* The end of the page that begins at `first`. */
static size_t
page_end(const struct lines *lines, size_t first)
{
    unsigned page = page_of_line(lines, &lines->list[first]);
    size_t end = first;

    while (end < lines->count && page_of_line(lines, &lines->list[end]) == page)
        end++;
    return end;
}

static void
pages_look(struct edges *edges)
{
    const struct lines *lines = &edges->build->lines;

    for (size_t first = 0, end; first < lines->count; first = end) {
        unsigned page = page_of_line(lines, &lines->list[first]);
        size_t half;

        end = page_end(lines, first);
        half = (end - first + 1) / 2;
        half = half < EDGE_LINES ? half : EDGE_LINES;
        edges->pages++;
        for (size_t i = 0; i < half; i++)
            edge_add(edges, first + i, page, false);
        for (size_t i = 0; i < half; i++)
            edge_add(edges, end - 1 - i, page, true);
    }
}

static bool
pages_unmark(const struct edges *edges, bool *furniture)
{
    const struct lines *lines = &edges->build->lines;
    bool changed = false;

    for (size_t first = 0, end; first < lines->count; first = end) {
        end = page_end(lines, first);
        changed = page_unmark(edges, furniture, first, end) || changed;
    }
    return changed;
}

bool *
edges_find(const struct build *build, unsigned number, struct arena *arena)
{
    CLEANUP(arena_freep) struct arena *scratch = arena_new();
    struct edges edges = {
        .build = build, .number = number, .arena = arena, .scratch = scratch};
    const struct lines *lines = &build->lines;
    bool *furniture;

    if (lines->page_count == 0 || lines->count == 0 ||
        page_of_line(lines, &lines->list[0]) == 0 ||
        page_end(lines, 0) == lines->count)
        return NULL;
    furniture = arena_alloc(arena, lines->count * sizeof *furniture);
    memset(furniture, 0, lines->count * sizeof *furniture);
    pages_look(&edges);
    if (edges.count > 0)
        qsort(edges.list, edges.count, sizeof *edges.list, compare);
    for (size_t i = 0; i < edges.count; i++)
        furniture[edges.list[i].at] = !is_text(&edges, &edges.list[i]);
    for (int pass = 0; pass < PASSES_MAX; pass++) {
        bool changed = groups_unmark(&edges, furniture);

        if (!pages_unmark(&edges, furniture) && !changed)
            return furniture;
    }
    return NULL; /* no document of this world */
}
