/*
 * Counts in words.
 */
#pragma once

#include "lib/base/buf.h"

#include <stddef.h>

/* "12 clauses and 1 footnote", "1 footnote", "0 clauses" */
void count_text_put(struct buf *out, size_t clauses, size_t footnotes);
