/*
 * What arenas of both kinds share: copies, printing and growing arrays.
 */
#include "lib/base/arena.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum {
    ARENA_ARRAY_FIRST = 4, /* elements */
    ARENA_PRINTF = 128     /* bytes that what is printed mostly fits into */
};

void
arena_freep(struct arena **arena)
{
    arena_free(*arena);
    *arena = NULL;
}

char *
arena_strndup(struct arena *arena, const char *text, size_t len)
{
    char *copy = arena_alloc(arena, len + 1);

    if (len > 0)
        memcpy(copy, text, len);
    return copy;
}

char *
arena_strdup(struct arena *arena, const char *text)
{
    return text == NULL ? NULL : arena_strndup(arena, text, strlen(text));
}

char *
arena_printf(struct arena *arena, const char *format, ...)
{
    va_list args, again;
    char line[ARENA_PRINTF], *text;
    int len;

    va_start(args, format);
    va_copy(again, args);
    len = vsnprintf(line, sizeof line, format, args);
    va_end(args);
    text = arena_alloc(arena, (size_t)(len < 0 ? 0 : len) + 1);
    if (len > 0 && (size_t)len < sizeof line)
        memcpy(text, line, (size_t)len);
    else if (len > 0)
        vsnprintf(text, (size_t)len + 1, format, again);
    va_end(again);
    return text;
}

void *
arena_grow(struct arena *arena, void *array, size_t count, size_t size)
{
    size_t room = count < ARENA_ARRAY_FIRST ? ARENA_ARRAY_FIRST : count * 2;
    bool full = count == 0 ||
                (count >= ARENA_ARRAY_FIRST && (count & (count - 1)) == 0);
    void *copy;

    if (!full)
        return array;
    copy = arena_alloc(arena, room * size);
    if (count > 0)
        memcpy(copy, array, count * size);
    return copy;
}
