/*
 * Tables, which nest. Many are there for the layout: a row is one line only
 * when its cells are short and no list stands in one; else the lines in them
 * are lines. A label in a cell of its own is the label of what stands beside
 * it.
 */
#pragma once

#include "lib/base/buf.h"
#include "lib/model/style.h"

#include <stdbool.h>
#include <stddef.h>

enum { TABLES_MAX = 6 }; /* in each other; deeper ones are no tables */

struct grid_table {
    struct buf row;   /* as a line */
    struct buf cell;  /* the one at hand */
    struct buf lines; /* the same, line by line */
    unsigned cells, filled;
    unsigned cell_lines, most_lines;   /* of the cell at hand; of any */
    unsigned cell_labels, most_labels; /* of lines that begin with one */
    bool is_styled;                    /* a line has a style of a resolution */
};

struct grid {
    struct grid_table list[TABLES_MAX];
    unsigned depth;
};

void grid_deinit(struct grid *grid);

/* A line, into the cell at hand or to out. */
void grid_put(struct grid *grid, struct buf *out, enum style style,
              const char *text, size_t len);

void grid_begin(struct grid *grid);
void grid_end(struct grid *grid, struct buf *out);
void grid_end_cell(struct grid *grid);
void grid_end_row(struct grid *grid, struct buf *out);
