/*
 * Something that may happen often and is logged seldom.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct seldom {
    int64_t next_ms; /* not logged before that; 0: not logged yet */
};

/* Whether to log it now; then not again for a minute. */
bool seldom_is_due(struct seldom *seldom);
