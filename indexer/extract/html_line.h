/*
 * The line of a page that is being made. For html.c and html_line.c only.
 */
#pragma once

#include "indexer/extract/grid.h"
#include "indexer/extract/html_label.h"
#include "lib/base/buf.h"
#include "lib/model/style.h"

#include <stdbool.h>

struct html_line {
    struct buf *out;
    struct buf text;
    struct buf label; /* of a list's item whose text has not begun */
    struct buf note;  /* the footnote at hand, its label and a TAB first */
    bool is_note;
    struct buf anchor; /* the text of a footnote's mark, in an anchor */
    enum html_anchor in_anchor;
    enum style style;
    bool is_broken; /* behind a line break in a paragraph */
    bool is_raised; /* the text that comes */
    struct grid grid;
    size_t bytes; /* of all text so far */
    bool is_gap;  /* a space is due before the next text */
};

void html_line_deinit(struct html_line *line);

/* Appends text; spaces and line ends are one space unless kept. */
void html_line_put(struct html_line *line, const char *text, size_t len,
                   bool keep, enum style style);

/* Ends the line, if one has begun; break: its paragraph goes on in the next,
 * unless that is blank. */
void html_line_end(struct html_line *line);
void html_line_break(struct html_line *line);

/* A list's item begins: its label waits for the text. */
void html_line_item(struct html_line *line, struct html_list *list,
                    const char *const *attributes);
void html_line_end_item(struct html_line *line);

void html_line_begin_anchor(struct html_line *line, enum html_anchor anchor);
void html_line_end_anchor(struct html_line *line);
void html_line_end_note(struct html_line *line);
