/*
 * Years, spans of years and assemblies. Private to question*.c; those that
 * read give how many words they take at reading->at, or 0.
 */
#pragma once

#include "lib/query/question_words.h"

size_t question_time_read(struct reading *reading);
size_t question_time_event(struct reading *reading);

bool question_time_is_year(const struct reading *reading, size_t i);

/* Whether a year or an assembly stands at the i'th word. */
bool question_time_is_point(const struct reading *reading, size_t i);

/* The words of an assembly at the i'th word ("WTSA-12"), or 0. */
size_t question_time_event_at(const struct reading *reading, size_t i,
                              const char **filter);
