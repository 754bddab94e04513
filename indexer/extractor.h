/*
 * Runs clause-extract: a process of its own reads each DOCX, HTML or PDF, so
 * that what such a document does to its reader ends there.
 */
#pragma once

#include "lib/base/arena.h"
#include "lib/base/buf.h"
#include "lib/base/status.h"

#include <stdbool.h>

enum {
    EXTRACTOR_WALL_MS = 30 * 1000,             /* for one document */
    EXTRACTOR_OUT_MAX = 32 * 1024 * 1024,      /* bytes of lines */
    EXTRACTOR_DOCUMENT_MAX = 64 * 1024 * 1024, /* bytes of a document */
};

struct extractor {
    bool unsandboxed; /* go on where the kernel has no wall */
    char *program;    /* looked for by the first document */
};

/*
 * Appends the lines that the program gives of the document, whose format is
 * "docx", "html" or "pdf" (lib/model/extracted.h). It never takes longer than
 * EXTRACTOR_WALL_MS. STATUS_BAD_DOCUMENT, STATUS_TOO_LARGE: the document;
 * STATUS_DENIED: a wall is missing; STATUS_BUSY: a signal asks us to end.
 */
enum status extractor_run(struct extractor *extractor, const char *format,
                          const struct buf *document, struct buf *out,
                          struct arena *arena, struct error *err) MUST_USE;
