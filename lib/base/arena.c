/*
 * Blocks of doubling size in a list; a piece is cut off the newest one.
 */
#include "lib/base/arena.h"

#include "lib/base/memory.h"

#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

enum { ARENA_BLOCK_FIRST = 2 * 1024, ARENA_BLOCK_MOST = 1024 * 1024 };

struct arena_block {
    struct arena_block *next;
    size_t size;
    alignas(max_align_t) char bytes[];
};

struct arena {
    struct arena_block *blocks; /* the newest first */
    size_t used;                /* of the newest */
};

struct arena *
arena_new(void)
{
    return memory_alloc(sizeof(struct arena));
}

static void
arena_drop_blocks(struct arena_block *block)
{
    while (block != NULL) {
        struct arena_block *next = block->next;

        free(block);
        block = next;
    }
}

void
arena_free(struct arena *arena)
{
    if (arena == NULL)
        return;
    arena_drop_blocks(arena->blocks);
    free(arena);
}

void
arena_reset(struct arena *arena)
{
    if (arena->blocks == NULL)
        return;
    arena_drop_blocks(arena->blocks->next);
    arena->blocks->next = NULL;
    arena->used = 0;
    if (arena->blocks->size > ARENA_BLOCK_MOST) {
        free(arena->blocks);
        arena->blocks = NULL;
    }
}

static void
arena_add_block(struct arena *arena, size_t least)
{
    size_t size = ARENA_BLOCK_FIRST;
    struct arena_block *block;

    if (arena->blocks != NULL && arena->blocks->size < ARENA_BLOCK_MOST)
        size = arena->blocks->size * 2;
    else if (arena->blocks != NULL)
        size = ARENA_BLOCK_MOST;
    if (size < least)
        size = least;
    block = memory_alloc(sizeof *block + size);
    block->next = arena->blocks;
    block->size = size;
    arena->blocks = block;
    arena->used = 0;
}

void *
arena_alloc(struct arena *arena, size_t size)
{
    const size_t align = alignof(max_align_t);
    char *piece;

    size = memory_round_up(size, align);
    if (arena->blocks == NULL || arena->blocks->size - arena->used < size)
        arena_add_block(arena, size);
    piece = arena->blocks->bytes + arena->used;
    arena->used += size;
    return memset(piece, 0, size);
}
