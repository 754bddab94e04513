/*
 * Words to what is known of them: a hash table that is filled once and then
 * only read. Embedded by value, {0} is an empty one; memory is the arena's.
 */
#pragma once

#include "lib/base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct wordmap_slot {
    const char *word; /* NULL when free */
    const void *value;
};

struct wordmap {
    struct wordmap_slot *slots;
    size_t room; /* a power of two, or 0 */
    size_t count;
};

/*
 * Keeps word and value, which must live as long as the map and not be NULL;
 * false, and nothing changed, when the word is there already.
 */
bool wordmap_put(struct wordmap *map, struct arena *arena, const char *word,
                 const void *value);

/* The value put, or NULL. */
const void *wordmap_get(const struct wordmap *map, const char *word);

/* The hash used here (FNV-1a), for other small tables of words. */
uint32_t wordmap_hash(const char *word);
