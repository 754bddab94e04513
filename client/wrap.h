/*
 * Paragraphs for a terminal: words flow into lines of the terminal's width,
 * widths are columns, what matched is bold, and nothing of the text can
 * reach the terminal as a control.
 */
#pragma once

#include "lib/base/buf.h"

#include <stdbool.h>
#include <stddef.h>

struct wrap {
    struct buf *out;
    unsigned width; /* of the terminal, in columns */
    bool colour;

    unsigned indent; /* of the second line on */
    unsigned column; /* where the next word would begin */
    bool line_has_word;
    bool space;      /* came behind the last word */
    struct buf word; /* begun, with its colours */
    unsigned word_width;
};

void wrap_init(struct wrap *wrap, struct buf *out, unsigned width, bool colour);
void wrap_deinit(struct wrap *wrap);

/*
 * Begins a paragraph. lead (a number, a label) stands before its first line,
 * which begins at column indent like the others; a longer lead moves only
 * the first line.
 */
void wrap_begin(struct wrap *wrap, const char *lead, unsigned indent);

/* Text of it; white space of any length parts words. A word may go on in
 * the next call. */
void wrap_put(struct wrap *wrap, const char *text, size_t len, bool bold);
void wrap_put_text(struct wrap *wrap, const char *text);

/* A space at which no line is broken. */
void wrap_put_space(struct wrap *wrap);

void wrap_end(struct wrap *wrap);

/* A paragraph in one call. */
void wrap_paragraph(struct wrap *wrap, const char *lead, unsigned indent,
                    const char *text, bool bold);

/* A sentence behind a lead ("note: "), in lines of a terminal so wide, or, when
 * width is 0, in one line. */
void wrap_sentence(struct buf *out, unsigned width, const char *lead,
                   const char *text);

/* Appends text safely and in one line: line ends too become escapes. */
void wrap_put_safe_line(struct buf *out, const char *text, size_t len);
