/*
 * The second look at a tree: brackets undone, small words left out, the
 * edition taken apart, free words listed.
 */
#pragma once

#include "lib/query/query.h"

/* False: fault says why (nothing to look for, NOT alone, edition: inside). */
bool query_tidy(struct query *query, const struct query_context *context,
                struct query_fault *fault);
