/*
 * "Did you mean": the candidate that a mistyped word most likely stands for.
 */
#pragma once

#include "lib/base/arena.h"

#include <stddef.h>
#include <stdint.h>

/*
 * The nearest of count names, or NULL when none is near: at most two edits
 * (one for words of up to four bytes), a neighbouring swap being one edit
 * (optimal string alignment). Equal distances go to the earlier name. Case
 * is ignored in ASCII.
 */
const char *nearest_name(const char *word, const char *const *names,
                         size_t count);

/* What tells without reading a name that it cannot be near. */
struct nearest_sketch {
    uint32_t letters;
    uint32_t length;
};

/* Many names, to be looked through often. */
struct nearest_names {
    const char *const *list;
    const struct nearest_sketch *sketches;
    size_t count;
};

/* Keeps the names, which must live as long as the arena. */
void nearest_prepare(struct nearest_names *out, const char *const *names,
                     size_t count, struct arena *arena);

/* As nearest_name. */
const char *nearest_among(const char *word, const struct nearest_names *names);
