/*
 * The body while it is read: its open section and clause. For segment_body.c
 * and the files beside it that take a line each.
 */
#pragma once

#include "indexer/segment/segment_build.h"
#include "indexer/segment/segment_heading.h"
#include "indexer/segment/segment_label.h"

#include "lib/base/buf.h"

struct body {
    struct build *build;
    struct arena *scratch; /* for trying what a line is; emptied after it */
    struct labels labels;
    struct buf text; /* of the clause being read */
    bool open;       /* a clause is being read */
    bool labelled;   /* its label stood in the text */
    bool blank;      /* a blank line stood before this one */
    bool wrapped;    /* lines are broken to a width */
    bool foreign;    /* in a language that is not understood */
    bool complete;   /* the clause: no line goes on with it */
    size_t before;   /* bytes of the line before */
    bool headings_seen;
};

/* The last section, or NULL; its last clause. */
struct section *section_now(const struct body *body);
struct clause *clause_now(const struct body *body);

void body_doubt(struct body *body, const char *code, const struct line *line,
                const char *text);

/* Begins a section and a clause, which ends those before. A clause before
 * any heading gets a section of its own. */
void section_open(struct body *body, const struct line *line, const char *text,
                  const struct heading *heading);
void section_ensure(struct body *body, const struct line *line);
void clause_open(struct body *body, const struct line *line, const char *label);
void clause_close(struct body *body);

/* Whether a label, heading or bullet may begin with the line. */
bool at_boundary(const struct body *body, const struct line *line);

/* Whether a label waits for its text, which is the next line. */
bool is_waiting(const struct body *body);

/* A line that its style, or its place below the name of an annex, makes a
 * paragraph or a heading of its own. False: its text decides. */
bool styled_line(struct body *body, size_t at);
bool styled_heading(struct body *body, size_t at);
bool annex_title(struct body *body, size_t at);

/* Adds the line's text from a byte on to the open clause. */
void text_add(struct body *body, const struct line *line, size_t from);
