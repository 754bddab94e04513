/*
 * The scalar values of JSON, checked to the letter of RFC 8259. A part of
 * the pre-scan; nothing else needs it.
 */
#pragma once

#include "lib/wire/reply_error.h"

#include <stdbool.h>
#include <stddef.h>

struct scan {
    const char *text;
    size_t len;
    size_t at; /* the byte looked at */
    struct reply_error *error;
};

/* Fails with parse_error: "not JSON: WHAT at byte N", and data.at. */
bool scan_fail(struct scan *scan, const char *what, size_t at);

void scan_space(struct scan *scan);

/* Each begins at the value's first byte and ends behind its last. */
bool scan_string(struct scan *scan);
bool scan_number(struct scan *scan);
bool scan_literal(struct scan *scan); /* true, false, null */

/*
 * The character at *at within a string that has been scanned, and *at behind
 * it. -1 for one that is not printable ASCII, escaped or not.
 */
int scan_ascii(const char **at);
