/*
 * A text with plain dashes and spaces, each byte knowing where it came from:
 * for finding things that must be given back as the source spells them.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

struct flat {
    char *text; /* NUL-ended */
    size_t len;
    uint32_t *at; /* of each byte, and of the end, in the source */
};

/* The source must be below 4 GiB. */
void flat_init(struct flat *flat, const char *source, size_t len);
void flat_deinit(struct flat *flat);
