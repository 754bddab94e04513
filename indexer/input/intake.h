/*
 * From the files of a walk to documents: texts and rows are read here, other
 * formats by extractors that run beside. What comes back is in the order of
 * the walk, whichever extractor was the first.
 */
#pragma once

#include "indexer/input/walk.h"
#include "indexer/segment/segment.h"
#include "lib/base/arena.h"
#include "lib/model/grammar.h"

#include <stdbool.h>
#include <stddef.h>

struct parsed;
struct progress;

enum {
    INTAKE_TEXT_MAX = 16 * 1024 * 1024, /* bytes of a text */
    INTAKE_ROWS_MAX = 64 * 1024 * 1024, /* of a file of rows */
    INTAKE_FILE_MAX = 64 * 1024 * 1024  /* of any other document */
};

enum document_fate {
    DOCUMENT_READ,    /* segmented; it is in */
    DOCUMENT_FAILED,  /* reason says why */
    DOCUMENT_TWIN,    /* the same bytes as another file */
    DOCUMENT_SKIPPED, /* not a document */
    DOCUMENT_FATES
};

struct document {
    const struct walk_file *file;
    unsigned line; /* of a row in its file; 0: the document is the file */
    bool kept;     /* its lines came from those of an earlier run */
    enum document_fate fate;
    enum status code;   /* of DOCUMENT_FAILED: the kind of trouble */
    const char *reason; /* of all but DOCUMENT_READ, where it is what is odd
                           about a text that is in, or NULL */
    struct segmented segmented;
};

struct documents {
    struct document *list;
    size_t count;
};

struct intake_options {
    const struct grammar *grammar;
    unsigned jobs; /* extractors at a time; 0: as many as processors */
    bool unsandboxed;
    struct progress *progress;
    struct parsed *parsed; /* what earlier runs have kept */
};

/* Reads all files. One that cannot be read is a failed document, never an
 * error of the run. When a signal asked to stop there are no documents. */
void intake_read(struct documents *out, const struct walk *walk,
                 const struct intake_options *options, struct arena *arena);
