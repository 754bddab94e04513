/*
 * Negations of a question, and what a query cannot say: each gives how many
 * words it takes at reading->at, or 0. Private to question*.c.
 */
#pragma once

#include "lib/query/question_words.h"

size_t question_more_not(struct reading *reading);
size_t question_more_unheard(struct reading *reading);
