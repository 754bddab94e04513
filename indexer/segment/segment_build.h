/*
 * A resolution in the making, and the steps that make it. For the segmenter
 * alone.
 */
#pragma once

#include "indexer/segment/segment_finding.h"
#include "indexer/segment/segment_lines.h"
#include "indexer/segment/segment_named.h"
#include "lib/model/edition.h"

enum {
    CLAUSES_MAX = 50 * 1000,
    SECTIONS_MAX = 5000,
    CITES_MAX = 100 * 1000 /* of a document; more are not looked for */
};

struct build {
    const struct grammar *grammar;
    struct arena *arena;
    struct findings findings;
    struct lines lines;
    struct named named;   /* what the file's name says */
    const char *language; /* "en" */
    struct resolution resolution;
    size_t body;              /* the first line behind the head */
    unsigned *foreword_lines; /* of each paragraph */
    size_t foreword_line_count;
    size_t clause_count, cite_count;
};

/*
 * Whether text is a line of the form "The <Assembly> (Dubai, 2012),". body
 * is NULL when the assembly is in no table.
 */
struct assembly_line {
    const char *name;
    const char *body;
    struct edition edition; /* year 0: no bracket */
    bool odd;               /* its bracket is no edition */
    bool sure; /* of a known body, or it ends as one does; else a title with
                  its history below may look the same */
};
bool assembly_line_read(struct assembly_line *out,
                        const struct grammar *grammar, const char *text,
                        struct arena *arena);

/* The same at a line of the document, perhaps wrapped; how many lines it
 * takes, 0: none stands there. A name alone is enough, but its bracket may
 * stand on the next line. */
size_t assembly_lines_read(struct assembly_line *out, const struct build *build,
                           size_t at);

/* "RESOLUTION 59 (Rev. Dubai, 2012)" */
struct number_line {
    unsigned number;
    const char *body;       /* where it says so itself: "ITU-R 59", or NULL */
    struct edition edition; /* year 0: no bracket */
    bool odd;               /* its bracket is no edition */
};
bool number_line_read(struct number_line *out, const struct grammar *grammar,
                      const char *text, struct arena *arena);

/*
 * "(Johannesburg, 2008; Dubai, 2012)", which may end in the digit of a
 * footnote. False, and nothing appended, when an item has another form.
 */
bool history_read(struct adoption **list, size_t *count, const char *text,
                  struct arena *arena);

/* Up to `most` lines from `first` on, joined by single spaces. */
char *lines_join(const struct lines *lines, size_t first, size_t most,
                 struct arena *arena);

/* Whether text ends in the hyphen of a word that goes on in `next`: "over-" and
 * "the-top", "ITU-" and "T"; not "pre-" and "and post-2012". */
bool hyphen_joins(const char *text, size_t len, const char *next);

/* Whether all of text stands in one bracket: "(to Resolution 912)". */
bool is_bracketed(const char *text, size_t len);

/* Whether text, a line or clause so far, ends as a paragraph does. */
bool paragraph_ended(const char *text, size_t len);

/* Adds the footnotes whose marks stand on a line to where it belongs. */
void notes_place(struct build *build, const struct line *line,
                 enum note_place place, size_t section, size_t clause);

/* The footnote of that label whose mark was not seen and that has no place
 * yet, or NULL. */
struct note *note_without_mark(struct build *build, const char *label);

/*
 * Takes out the lines that are none of the text: page marks, running heads
 * with the resolution's own number, the path of the file in a footer. They
 * end nothing: one may stand within a clause, a heading, or the head. How
 * many they were; each is reported.
 */
size_t pages_drop(struct build *build, unsigned number);

/*
 * Takes footnotes out of the ends of pages, for those whose marks are glued to
 * a word above them. How many lines; each footnote is reported.
 */
size_t page_notes_take(struct build *build);

/* Reports spaces within words and lost ones, as PDF readers make them. */
void spaces_check(struct build *build);

/* "line 3"; of a document that is no text "page 2" or "paragraph 7". */
const char *place_name(const struct build *build, unsigned line);

/* Says where clauses and findings stand in the document as it was, whose
 * lines are not those of the build if it is no text. */
void build_place(struct build *build);

/* The steps, in order. build_head: STATUS_BAD_DOCUMENT without a number. */
enum status build_head(struct build *build, struct error *err) MUST_USE;
enum status build_body(struct build *build, struct error *err) MUST_USE;
void build_finish(struct build *build);
