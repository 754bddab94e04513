/*
 * The line of a query with a row of carets under the place that is wrong.
 */
#pragma once

#include "lib/base/buf.h"

#include <stddef.h>

/*
 * at and len are code points of the query, as replies give them. A query
 * wider than the terminal is shown as a window round the place, with "..."
 * for what is left out. Writes nothing when the place is not in the query.
 */
void caret_put(struct buf *out, const char *query, long at, long len,
               unsigned width);
