/*
 * How a heading may end behind its verbs and addressees in words that no
 * table knows.
 */
#pragma once

#include "lib/model/words.h"

/*
 * Whether the words from `at` on may be such an end: none of them says what
 * somebody shall do, and something stands behind the last preposition.
 */
bool heading_tail_is_open(const struct words *words, size_t at);

/* Whether they are "that", "as follows" and the like, which end a heading
 * without naming anybody. */
bool heading_tail_is_end(const struct words *words, size_t at);
