#include "indexer/extract/flow.h"

#include "indexer/extract/line.h"

#include <string.h>

enum { NOTE_LABEL_MAX = 8 };

void
flow_deinit(struct flow *flow)
{
    buf_deinit(&flow->text);
    buf_deinit(&flow->after);
    buf_deinit(&flow->row);
    buf_deinit(&flow->cell);
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

/* What gives a resolution its shape is a line of its own in a table too,
 * which is there for the layout then. */
static bool
breaks_rows(enum style style)
{
    return style == STYLE_NUMBER || style == STYLE_TITLE ||
           style == STYLE_HISTORY || style == STYLE_HEADING;
}

static void
put_in_cell(struct flow *flow, const struct buf *text)
{
    if (text->len == 0)
        return;
    if (flow->cell.len > 0)
        buf_put_byte(&flow->cell, ' ');
    line_put_flat(&flow->cell, text->data, text->len);
}

/* The cells so far as a line. */
static void
put_row(struct flow *flow, struct buf *out)
{
    if (flow->cell.len > 0) {
        if (flow->cells > 0)
            buf_put_byte(&flow->row, '\t');
        buf_put(&flow->row, flow->cell.data, flow->cell.len);
    }
    if (flow->row.len > 0)
        line_put(out, STYLE_ROW, 0, flow->row.data, flow->row.len);
    buf_clear(&flow->row);
    buf_clear(&flow->cell);
    flow->cells = 0;
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
    if (found.style == STYLE_NOTE && !is_note(&line))
        found.style = STYLE_PLAIN;
    if (flow->tables > 1 || (flow->tables == 1 && !breaks_rows(found.style))) {
        put_in_cell(flow, &line);
    } else {
        if (flow->tables > 0)
            put_row(flow, out);
        if (line.len > 0)
            line_put(out, found.style, 0, line.data, line.len);
        put_after(flow, out);
    }
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
flow_begin_table(struct flow *flow)
{
    flow->tables++;
}

void
flow_end_table(struct flow *flow)
{
    if (flow->tables > 0)
        flow->tables--;
}

void
flow_delete_row(struct flow *flow)
{
    if (flow->deleted_row == 0)
        flow->deleted_row = flow->tables;
}

void
flow_delete_cell(struct flow *flow)
{
    if (flow->deleted_cell == 0)
        flow->deleted_cell = flow->tables;
}

bool
flow_is_deleted(const struct flow *flow)
{
    return flow->deleted_row > 0 || flow->deleted_cell > 0;
}

void
flow_end_row(struct flow *flow, struct buf *out)
{
    if (flow->deleted_row == flow->tables)
        flow->deleted_row = 0;
    if (flow->tables != 1)
        return;
    put_row(flow, out);
    put_after(flow, out);
}

void
flow_end_cell(struct flow *flow)
{
    if (flow->deleted_cell == flow->tables)
        flow->deleted_cell = 0;
    if (flow->tables != 1)
        return;
    if (flow->cells > 0)
        buf_put_byte(&flow->row, '\t');
    if (flow->cell.len > 0)
        buf_put(&flow->row, flow->cell.data, flow->cell.len);
    buf_clear(&flow->cell);
    flow->cells++;
}
