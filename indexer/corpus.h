/*
 * The documents of a run: read, segmented, and told apart by edition.
 */
#pragma once

#include "indexer/extractor.h"
#include "indexer/input/walk.h"
#include "indexer/segment/segment.h"
#include "lib/base/arena.h"
#include "lib/model/grammar.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    CORPUS_FILE_MAX = 16 * 1024 * 1024, /* bytes of a text */
    CORPUS_ROWS_MAX = 64 * 1024 * 1024  /* of a file of rows */
};

enum document_fate {
    DOCUMENT_READ,    /* segmented; it is in */
    DOCUMENT_FAILED,  /* reason says why */
    DOCUMENT_TWIN,    /* the same bytes as another file */
    DOCUMENT_SKIPPED, /* not a document, or a format that is not read */
};

struct document {
    const struct walk_file *file;
    unsigned line; /* of a row in its file; 0: the document is the file */
    enum document_fate fate;
    const char *reason; /* of all but DOCUMENT_READ, where it is what is odd
                           about a text that is in, or NULL */
    struct segmented segmented;
};

struct corpus {
    struct document *documents; /* in the order of the walk and of rows */
    size_t count;
    size_t read, failed, skipped;
};

/* What reading needs. */
struct corpus_reader {
    const struct grammar *grammar;
    struct extractor *extractor;
    struct arena *arena; /* for all that is read */
};

/* Reads all files of the walk. A file that cannot be read is a failed
 * document, never an error of the run. */
void corpus_read(struct corpus *corpus, const struct walk *walk,
                 const struct corpus_reader *reader);
