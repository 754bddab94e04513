/*
 * Things of one kind in a row: "the Council, TSAG or Member States". What
 * stands between two of them says whether both are meant or either. Private
 * to question*.c.
 */
#pragma once

#include "lib/query/question_words.h"

enum { LIST_MOST = 16 };

enum joint { JOINT_NONE, JOINT_COMMA, JOINT_AND, JOINT_OR };

struct list {
    const char *items[LIST_MOST]; /* filters */
    enum joint joints[LIST_MOST]; /* before each; of the first it is NONE */
    size_t count;
    size_t end; /* the word behind the last */
};

/* What joins an item that ends before the i'th word to another, which may
 * begin at *next. */
enum joint question_list_joint(const struct reading *reading, size_t i,
                               size_t *next);

/*
 * The items from the i'th word on; false when there is none. item gives the
 * words that one takes which begins at the i'th word, or 0.
 */
bool question_list_find(struct list *list, const struct reading *reading,
                        size_t i,
                        size_t (*item)(const struct reading *reading, size_t i,
                                       const char **filter));

/* As filters. is_one: a clause has one of them only, and so an "and" between
 * them means either. */
void question_list_put(struct reading *reading, const struct list *list,
                       bool is_one);
