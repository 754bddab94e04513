/*
 * A query as it was understood, as the result of `parse`.
 */
#pragma once

#include "lib/base/buf.h"
#include "lib/query/query.h"

/* Appends the result object; normal is the normalised text. */
void query_json_put(struct buf *out, const struct query *query,
                    const char *normal);
