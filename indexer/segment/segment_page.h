/*
 * What stands on a page but is none of its text. For segment_page.c and
 * segment_edge.c alone.
 */
#pragma once

#include "indexer/segment/segment_build.h"

enum { PAGE_LINE_MAX = 120 /* bytes of such a line */ };

/* Whether a line is a page mark, a file's path, or a running head with the
 * resolution's own number: by its form, wherever it stands. */
bool page_line_is(const struct build *build, unsigned number, const char *text,
                  struct arena *scratch);

/* The page of a line, from 1; 0: the document has none. */
unsigned page_of_line(const struct lines *lines, const struct line *line);

/*
 * Whether each line stands at the edge of its page as furniture: numbers that
 * count with the pages, and texts that more pages have at the same edge. An
 * array of as many flags as lines, from the arena; NULL: there is no second
 * page.
 */
bool *edges_find(const struct build *build, unsigned number,
                 struct arena *arena);
