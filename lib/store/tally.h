/*
 * Values of documents, counted over what a search finds.
 */
#pragma once

#include <stddef.h>

/*
 * A document may have values in numbered slots (from 1) beside its terms:
 * hits can be sorted, grouped and counted by them. A value of several parts
 * joined by STORE_VALUE_GAP counts for each part.
 */
#define STORE_VALUE_GAP "\x1f"

/* How many hits have a value. */
struct store_tally {
    const char *value;
    size_t count;
};

/* The values of one slot, in the order of their bytes. */
struct store_tallies {
    struct store_tally *list;
    size_t count;
};

/* The most frequent first; equal ones stay in the order of their bytes. */
void tally_sort(struct store_tallies *tallies);
