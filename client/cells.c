#include "client/cells.h"

#include "lib/base/cleanup.h"
#include "lib/text/utf8.h"

#include <string.h>

static void
put_csv(struct buf *out, const char *text, size_t len)
{
    bool quoted = false;

    for (size_t i = 0; i < len && !quoted; i++)
        quoted = strchr(",\"\r\n", text[i]) != NULL;
    if (!quoted) {
        buf_put(out, text, len);
        return;
    }
    buf_put_byte(out, '"');
    for (size_t i = 0; i < len; i++) {
        if (text[i] == '"')
            buf_put_byte(out, '"');
        buf_put_byte(out, text[i]);
    }
    buf_put_byte(out, '"');
}

static void
put_tsv(struct buf *out, const char *text, size_t len)
{
    static const char plain[] = "\t\n\r\\", escaped[] = "tnr\\";

    for (size_t i = 0; i < len; i++) {
        const char *found = memchr(plain, text[i], sizeof plain - 1);

        if (found == NULL) {
            buf_put_byte(out, text[i]);
            continue;
        }
        buf_put_byte(out, '\\');
        buf_put_byte(out, escaped[found - plain]);
    }
}

/* A CR before a LF is part of the line's end. */
static void
put_md(struct buf *out, const char *text, size_t len)
{
    static const char markup[] = "\\`*_[]<>|~&";

    for (size_t i = 0; i < len; i++) {
        bool last = i + 1 == len;

        if (text[i] == '\r' && !last && text[i + 1] == '\n')
            continue;
        if (text[i] == '\n' || text[i] == '\r') {
            buf_put_text(out, "<br>");
            continue;
        }
        if (memchr(markup, text[i], sizeof markup - 1) != NULL)
            buf_put_byte(out, '\\');
        buf_put_byte(out, text[i]);
    }
}

/* Line ends would make two lines of one. */
static void
put_line(struct buf *out, const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++)
        buf_put_byte(out, text[i] == '\n' || text[i] == '\r' ? ' ' : text[i]);
}

static const struct form {
    const char *lead, *gap, *tail;
    void (*put)(struct buf *out, const char *text, size_t len);
    bool guarded; /* a spreadsheet may open it */
} forms[] = {
    [CELLS_CSV] = {"", ",", "\r\n", put_csv, true},
    [CELLS_TSV] = {"", "\t", "\n", put_tsv, true},
    [CELLS_MD] = {"| ", " | ", " |\n", put_md, false},
    [CELLS_LINES] = {"", " ", "\n", put_line, false},
};

void
cells_begin(struct cells *cells)
{
    cells->column = 0;
    cells->start = cells->out->len;
    buf_put_text(cells->out, forms[cells->form].lead);
}

static void
put_cell(struct cells *cells, const char *text, size_t len)
{
    const struct form *form = &forms[cells->form];
    CLEANUP(buf_deinit) struct buf cell = {0};

    if (cells->column++ > 0)
        buf_put_text(cells->out, form->gap);
    form->put(&cell, text, len);
    if (cells->safe)
        utf8_put_safe(cells->out, cell.data, cell.len);
    else
        buf_put(cells->out, cell.data, cell.len);
}

void
cells_put(struct cells *cells, const char *text, size_t len)
{
    static const char formula[] = "=+-@\t\r\n"; /* how one begins */
    CLEANUP(buf_deinit) struct buf guarded = {0};

    if (!forms[cells->form].guarded || len == 0 ||
        memchr(formula, text[0], sizeof formula - 1) == NULL) {
        put_cell(cells, text, len);
        return;
    }
    buf_put_byte(&guarded, '\'');
    buf_put(&guarded, text, len);
    put_cell(cells, guarded.data, guarded.len);
}

void
cells_put_number(struct cells *cells, const char *digits, size_t len)
{
    put_cell(cells, digits, len);
}

/* A row of CSV with one empty cell is no empty line. */
void
cells_end(struct cells *cells)
{
    if (cells->form == CELLS_CSV && cells->out->len == cells->start)
        buf_put_text(cells->out, "\"\"");
    buf_put_text(cells->out, forms[cells->form].tail);
}

void
cells_rule(struct cells *cells)
{
    if (cells->form != CELLS_MD)
        return;
    for (size_t i = 0; i < cells->column; i++)
        buf_put_text(cells->out, i == 0 ? "| ---" : " | ---");
    cells_end(cells);
}
