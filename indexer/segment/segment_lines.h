/*
 * A document's bytes as lines, with the marks of converters taken out:
 * bookmarks vanish, footnotes inlined in the text are kept apart.
 */
#pragma once

#include "indexer/segment/segment_finding.h"
#include "lib/model/style.h"

#include <stdbool.h>

enum {
    TEXT_BYTES_MAX = 16 * 1024 * 1024,
    LINES_MAX = 400 * 1000,
    NOTES_MAX = 5000,
    NOTE_LABEL_MAX = 8 /* bytes */
};

/* What a footnote's mark stands on. */
enum note_place { NOTE_NOWHERE, NOTE_TITLE, NOTE_SECTION, NOTE_CLAUSE };

struct note {
    char *label;
    char *text;    /* NULL: only its mark was seen */
    bool unmarked; /* only its text was seen */
    unsigned line; /* of the mark, or of the text when there is no mark */
    enum note_place place;
    size_t section, clause; /* numbers, where the place says so */
};

struct line {
    char *text; /* spaces trimmed; "" for a blank line */
    size_t len;
    unsigned number;               /* from 1 */
    enum style style;              /* of a text: line */
    size_t first_mark, mark_count; /* of footnotes whose marks stood here */
};

struct lines {
    struct line *list;
    size_t count;
    struct note *notes; /* in the order of their marks */
    size_t note_count;
    size_t widest; /* bytes of the longest line that may go on in the next */
    /* Of a document that is no text: */
    unsigned *pages;   /* of each line, by its number - 1; 0: has none */
    size_t page_count; /* of lines in `pages` */
    bool styled;       /* some lines have a style that says what they are */
    char *language;    /* as the document names it, or NULL */
};

/* What was left out of the lines of a document. */
struct dropped {
    size_t controls, directions;
    unsigned control_line, direction_line; /* of the first */
};

/* Whether a point belongs into a text, or is counted as left out. */
bool lines_keep(struct dropped *dropped, int32_t point, unsigned line);
void lines_report(const struct dropped *dropped, struct findings *findings);

/* Length of text without spaces of any kind at its end. */
size_t lines_trim_end(const char *text, size_t len);

/* Text without spaces of any kind around it; len becomes its bytes. */
const char *lines_trim(const char *text, size_t *len);

/* A footnote whose mark or text stands on the line of that number. */
struct note *lines_add_note(struct lines *lines, const char *label,
                            unsigned number, struct arena *arena);

/* The footnote of that label whose text is not seen yet, or NULL. */
struct note *lines_open_note(struct lines *lines, const char *label);

/* The lines of clause-extract (lib/model/extracted.h); errors as below, and
 * STATUS_BAD_DOCUMENT when they are cut short. */
enum status lines_read_styled(struct lines *out, const char *bytes, size_t len,
                              struct findings *findings,
                              struct error *err) MUST_USE;

/* STATUS_BAD_DOCUMENT: not UTF-8; STATUS_TOO_LARGE: over a limit. */
enum status lines_read(struct lines *out, const char *text, size_t len,
                       struct findings *findings, struct error *err) MUST_USE;
