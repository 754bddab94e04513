/*
 * Where, when and by whom a resolution was adopted. Private to question*.c.
 */
#pragma once

#include "lib/query/question_words.h"

/* How many words it takes at reading->at, or 0. */
size_t question_adopted_read(struct reading *reading);

/* The words of "adopted in Dubai, 2012" at the i'th word, or 0; *filter: ""
 * when what follows is read by itself. */
size_t question_adopted_at(const struct reading *reading, size_t i,
                           const char **filter);
