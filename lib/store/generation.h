/*
 * Generations of an index folder: their names, and the `current` file that
 * says which one is served. `current` is a Xapian stub file
 * ("auto gen-000007"), so that Xapian's own tools read the index too.
 */
#pragma once

#include "lib/base/status.h"

#include <stddef.h>

enum {
    GENERATION_NAME_MAX = 16, /* "gen-000007" and the NUL */
    GENERATION_MOST = 999999,
    GENERATION_OTHERS = 8 /* looked at, where usually one is kept */
};

void generation_name(char name[GENERATION_NAME_MAX], unsigned generation);

/*
 * Which generation `current` names. STATUS_NOT_FOUND: there is no such file,
 * or dir is no folder; STATUS_IO, STATUS_DENIED: it cannot be read or names
 * nothing.
 */
enum status generation_current(unsigned *out, const char *dir,
                               struct error *err) MUST_USE;

/*
 * The finished generations in the folder but `current`, in the order in which
 * they should serve in its place: the one before it first. With current 0,
 * which is none, the newest first. Returns how many.
 */
size_t generation_others(unsigned list[GENERATION_OTHERS], const char *dir,
                         unsigned current);

/* The first number after current, or after all if it is 0, that is free. */
unsigned generation_free(const char *dir, unsigned current);

/* Makes a generation that is whole and synced the one that is served. */
enum status generation_serve(const char *dir, unsigned generation,
                             struct error *err) MUST_USE;

/* Removes all generations but `keep` and `also`, and what broken runs left. */
enum status generation_clean(const char *dir, unsigned keep, unsigned also,
                             struct error *err) MUST_USE;
