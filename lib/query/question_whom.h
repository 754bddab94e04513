/*
 * Whom a question asks about. Private to question*.c.
 */
#pragma once

#include "lib/query/question_words.h"

/* How many words it takes at reading->at, or 0. */
size_t question_whom_read(struct reading *reading);
