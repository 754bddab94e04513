/*
 * Numbers as labels: "4", "d", "iv".
 */
#pragma once

#include "lib/base/buf.h"

enum number_format {
    NUMBER_DECIMAL,
    NUMBER_DECIMAL_ZERO, /* 01 */
    NUMBER_LOWER_LETTER,
    NUMBER_UPPER_LETTER,
    NUMBER_LOWER_ROMAN,
    NUMBER_UPPER_ROMAN,
    NUMBER_BULLET,
    NUMBER_NONE,
    NUMBER_UNKNOWN,
    NUMBER_FORMATS
};

/* Word's name of a format; NUMBER_UNKNOWN when it is no name of these. */
enum number_format number_format_find(const char *name);

/* Appends it; what cannot be written so becomes U+FFFD, never another label.
 * A bullet and NUMBER_NONE append nothing. */
void number_put(struct buf *out, enum number_format format, long number);
