/*
 * A DOCX as lines with the styles that Word knows.
 */
#pragma once

#include "lib/base/buf.h"
#include "lib/base/status.h"

#include <stddef.h>

/* Appends the lines of the document. STATUS_BAD_DOCUMENT, STATUS_TOO_LARGE:
 * what is wrong with it, and what to do. */
enum status docx_read(struct buf *out, const char *bytes, size_t len,
                      struct error *err) MUST_USE;
