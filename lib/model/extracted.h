/*
 * The lines that clause-extract makes of a document, as bytes on a pipe:
 *
 *     clause-extract 1
 *     heading <TAB> 3 <TAB> resolves to invite ...
 *     end
 *
 * A line each: its style, the page it begins on (from 1; 0: the format has
 * none), its text. A document that was cut short has no "end". Where a
 * footnote's mark stood, the text has the label between U+FFF9 and U+FFFB,
 * which no document can bring along: writing drops them, and control
 * characters but TAB, from what it is given as text.
 */
#pragma once

#include "lib/base/buf.h"
#include "lib/base/status.h"
#include "lib/model/style.h"

#include <stdbool.h>
#include <stddef.h>

#define EXTRACTED_MARK_OPEN  "\xef\xbf\xb9" /* U+FFF9 */
#define EXTRACTED_MARK_CLOSE "\xef\xbf\xbb" /* U+FFFB */

struct extracted_line {
    enum style style;
    unsigned page;
    const char *text; /* not ended by a NUL */
    size_t len;
};

/* The first line, one of the document, the last one. A line's text is what
 * the two functions below made. */
void extracted_begin(struct buf *out);
void extracted_put(struct buf *out, const struct extracted_line *line);
void extracted_end(struct buf *out);

/* Appends text as it may stand in a line: see above. Bytes that are no UTF-8
 * become U+FFFD, line ends become spaces. */
void extracted_put_text(struct buf *out, const char *text, size_t len);

/* Appends a footnote's mark. */
void extracted_put_mark(struct buf *out, const char *label);

struct extracted {
    const char *at;
    const char *end;
    unsigned number; /* of the line read last, from 1 */
    bool ended;      /* "end" was read, and nothing behind it */
    bool bad;        /* a line of another form */
};

/* STATUS_BAD_DOCUMENT: not the lines of clause-extract. */
enum status extracted_open(struct extracted *out, const char *bytes, size_t len,
                           struct error *err) MUST_USE;

/* The next line, in place; false at the end, which is good only if `ended`. */
bool extracted_next(struct extracted *extracted, struct extracted_line *line);
