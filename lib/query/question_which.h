/*
 * Which resolutions a question asks about, or wants to be cited: by number, by
 * id, in full ("Resolution 59 (Rev. Dubai, 2012)"), several ("Resolutions 59
 * and 901", "901 to 903"), or all of a body. Private to question*.c; those that
 * read give how many words they take at reading->at, or 0.
 */
#pragma once

#include "lib/query/question_words.h"

size_t question_which_read(struct reading *reading);
size_t question_which_cited(struct reading *reading);
size_t question_which_body(struct reading *reading);

/* Whether a resolution is named at the i'th word, or it is spoken of some. */
bool question_which_is_named(const struct reading *reading, size_t i);
