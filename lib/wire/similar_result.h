/*
 * What `similar` says beside its hits: of what they are like, by which words,
 * and what was left out of them because it is the same.
 */
#pragma once

#include "lib/base/arena.h"
#include "lib/base/buf.h"
#include "lib/wire/json_in.h"

#include <stddef.h>

struct similar_term {
    const char *word; /* as it is written */
    double weight;
};

struct similar_twin {
    const char *id;
    const char *cite;
    double overlap;
};

enum { SIMILAR_TWINS_MOST = 20 }; /* listed */

struct similar_result {
    const char *id; /* of what was named; NULL: a text was given */
    const char *cite;
    struct similar_term *terms; /* the weightiest first */
    size_t term_count;
    struct similar_twin *twins; /* the most alike first */
    size_t twin_count;
    size_t twins_total;
};

/* "of", "terms", "twins" and "twins_total", for an object that is open. */
void similar_result_put(struct buf *out, const struct similar_result *result);

/* Reads them; NULL when the object has no "terms". */
struct similar_result *similar_result_read(struct json_reader *reader,
                                           const struct json *object);
