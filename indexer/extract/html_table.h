/*
 * Tables of HTML. Many are there for the layout: a row is one line only when
 * its cells are short; else the lines in them are lines.
 */
#pragma once

#include "lib/base/buf.h"
#include "lib/model/style.h"

#include <stdbool.h>
#include <stddef.h>

enum { TABLES_MAX = 6 }; /* in each other; deeper ones are no tables */

struct html_table {
    struct buf row;   /* as a line */
    struct buf cell;  /* the one at hand */
    struct buf lines; /* the same, line by line */
    unsigned cells, filled;
    unsigned cell_lines, most_lines; /* of the cell at hand; of any */
    bool is_styled;                  /* a line has a style of a resolution */
};

struct html_tables {
    struct html_table list[TABLES_MAX];
    unsigned depth;
};

void html_table_deinit(struct html_tables *tables);

/* A line, into the cell at hand or to out. */
void html_table_put(struct html_tables *tables, struct buf *out,
                    enum style style, const char *text, size_t len);

void html_table_begin(struct html_tables *tables);
void html_table_end(struct html_tables *tables, struct buf *out);
void html_table_end_cell(struct html_tables *tables);
void html_table_end_row(struct html_tables *tables, struct buf *out);
