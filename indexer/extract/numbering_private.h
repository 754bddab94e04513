/*
 * A list and its levels, as numbering_read.c reads and numbering.c counts
 * them. For those two only.
 */
#pragma once

#include "indexer/extract/number.h"
#include "indexer/extract/numbering.h"

#include <stdbool.h>

enum { LEVELS = 9 };

struct numbering_level {
    enum number_format format;
    const char *text;  /* "%1.%2)"; NULL: no label */
    const char *style; /* paragraphs of it are of this level; NULL: none */
    long start;
    long restart;   /* -1: after any level above; 0: never */
    bool is_legal;  /* all numbers as decimals */
    bool is_spaced; /* a space behind the label */
    bool is_there;
};

/* What several lists may share: the look and the counts. */
struct numbering_shape {
    long id;
    const char *link; /* a style that has the real list; NULL: none */
    struct numbering_level levels[LEVELS];
    long counts[LEVELS];
    bool counted[LEVELS];
};

struct numbering_list {
    long id;
    long shape;
    struct numbering_level levels[LEVELS]; /* in place of the shape's */
    long starts[LEVELS];
    bool has_start[LEVELS];
};

struct numbering {
    struct arena *arena;
    struct numbering_shape *shapes;
    struct numbering_list *lists;
    size_t shape_count, list_count;
    struct numbering_level *level; /* that is being read */
    long overridden;               /* the level of the override at hand */
};
