/*
 * Resolutions that words name, alone or several. Private to question*.c.
 */
#pragma once

#include "lib/query/question_list.h"

/* One resolution, or a range of them. */
struct named {
    const char *body; /* NULL: not said */
    unsigned number, last;
    unsigned year; /* 0: not said */
};

struct names {
    struct named list[LIST_MOST];
    enum joint joints[LIST_MOST];
    size_t count;
    size_t end;       /* the word behind the last */
    bool is_plural;   /* "Resolutions": numbers alone may follow */
    const char *body; /* named before that word, or NULL */
};

/* The resolutions named from the i'th word on; false when there is none. */
bool question_names_find(struct names *names, const struct reading *reading,
                         size_t i);

/* The words of the longest citation at the i'th word, or 0: "unknown-905" and
 * "PP 12", too. */
size_t question_names_citation(const struct reading *reading, size_t i,
                               struct named *out);

/* "PP" of "PP Resolution 170": the words of a body before the word
 * "Resolution", or 0. */
size_t question_names_body(const struct reading *reading, size_t i,
                           const char **body);

/* The words of the longest name of a body at the i'th word, or 0. */
size_t question_names_whose(const struct reading *reading, size_t i,
                            const char **body);
