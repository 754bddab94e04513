/*
 * Labels at the start of a line, and the rows they must fit into: a label
 * counts only if it begins a row (a, 1, 1.1, i) or goes on with one.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

enum {
    LABEL_DEPTH = 6,     /* numbers in "1.2.3" */
    LABEL_TEXT_MAX = 32, /* bytes of one label as ids hold it */
    LABEL_LEVELS = 6,    /* "2", "a", "i" within each other */
    LABEL_PATH_MAX = LABEL_LEVELS * LABEL_TEXT_MAX,
    LABEL_READINGS = 2 /* "i" is a letter and a Roman number */
};

enum label_kind { LABEL_NUMBER, LABEL_LETTER, LABEL_ROMAN, LABEL_BULLET };

struct label_part {
    unsigned value;
    unsigned suffix; /* rank of "bis", of "a" in "7a"; 0: none */
};

struct label_reading {
    enum label_kind kind;
    struct label_part parts[LABEL_DEPTH];
    size_t count;
};

struct label {
    struct label_reading readings[LABEL_READINGS];
    size_t reading_count;
    char text[LABEL_TEXT_MAX]; /* as ids hold it: "a", "2.1", "bbis" */
    size_t taken;              /* bytes of the line, spaces behind included */
    bool tab;                  /* a TAB stands behind it: surely a label */
};

/* Reads a label or a bullet. False: the line begins with neither. */
bool label_read(struct label *out, const char *line, size_t len);

/* Whether the label can begin a row. */
bool label_begins(const struct label *label);

struct label_level {
    struct label_reading now;
    char text[LABEL_TEXT_MAX];
};

/* The rows that are open, the innermost last. */
struct labels {
    struct label_level levels[LABEL_LEVELS];
    size_t depth;
};

enum label_fit {
    LABEL_NO,      /* text */
    LABEL_REPEATS, /* text; a label of that row that was there already */
    LABEL_BEGINS,  /* a new row */
    LABEL_NEXT,
    LABEL_GAP /* it goes on, but some are missing */
};

/* What is known of a label's place. */
struct label_place {
    bool anywhere; /* no clause stands before it in its section: a row may
                      begin late */
    bool deeper;   /* "i" begins a row of its own behind "h" */
};

/* Whether the label has the letter and the Roman number that begins a row; the
 * Roman number it has, or 0. */
bool label_is_i(const struct label *label);
unsigned label_roman(const struct label *label);

/* Where the label fits. Nothing is changed. */
enum label_fit labels_fit(const struct labels *labels,
                          const struct label *label, struct label_place place);

/* Takes a label that fits; `path` is then all labels joined by dots. */
void labels_take(struct labels *labels, const struct label *label,
                 struct label_place place, char path[LABEL_PATH_MAX]);
