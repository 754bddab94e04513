/*
 * What can be seen of an index folder from outside, in a few microseconds:
 * which generation is named, and size and times of its files. As long as two
 * views are the same there is nothing to open anew, and nothing to check.
 */
#pragma once

#include "lib/base/status.h"

#include <stdbool.h>

enum { VIEW_FILES = 8 };

struct view_row { /* all zero: the file cannot be seen */
    unsigned long long inode, size, seconds, nanoseconds;
};

struct view {
    enum status status; /* of reading which generation is named */
    unsigned generation;
    struct view_row rows[VIEW_FILES];
};

/* Only which generation is named: the cheap part; the rows stay. */
void view_take_name(struct view *view, const char *dir);

/* Of the generation that is named. */
void view_take(struct view *out, const char *dir);

/* Of a generation, whether it is named or not. */
void view_take_of(struct view *out, const char *dir, unsigned generation);

/*
 * A folder that is looked at for each request: which it is and which
 * generation is named each time, the files behind it now and then. {0}: not
 * looked at yet.
 */
struct view_watch {
    struct view view;          /* of the last look */
    unsigned long long folder; /* its inode; 0: there is none */
    double files_ms;           /* when to look at the files again */
    double known_ms; /* when all who look so have seen what this one saw */
};

/* Whether the folder looks other than it did; milliseconds of a clock that
 * never jumps. */
bool view_watch_look(struct view_watch *watch, const char *dir, double now_ms);

bool view_same(const struct view *a, const struct view *b);

/* Whether no file that can be seen has become another one since. */
bool view_intact(const struct view *before, const struct view *now);
