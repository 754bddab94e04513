/*
 * A document's bytes as lines, with the marks of converters taken out:
 * bookmarks vanish, footnotes inlined in the text are kept apart.
 */
#pragma once

#include "indexer/segment/segment_finding.h"

#include <stdbool.h>

enum {
    TEXT_BYTES_MAX = 16 * 1024 * 1024,
    LINES_MAX = 400 * 1000,
    NOTES_MAX = 5000
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
    size_t first_mark, mark_count; /* of footnotes whose marks stood here */
};

struct lines {
    struct line *list;
    size_t count;
    struct note *notes; /* in the order of their marks */
    size_t note_count;
    size_t widest; /* bytes of the longest line */
};

/* STATUS_BAD_DOCUMENT: not UTF-8; STATUS_TOO_LARGE: over a limit. */
enum status lines_read(struct lines *out, const char *text, size_t len,
                       struct findings *findings, struct error *err) MUST_USE;
