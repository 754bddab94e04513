#include "indexer/extract/flow.h"

#include "indexer/extract/line.h"
#include "indexer/extract/raised.h"

#include <string.h>

enum {
    NOTE_LABEL_MAX = 8,
    LINE_BREAK = '\n' /* in the text of a paragraph */
};

void
flow_deinit(struct flow *flow)
{
    buf_deinit(&flow->text);
    buf_deinit(&flow->after);
    buf_deinit(&flow->note);
    grid_deinit(&flow->grid);
}

void
flow_begin_paragraph(struct flow *flow)
{
    flow->properties = (struct flow_properties){.numbering = -1, .level = -1};
    flow->is_open = true;
}

static struct styles_found
look(const struct flow *flow, const struct flow_context *context)
{
    const struct flow_properties *properties = &flow->properties;
    struct styles_found found = styles_find(context->styles, properties->style);

    if (properties->numbering >= 0)
        found.numbering = properties->numbering;
    if (properties->level >= 0)
        found.level = properties->level;
    else if (properties->numbering > 0)
        found.level = 0;
    return found;
}

/* A paragraph may look like a footnote and be none. */
static bool
is_note(const struct buf *text)
{
    const char *tab =
        text->len == 0 ? NULL : memchr(text->data, '\t', text->len);

    return tab != NULL && tab > text->data &&
           tab - text->data <= NOTE_LABEL_MAX;
}

/* Whether a line break only shapes a paragraph of that style. */
static bool
is_one_line(enum style style)
{
    return style == STYLE_NUMBER || style == STYLE_TITLE ||
           style == STYLE_HISTORY || style == STYLE_HEADING ||
           style == STYLE_PART_TITLE || style == STYLE_NOTE;
}

static void
put_in_note(struct flow *flow, const struct buf *text)
{
    if (text->len == 0)
        return;
    if (flow->note.len > 0)
        buf_put_byte(&flow->note, ' ');
    line_put_flat(&flow->note, text->data, text->len);
}

/* The lines of a paragraph; those behind a break may go on with the one
 * before. */
static void
put_lines(struct flow *flow, enum style style, const struct buf *text,
          struct buf *out)
{
    const char *at = text->data, *end = at + text->len;

    while (at < end) {
        const char *stop = memchr(at, LINE_BREAK, (size_t)(end - at));

        stop = stop == NULL ? end : stop;
        grid_put(&flow->grid, out, style, at, (size_t)(stop - at));
        style = stop == at ? style : STYLE_LINE;
        at = stop + 1;
    }
}

static void
put_after(struct flow *flow, struct buf *out)
{
    if (flow->after.len > 0)
        buf_put(out, flow->after.data, flow->after.len);
    buf_clear(&flow->after);
}

static void
give(struct flow *flow, const struct flow_context *context, struct buf *out)
{
    struct styles_found found = look(flow, context);
    struct buf line = {0};

    if (!flow_is_deleted(flow) &&
        (flow->text.len > 0 || !flow->properties.is_hidden)) {
        numbering_next(context->numbering, context->styles, &found, &line);
        if (flow->text.len > 0)
            buf_put(&line, flow->text.data, flow->text.len);
    }
    if (flow->properties.has_raised_label && found.style == STYLE_PLAIN)
        found.style = STYLE_NOTE;
    if (found.style == STYLE_NOTE && !is_note(&line))
        found.style = STYLE_PLAIN;
    if (is_one_line(found.style) || flow->is_note)
        for (size_t i = 0; i < line.len; i++)
            line.data[i] = line.data[i] == LINE_BREAK ? ' ' : line.data[i];
    if (flow->is_note)
        put_in_note(flow, &line);
    else if (line.len > 0)
        put_lines(flow, found.style, &line, out);
    if (flow->grid.depth == 0)
        put_after(flow, out);
    buf_deinit(&line);
    buf_clear(&flow->text);
    flow->is_open = false;
}

void
flow_end_paragraph(struct flow *flow, const struct flow_context *context,
                   struct buf *out)
{
    if (!flow->properties.is_joined)
        give(flow, context, out);
}

void
flow_settle(struct flow *flow, const struct flow_context *context,
            struct buf *out)
{
    if (flow->is_open)
        give(flow, context, out);
}

void
flow_break(struct flow *flow)
{
    buf_put_byte(&flow->text, LINE_BREAK);
}

void
flow_put_raised(struct flow *flow, const char *text, size_t len)
{
    if (flow->text.len > 0 || flow->is_note || !raised_is_label(text, len)) {
        raised_put(&flow->text, text, len);
        return;
    }
    buf_put(&flow->text, text, len);
    buf_put_byte(&flow->text, '\t');
    flow->properties.has_raised_label = true;
}

void
flow_begin_table(struct flow *flow)
{
    grid_begin(&flow->grid);
}

void
flow_end_table(struct flow *flow, struct buf *out)
{
    grid_end(&flow->grid, out);
    if (flow->grid.depth == 0)
        put_after(flow, out);
}

void
flow_delete_row(struct flow *flow)
{
    if (flow->deleted_row == 0)
        flow->deleted_row = flow->grid.depth;
}

void
flow_delete_cell(struct flow *flow)
{
    if (flow->deleted_cell == 0)
        flow->deleted_cell = flow->grid.depth;
}

bool
flow_is_deleted(const struct flow *flow)
{
    return flow->deleted_row > 0 || flow->deleted_cell > 0;
}

void
flow_end_row(struct flow *flow, struct buf *out)
{
    if (flow->deleted_row == flow->grid.depth)
        flow->deleted_row = 0;
    grid_end_row(&flow->grid, out);
    if (flow->grid.depth == 1)
        put_after(flow, out);
}

void
flow_end_cell(struct flow *flow)
{
    if (flow->deleted_cell == flow->grid.depth)
        flow->deleted_cell = 0;
    grid_end_cell(&flow->grid);
}
