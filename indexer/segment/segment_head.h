/*
 * The head of a text while it is read. For segment_head.c and
 * segment_edition.c alone.
 */
#pragma once

#include "indexer/segment/segment_build.h"

struct head {
    struct build *build;
    struct number_line number;
    size_t number_at;
    struct assembly_line assembly;
    size_t assembly_at, assembly_lines; /* lines 0: there is none */
    size_t history_at, history_lines;
    size_t title_end;
    bool number_styled; /* a line with the style of one is the number's */
};

const struct line *head_line(const struct head *head, size_t at);

/*
 * Year, place and designation of the resolution, from what the lines of the
 * head say; year 0 when none of them says it.
 */
void head_choose_edition(struct head *head);

/* The body that adopted it; "unknown", and a finding, when no table knows. */
void head_choose_body(struct head *head);

/* The number without the mark of a footnote glued to it, where a footnote
 * lacks its mark. */
unsigned head_unglue_number(struct head *head);

/* Reports a cover that names another resolution or edition. */
void head_compare_cover(struct head *head);

/* Finds the number line and the assembly line behind it, if there is one.
 * False: no line is a number line. */
bool head_find_anchors(struct head *head);

/* Looks for the assembly line where the number has the first line for its
 * own. */
void head_find_assembly(struct head *head);

/*
 * What only the name of the file says: the number, where no line has its
 * shape; true when it does. And a doubt where name and text differ.
 */
bool head_by_name(struct head *head);
void head_compare_name(struct head *head);

/* STATUS_BAD_DOCUMENT, and a finding, when the text has the head of a second
 * resolution: before the body, or in it. */
enum status second_refuse(struct head *head, struct error *err) MUST_USE;
