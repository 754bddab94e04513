/*
 * Open addressing with linear probing, at most half full, so that a probe
 * always ends.
 */
#include "lib/text/wordmap.h"

#include <string.h>

enum { WORDMAP_ROOM_FIRST = 16 };

uint32_t
wordmap_hash(const char *word)
{
    uint32_t hash = 2166136261U;

    for (; *word != '\0'; word++)
        hash = (hash ^ (unsigned char)*word) * 16777619U;
    return hash;
}

/* The slot that has the word, or the free one where it belongs. */
static struct wordmap_slot *
wordmap_slot(const struct wordmap *map, const char *word)
{
    size_t at = wordmap_hash(word) & (map->room - 1);

    while (map->slots[at].word != NULL &&
           strcmp(map->slots[at].word, word) != 0)
        at = (at + 1) & (map->room - 1);
    return &map->slots[at];
}

static void
wordmap_widen(struct wordmap *map, struct arena *arena)
{
    struct wordmap old = *map;

    map->room = old.room == 0 ? WORDMAP_ROOM_FIRST : old.room * 2;
    map->slots = arena_alloc(arena, map->room * sizeof *map->slots);
    for (size_t i = 0; i < old.room; i++)
        if (old.slots[i].word != NULL)
            *wordmap_slot(map, old.slots[i].word) = old.slots[i];
}

bool
wordmap_put(struct wordmap *map, struct arena *arena, const char *word,
            const void *value)
{
    struct wordmap_slot *slot;

    if (map->count * 2 >= map->room)
        wordmap_widen(map, arena);
    slot = wordmap_slot(map, word);
    if (slot->word != NULL)
        return false;
    *slot = (struct wordmap_slot){.word = word, .value = value};
    map->count++;
    return true;
}

const void *
wordmap_get(const struct wordmap *map, const char *word)
{
    return map->room == 0 ? NULL : wordmap_slot(map, word)->value;
}
