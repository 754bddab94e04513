/*
 * Memory that is freed all at once.
 *
 * A request, a document or a test owns one arena; every string and struct
 * made for it lives there and is never freed singly. Running out of memory
 * ends the process with a message: sizes are bounded before they get here.
 *
 * In sanitizer builds each piece is an allocation of its own
 * (arena_pieces.c instead of arena.c), so that an overrun is seen.
 */
#pragma once

#include "lib/base/status.h"

#include <stddef.h>

struct arena;

struct arena *arena_new(void);

/* Frees the arena with all that was made in it; NULL is allowed. */
void arena_free(struct arena *arena);
void arena_freep(struct arena **arena);

/* Frees what was made in it and keeps the arena for more. */
void arena_reset(struct arena *arena);

/* Zeroed memory, aligned for any type; never NULL. */
void *arena_alloc(struct arena *arena, size_t size);

/* Copies, NUL-ended. A NULL text stays NULL. */
char *arena_strdup(struct arena *arena, const char *text);
char *arena_strndup(struct arena *arena, const char *text, size_t len);
char *arena_printf(struct arena *arena, const char *format, ...)
    PRINTF_LIKE(2, 3);

/* One zeroed struct of TYPE. */
#define arena_make(arena, type) ((type *)arena_alloc((arena), sizeof(type)))

/*
 * Appends a zeroed element to the array ARRAY of N elements and gives its
 * address. Arrays grow by doubling; the old copy stays in the arena until
 * its end. ARRAY and N must be plain lvalues.
 */
#define arena_push(arena, array, n)                                            \
    ((array) = arena_grow((arena), (array), (n), sizeof *(array)), (n)++,      \
     &(array)[(n)-1])

void *arena_grow(struct arena *arena, void *array, size_t count, size_t size);
