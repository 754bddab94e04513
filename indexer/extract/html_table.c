#include "indexer/extract/html_table.h"

#include "indexer/extract/line.h"

enum { CELL_LINES_MAX = 4 }; /* in a row that is one line */

static struct html_table *
table_now(struct html_tables *tables)
{
    unsigned depth = tables->depth < TABLES_MAX ? tables->depth : TABLES_MAX;

    return depth == 0 ? NULL : &tables->list[depth - 1];
}

static void
table_deinit(struct html_table *table)
{
    buf_deinit(&table->row);
    buf_deinit(&table->cell);
    buf_deinit(&table->lines);
    *table = (struct html_table){0};
}

void
html_table_deinit(struct html_tables *tables)
{
    for (size_t i = 0; i < TABLES_MAX; i++)
        table_deinit(&tables->list[i]);
}

static void
put_in_cell(struct html_table *table, enum style style, const char *text,
            size_t len)
{
    if (table->cell.len > 0)
        buf_put_byte(&table->cell, ' ');
    line_put_flat(&table->cell, text, len);
    line_put(&table->lines, style, 0, text, len);
    table->cell_lines++;
    table->is_styled =
        table->is_styled ||
        (style != STYLE_PLAIN && style != STYLE_LINE && style != STYLE_ROW);
}

void
html_table_put(struct html_tables *tables, struct buf *out, enum style style,
               const char *text, size_t len)
{
    struct html_table *table = table_now(tables);

    if (table == NULL)
        line_put(out, style, 0, text, len);
    else
        put_in_cell(table, style, text, len);
}

void
html_table_begin(struct html_tables *tables)
{
    tables->depth++;
}

void
html_table_end_cell(struct html_tables *tables)
{
    struct html_table *table = table_now(tables);

    if (table == NULL || tables->depth > TABLES_MAX)
        return;
    if (table->cells > 0)
        buf_put_byte(&table->row, '\t');
    if (table->cell.len > 0) {
        buf_put(&table->row, table->cell.data, table->cell.len);
        table->filled++;
    }
    buf_clear(&table->cell);
    table->cells++;
    if (table->cell_lines > table->most_lines)
        table->most_lines = table->cell_lines;
    table->cell_lines = 0;
}

/* A row that was one line, or many, goes into the cell that it stands in. */
static void
put_row(struct html_table *table, struct html_table *above, struct buf *out)
{
    bool is_row = table->filled > 1 && !table->is_styled &&
                  table->most_lines <= CELL_LINES_MAX;

    if (above == NULL && is_row) {
        line_put(out, STYLE_ROW, 0, table->row.data, table->row.len);
    } else if (above == NULL) {
        buf_put(out, table->lines.data, table->lines.len);
    } else if (is_row) {
        put_in_cell(above, STYLE_ROW, table->row.data, table->row.len);
    } else {
        if (above->cell.len > 0)
            buf_put_byte(&above->cell, ' ');
        line_put_flat(&above->cell, table->row.data, table->row.len);
        buf_put(&above->lines, table->lines.data, table->lines.len);
        above->is_styled = above->is_styled || table->is_styled;
        above->cell_lines += table->most_lines;
    }
}

void
html_table_end_row(struct html_tables *tables, struct buf *out)
{
    struct html_table *table = table_now(tables);

    if (table == NULL || tables->depth > TABLES_MAX)
        return;
    if (table->cell_lines > 0)
        html_table_end_cell(tables);
    if (table->filled > 0)
        put_row(table, tables->depth > 1 ? table - 1 : NULL, out);
    buf_clear(&table->row);
    buf_clear(&table->lines);
    table->cells = table->filled = table->most_lines = 0;
    table->is_styled = false;
}

void
html_table_end(struct html_tables *tables, struct buf *out)
{
    struct html_table *table = table_now(tables);

    if (table == NULL)
        return;
    html_table_end_row(tables, out); /* text outside of rows, too */
    if (tables->depth <= TABLES_MAX)
        table_deinit(table);
    tables->depth--;
}
