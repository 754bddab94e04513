/*
 * Wildcards, similar words and ranges become the words and values that the
 * index has. Nothing is ever cut: what is too much is an error.
 */
#pragma once

#include "lib/query/query.h"

/* Where the words come from: the index, which the engine opens. */
struct term_source {
    void *data; /* passed on to list */
    /* The terms of the index that begin so, without the prefix, sorted. False
     * when they cannot be read. */
    bool (*list)(void *data, const char *prefix, struct arena *arena,
                 const char ***terms, size_t *count);
};

enum expand_outcome {
    EXPAND_DONE,
    EXPAND_FAULT, /* fault says which pattern stands for too many words */
    EXPAND_FAILED /* the source did */
};

/* Fills the words of patterns and the values of ranges, with notes. */
enum expand_outcome expand_query(struct query *query,
                                 const struct query_context *context,
                                 const struct term_source *source,
                                 struct query_fault *fault);
