/*
 * A document that is read by way of its lines: those that clause-extract
 * makes of it, or those that an earlier run has kept.
 */
#pragma once

#include "indexer/input/parsed.h"
#include "indexer/segment/segment.h"
#include "lib/base/digest.h"

#include <stdbool.h>

struct extraction {
    const char *file;   /* the name shown in reports and kept */
    const char *format; /* as clause-extract calls it */
    char sha256[DIGEST_HEX_SIZE];
    const struct grammar *grammar;
    struct parsed *parsed;
    struct arena *arena; /* of what comes out */
};

/* Whether an earlier run has kept its lines; out is then as of
 * extraction_finish. */
bool extraction_is_kept(struct segmented *out,
                        const struct extraction *extraction);

/* Segments the lines of clause-extract, and keeps them for the next run.
 * STATUS_BAD_DOCUMENT: there is no resolution in them. */
enum status extraction_finish(struct segmented *out,
                              const struct extraction *extraction,
                              const struct buf *lines,
                              struct error *err) MUST_USE;
