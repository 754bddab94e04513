/*
 * The documents of a run, told apart by edition.
 */
#pragma once

#include "indexer/input/intake.h"

#include <stddef.h>

struct corpus {
    struct document *documents; /* in the order of the walk and of rows */
    size_t count;
    size_t read, failed, skipped;
};

/* Reads all files of the walk; see intake_read. */
void corpus_read(struct corpus *corpus, const struct walk *walk,
                 const struct intake_options *options, struct arena *arena);
