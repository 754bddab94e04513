#include "indexer/extract/grid.h"

#include "indexer/extract/line.h"
#include "lib/model/label_suffix.h"

#include <ctype.h>
#include <string.h>

#define NBSP "\xc2\xa0"

enum {
    CELL_LINES_MAX = 4, /* in a row that is one line */
    LABEL_BYTES_MAX = 8
};

static struct grid_table *
table_now(struct grid *grid)
{
    unsigned depth = grid->depth < TABLES_MAX ? grid->depth : TABLES_MAX;

    return depth == 0 ? NULL : &grid->list[depth - 1];
}

static void
table_deinit(struct grid_table *table)
{
    buf_deinit(&table->row);
    buf_deinit(&table->cell);
    buf_deinit(&table->lines);
    *table = (struct grid_table){0};
}

void
grid_deinit(struct grid *grid)
{
    for (size_t i = 0; i < TABLES_MAX; i++)
        table_deinit(&grid->list[i]);
}

static bool
is_space(char byte)
{
    return byte == ' ' || byte == '\t';
}

/* Bytes of a space at text, one that breaks no line among them; or 0. */
static size_t
space_at(const char *text, size_t len)
{
    if (len > 0 && is_space(*text))
        return 1;
    return len > 1 && memcmp(text, NBSP, strlen(NBSP)) == 0 ? strlen(NBSP) : 0;
}

/*
 * Bytes of a label at the start of text: "a)", "(iv)", "12", "3.", "2.1",
 * "3bis", a dash; 0: none stands there. The segmenter decides; this is enough
 * to tell a list.
 */
static size_t
label_at(const char *text, size_t len)
{
    static const char dash[] = "\xe2\x80\x93"; /* U+2013 */
    size_t at = len > 0 && *text == '(', start = at;
    bool digits = at < len && isdigit((unsigned char)text[at]);

    if (len >= strlen(dash) && memcmp(text, dash, strlen(dash)) == 0)
        at += strlen(dash);
    else
        while (at < len && at - start < LABEL_BYTES_MAX &&
               (digits ? isdigit((unsigned char)text[at]) ||
                             (text[at] == '.' && at + 1 < len &&
                              isdigit((unsigned char)text[at + 1]))
                       : islower((unsigned char)text[at])))
            at++;
    if (at == start)
        return 0;
    if (digits)
        at += label_suffix(text + at, len - at, NULL);
    if (at < len && (text[at] == ')' || (digits && text[at] == '.')))
        at++;
    else if (!digits && *text != *dash)
        return 0;
    return at == len || is_space(text[at]) ? at : 0;
}

/* The text without spaces of any kind around it; len becomes its bytes. Word
 * puts one into every empty cell. */
static const char *
trim(const char *text, size_t *len)
{
    const char *end = text + *len;
    size_t more;

    while ((more = space_at(text, (size_t)(end - text))) > 0)
        text += more;
    while (end > text && (is_space(end[-1]) ||
                          (end - text >= 2 && memcmp(end - 2, NBSP, 2) == 0)))
        end -= is_space(end[-1]) ? 1 : 2;
    *len = (size_t)(end - text);
    return text;
}

static void
put_in_cell(struct grid_table *table, enum style style, const char *text,
            size_t len)
{
    text = trim(text, &len);
    if (len == 0)
        return;
    if (table->cell.len > 0)
        buf_put_byte(&table->cell, ' ');
    line_put_flat(&table->cell, text, len);
    line_put(&table->lines, style, 0, text, len);
    table->cell_lines++;
    table->cell_labels += label_at(text, len) > 0;
    table->is_styled =
        table->is_styled ||
        (style != STYLE_PLAIN && style != STYLE_LINE && style != STYLE_ROW);
}

void
grid_put(struct grid *grid, struct buf *out, enum style style, const char *text,
         size_t len)
{
    struct grid_table *table = table_now(grid);

    if (table == NULL)
        line_put(out, style, 0, text, len);
    else
        put_in_cell(table, style, text, len);
}

void
grid_begin(struct grid *grid)
{
    grid->depth++;
}

void
grid_end_cell(struct grid *grid)
{
    struct grid_table *table = table_now(grid);

    if (table == NULL || grid->depth > TABLES_MAX)
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
    if (table->cell_labels > table->most_labels)
        table->most_labels = table->cell_labels;
    table->cell_lines = table->cell_labels = 0;
}

/* Of two cells the first is a label, and the second its text; two numbers are
 * none. The line goes to out; false: it is no such row. */
static bool
labelled_row(struct buf *out, const struct grid_table *table)
{
    const char *row = table->row.data;
    size_t first = 0, label, text;

    while (first < table->row.len && row[first] == '\t')
        first++;
    label = label_at(row + first, table->row.len - first);
    text = first + label;
    if (table->filled != 2 || label == 0 || text == table->row.len ||
        row[text] != '\t')
        return false;
    while (text < table->row.len && row[text] == '\t')
        text++;
    if (isdigit((unsigned char)row[text]))
        return false;
    buf_put(out, row + first, label);
    buf_put_byte(out, '\t');
    buf_put(out, row + text, table->row.len - text);
    return true;
}

/* A line, into a cell of the table around or to out. */
static void
put_line(struct grid_table *above, struct buf *out, enum style style,
         const struct buf *line)
{
    if (above == NULL)
        line_put(out, style, 0, line->data, line->len);
    else
        put_in_cell(above, style, line->data, line->len);
}

/* The lines of a row whose cells are none, to the table around or to out. */
static void
put_lines(struct grid_table *table, struct grid_table *above, struct buf *out)
{
    if (above == NULL) {
        buf_put(out, table->lines.data, table->lines.len);
        return;
    }
    if (above->cell.len > 0)
        buf_put_byte(&above->cell, ' ');
    line_put_flat(&above->cell, table->row.data, table->row.len);
    buf_put(&above->lines, table->lines.data, table->lines.len);
    above->is_styled = above->is_styled || table->is_styled;
    above->cell_lines += table->most_lines;
    above->cell_labels += table->most_labels;
}

static void
put_row(struct grid_table *table, struct grid_table *above, struct buf *out)
{
    struct buf line = {0};

    if (table->filled < 2 || table->is_styled ||
        table->most_lines > CELL_LINES_MAX || table->most_labels > 1)
        put_lines(table, above, out);
    else if (labelled_row(&line, table))
        put_line(above, out, STYLE_PLAIN, &line);
    else
        put_line(above, out, STYLE_ROW, &table->row);
    buf_deinit(&line);
}

void
grid_end_row(struct grid *grid, struct buf *out)
{
    struct grid_table *table = table_now(grid);

    if (table == NULL || grid->depth > TABLES_MAX)
        return;
    if (table->cell_lines > 0)
        grid_end_cell(grid);
    if (table->filled > 0)
        put_row(table, grid->depth > 1 ? table - 1 : NULL, out);
    buf_clear(&table->row);
    buf_clear(&table->lines);
    table->cells = table->filled = 0;
    table->most_lines = table->most_labels = 0;
    table->is_styled = false;
}

void
grid_end(struct grid *grid, struct buf *out)
{
    struct grid_table *table = table_now(grid);

    if (table == NULL)
        return;
    grid_end_row(grid, out); /* text outside of rows, too */
    if (grid->depth <= TABLES_MAX)
        table_deinit(table);
    grid->depth--;
}
