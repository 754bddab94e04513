/*
 * A PDF as lines with their pages: what pdftotext gives, which is an order of
 * its lines and nothing more. No styles, no tables.
 */
#pragma once

#include "indexer/extract/pdf_child.h"
#include "lib/base/buf.h"
#include "lib/base/status.h"

#include <stddef.h>

/*
 * Appends the lines of the document, which the child reads. That pdftotext
 * was content proves nothing: a document without text, or cut short, is bad.
 * STATUS_DENIED: a wall around the child is missing.
 */
enum status pdf_read(struct buf *out, struct pdf_child *child,
                     const struct buf *document, struct error *err) MUST_USE;

/* The same of text that was read: pages end with form feeds. */
enum status pdf_read_text(struct buf *out, const char *text, size_t len,
                          struct error *err) MUST_USE;
