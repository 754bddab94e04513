/*
 * The part of a typed citation. For citation_typed.c alone.
 */
#pragma once

#include "lib/model/grammar.h"

/*
 * What ids hold for "/recognizing.c", ", recognizing c)", "footnote 1"; ""
 * for an empty text, NULL when it is none of these.
 */
const char *citation_part(const struct grammar *grammar, const char *text,
                          struct arena *arena);
