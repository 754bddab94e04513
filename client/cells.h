/*
 * Rows of cells as text: CSV as RFC 4180 has it, TSV, a table of Markdown,
 * or one cell a line.
 */
#pragma once

#include "lib/base/buf.h"

#include <stdbool.h>
#include <stddef.h>

enum cells_form { CELLS_CSV, CELLS_TSV, CELLS_MD, CELLS_LINES };

struct cells {
    struct buf *out;
    enum cells_form form;
    bool safe;     /* for a terminal: controls become escapes */
    size_t column; /* of the next cell, from 0 */
    size_t start;  /* of the row in out */
};

/*
 * A row: begin, its cells, end. A text that a spreadsheet would take for a
 * formula gets a ' before it in CSV and TSV. Line ends and tabs within a cell
 * are \n, \r and \t in TSV, and <br> in Markdown, where signs that would be
 * markup are escaped.
 */
void cells_begin(struct cells *cells);
void cells_put(struct cells *cells, const char *text, size_t len);
void cells_put_number(struct cells *cells, const char *digits, size_t len);
void cells_end(struct cells *cells);

/* Behind the heading: the rule of a Markdown table; nothing elsewhere. */
void cells_rule(struct cells *cells);
