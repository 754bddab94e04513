/*
 * The columns that are printed: those that were named, or those that the
 * format shows by itself.
 */
#pragma once

#include "client/rows.h"
#include "lib/base/status.h"

enum { PICK_MAX = 32 };

struct pick {
    const struct column *columns[PICK_MAX];
    size_t count;
};

/*
 * names: parted by commas, each once. STATUS_BAD_REQUEST for one that there
 * is not; the sentence names the option, the nearest name and all.
 */
enum status pick_named(struct pick *out, const struct row_table *table,
                       const char *names, const char *option,
                       struct error *err) MUST_USE;

/* Those shown in one of these: IN_TABLE, IN_MD. */
void pick_shown(struct pick *out, const struct row_table *table,
                unsigned where);
