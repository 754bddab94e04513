/*
 * A walk through a text of a DOCX, as far as it has come. For body.c and
 * body_run.c only.
 */
#pragma once

#include "indexer/extract/body.h"
#include "indexer/extract/flow.h"

#include <stdint.h>

enum {
    FLOWS_MAX = 8,   /* text boxes in text boxes */
    FIELDS_MAX = 64, /* fields in fields */
    LANGUAGES_MAX = 16,
    LANGUAGE_BYTES_MAX = 32
};

struct body_run {
    bool is_hidden, is_raised;
    const char *language;           /* NULL: the document's */
    const struct notes_one *custom; /* a mark of its own, which follows */
    bool has_custom;
    struct buf mark;
};

struct body_walk {
    struct body *body;
    struct buf *out;
    struct flow flows[FLOWS_MAX];
    unsigned flow; /* the one at hand */
    struct body_run run;
    unsigned fields;           /* that have begun */
    uint64_t instructed;       /* a bit for each: its result has not begun */
    bool taken[XML_DEPTH_MAX]; /* an alternative of the one at that depth */
    size_t text;               /* bytes so far */
    struct {
        const char *name;
        size_t bytes;
    } languages[LANGUAGES_MAX];
    size_t language_count;
    struct notes *notes; /* that are being read; NULL: the text is */
    long note;           /* the id of the one at hand */
};

/* Appends text of the run at hand, as long as it is seen. */
void body_run_put(struct body_walk *walk, struct xml *xml, const char *text,
                  size_t len);

/* Fills the rows of the elements within paragraphs. */
#define BODY_RUN_HANDLERS                                                      \
    [ELEMENT_R] = {.begin = body_run_begin, .end = body_run_end},              \
    [ELEMENT_R_STYLE] = {.begin = body_run_style},                             \
    [ELEMENT_LANG] = {.begin = body_run_language},                             \
    [ELEMENT_VERT_ALIGN] = {.begin = body_run_raised},                         \
    [ELEMENT_FIELD] = {.begin = body_run_field},                               \
    [ELEMENT_FOOTNOTE_REFERENCE] = {.begin = body_run_footnote},               \
    [ELEMENT_ENDNOTE_REFERENCE] = {.begin = body_run_endnote},                 \
    [ELEMENT_SYM] = {.begin = body_run_symbol},                                \
    [ELEMENT_TAB] = {.begin = body_run_tab},                                   \
    [ELEMENT_POSITION_TAB] = {.begin = body_run_tab},                          \
    [ELEMENT_BR] = {.begin = body_run_break},                                  \
    [ELEMENT_CR] = {.begin = body_run_break},                                  \
    [ELEMENT_NO_BREAK_HYPHEN] = {.begin = body_run_hyphen},                    \
    [ELEMENT_SOFT_HYPHEN] = {.begin = body_run_soft_hyphen},                   \
    [ELEMENT_MATH_SUP] = {.begin = body_run_sup},                              \
    [ELEMENT_MATH_SUB] = {.begin = body_run_sub},                              \
    [ELEMENT_MATH_DENOMINATOR] = {.begin = body_run_denominator}

void body_run_begin(void *self, struct xml *xml);
void body_run_end(void *self, struct xml *xml);
void body_run_style(void *self, struct xml *xml);
void body_run_language(void *self, struct xml *xml);
void body_run_raised(void *self, struct xml *xml);
void body_run_field(void *self, struct xml *xml);
void body_run_footnote(void *self, struct xml *xml);
void body_run_endnote(void *self, struct xml *xml);
void body_run_symbol(void *self, struct xml *xml);
void body_run_tab(void *self, struct xml *xml);
void body_run_break(void *self, struct xml *xml);
void body_run_hyphen(void *self, struct xml *xml);
void body_run_soft_hyphen(void *self, struct xml *xml);
void body_run_sup(void *self, struct xml *xml);
void body_run_sub(void *self, struct xml *xml);
void body_run_denominator(void *self, struct xml *xml);
