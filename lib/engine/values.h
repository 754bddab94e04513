/*
 * Whether the values of a query's filters mean anything: a kind, an
 * addressee, a section that the tables or the index know. Private to the
 * engine.
 */
#pragma once

#include "lib/engine/context.h"
#include "lib/query/query.h"

/* False: error names the value and the nearest one. Aliases of addressees
 * and bodies are replaced by their slugs, with a note. */
bool values_check(struct context *context, struct query *query,
                  struct reply_error *error);

/* Notes in the query which addressees its words name. */
void values_speaks_to(const struct context *context, struct query *query);
