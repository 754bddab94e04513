/*
 * Headings among the lines of a body.
 */
#pragma once

#include "indexer/segment/segment_build.h"

/* A heading, and the lines it takes; texts live in the scratch arena. */
struct heading_found {
    struct heading heading;
    size_t lines;
    const char *text;
};
bool heading_find(struct heading_found *out, const struct build *build,
                  size_t at, struct arena *scratch);

/* Whether a line of text begins with the words of a heading, and which. */
bool begins_like_heading(struct heading *out, const struct build *build,
                         const struct line *line, struct arena *scratch);

/* What a heading that no table knows is by its first words, "resolves" or
 * "noting"; KIND_OTHER when they say nothing. Nobody is its addressee. */
struct heading heading_guess(const struct build *build, const struct line *line,
                             struct arena *scratch);

size_t words_count(const char *text);
