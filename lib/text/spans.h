/*
 * Words near each other: places of several operands in one text, and whether
 * they stand as near as was asked. The index and highlighting decide by this
 * one function.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Where an operand stands: its first and its last position. */
struct span {
    uint32_t first, last;
    bool reached, leads; /* scratch */
    bool taken;          /* out: it takes part in a match */
};

/* The places of one operand, in the order of `last`. */
struct span_list {
    struct span *list;
    size_t count;
};

enum { SPANS_LISTS_MAX = 4 };

struct spans_rule {
    unsigned distance; /* from a span's last position to the next's first */
    bool ordered;      /* in the order of the lists */
    bool all;          /* find all matches and mark the spans in them */
};

/*
 * Whether one span of each list can be chosen so that, one behind the other,
 * each begins 1 to `distance` positions behind the end of the one before.
 * 1 to SPANS_LISTS_MAX lists.
 */
bool spans_match(const struct spans_rule *rule, const struct span_list *lists,
                 size_t count);

/* Puts a list into its order and takes out what is there twice. */
void spans_sort(struct span_list *list);
