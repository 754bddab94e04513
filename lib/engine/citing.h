/*
 * Who cites a resolution: clauses, footnotes, and the rows of resolutions
 * whose foreword does. Private to the engine.
 */
#pragma once

#include "lib/engine/context.h"
#include "lib/query/query.h"

struct citing {
    const char *name; /* what is cited: "pp-170" */
    unsigned year;    /* only that edition of it; 0: any, or none given */
    enum edition_choice edition; /* where it is cited */
    unsigned edition_year;
};

/* They in the order of ids, limit of them behind the first offset; the total
 * is exact. */
enum status citing_find(const struct citing *citing,
                        const struct context *context, size_t offset,
                        size_t limit, struct store_hits *out,
                        struct error *err) MUST_USE;

/* How many there are. */
enum status citing_count(const struct citing *citing,
                         const struct context *context, size_t *count,
                         struct error *err) MUST_USE;
