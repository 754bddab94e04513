/*
 * What is put behind a label that came later: "1bis", "b)bis", "7quater".
 */
#pragma once

#include <stddef.h>

/* Bytes of the suffix at text, behind which no letter stands, and what it
 * counts among others; 0: there is none. rank may be NULL. */
size_t label_suffix(const char *text, size_t len, unsigned *rank);
