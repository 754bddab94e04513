/*
 * The documents of a run, told apart by edition.
 */
#pragma once

#include "indexer/input/intake.h"

#include <stddef.h>

/* One that holds rows has failed when one of them has. */
struct corpus_files {
    size_t all;
    size_t read, kept, failed, skipped; /* together: all */
};

struct corpus {
    struct document *documents; /* in the order of the walk and of rows */
    size_t count;
    size_t read; /* of the documents, those that are in */
    struct corpus_files files;
};

/* Reads all files of the walk; see intake_read. */
void corpus_read(struct corpus *corpus, const struct walk *walk,
                 const struct intake_options *options, struct arena *arena);
