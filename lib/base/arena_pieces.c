/*
 * The arena of sanitizer builds: one malloc a piece, so that an access
 * beyond a piece or after the arena's end is reported where it happens.
 */
#include "lib/base/arena.h"

#include "lib/base/memory.h"

#include <stdlib.h>

struct arena_piece {
    struct arena_piece *next;
    void *bytes;
};

struct arena {
    struct arena_piece *pieces;
};

struct arena *
arena_new(void)
{
    return memory_alloc(sizeof(struct arena));
}

void
arena_free(struct arena *arena)
{
    if (arena == NULL)
        return;
    arena_reset(arena);
    free(arena);
}

void
arena_reset(struct arena *arena)
{
    while (arena->pieces != NULL) {
        struct arena_piece *next = arena->pieces->next;

        free(arena->pieces->bytes);
        free(arena->pieces);
        arena->pieces = next;
    }
}

void *
arena_alloc(struct arena *arena, size_t size)
{
    struct arena_piece *piece = memory_alloc(sizeof *piece);

    piece->bytes = memory_alloc(size == 0 ? 1 : size);
    piece->next = arena->pieces;
    arena->pieces = piece;
    return piece->bytes;
}
