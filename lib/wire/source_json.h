/*
 * Where something stands, as every reply says it: the file, and in it the
 * line of a text, the page of a PDF or the paragraph of other documents.
 */
#pragma once

#include "lib/base/buf.h"

/* Appends the member "source". NULL and 0 are not known, and left out. */
void source_json_put(struct buf *out, const char *file, unsigned line,
                     unsigned page, unsigned paragraph);
