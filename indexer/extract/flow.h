/*
 * Paragraphs and rows of tables as they grow. Text boxes stand within
 * paragraphs and have paragraphs of their own, so flows are stacked: what an
 * inner one gives comes behind the line that it stands in.
 */
#pragma once

#include "indexer/extract/grid.h"
#include "indexer/extract/numbering.h"
#include "indexer/extract/styles.h"
#include "lib/base/buf.h"

#include <stdbool.h>
#include <stddef.h>

struct flow_context {
    const struct styles *styles;
    struct numbering *numbering;
};

/* What the properties of a paragraph say; zeroed but for -1. */
struct flow_properties {
    const char *style;     /* id; NULL: the default */
    long numbering, level; /* -1: says nothing */
    bool is_joined;        /* its mark is deleted: the next one goes on */
    bool is_hidden;        /* its mark is */
    bool ends_section;     /* it is the last one of its section */
    bool has_raised_label; /* a footnote made by hand, perhaps */
};

struct flow {
    struct buf text;  /* of the paragraph at hand */
    struct buf after; /* lines that come behind it */
    struct flow_properties properties;
    bool is_open; /* a paragraph has begun and is not given yet */
    struct grid grid;
    unsigned deleted_row, deleted_cell; /* in the so-manieth table; 0: none */
    bool is_note;    /* all goes into the one line of a note */
    struct buf note; /* this one */
};

void flow_deinit(struct flow *flow);

void flow_begin_paragraph(struct flow *flow);

/* A line break, or raised text, in the paragraph at hand. */
void flow_break(struct flow *flow);
void flow_put_raised(struct flow *flow, const char *text, size_t len);

/* Gives its line to out, or its text to the cell; a joined one waits. */
void flow_end_paragraph(struct flow *flow, const struct flow_context *context,
                        struct buf *out);

/* The end of what holds paragraphs: none waits any longer. */
void flow_settle(struct flow *flow, const struct flow_context *context,
                 struct buf *out);

/* The row or cell at hand is deleted: nothing in it counts. */
void flow_delete_row(struct flow *flow);
void flow_delete_cell(struct flow *flow);
bool flow_is_deleted(const struct flow *flow);

void flow_begin_table(struct flow *flow);
void flow_end_table(struct flow *flow, struct buf *out);
void flow_end_row(struct flow *flow, struct buf *out);
void flow_end_cell(struct flow *flow);
