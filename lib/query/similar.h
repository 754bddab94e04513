/*
 * Which words of the index a wildcard or a similar word stands for.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* '*' is any run of characters, '?' is one. Both texts are UTF-8. */
bool similar_fits(const char *pattern, const char *word);

/*
 * Whether at most `edits` characters are put in, left out, changed, or
 * swapped with a neighbour (optimal string alignment).
 */
bool similar_is_near(const char *word, const char *other, unsigned edits);

/* How many bytes of a pattern stand before its first wildcard. */
size_t similar_literal(const char *pattern);
