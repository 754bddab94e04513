#include "daemon/worker_command.h"

#include <stddef.h>

char **
worker_command(const char *program, const char *index,
               const struct limits *limits, struct arena *arena)
{
    char **words = NULL;
    size_t count = 0;

    *arena_push(arena, words, count) = arena_strdup(arena, program);
    *arena_push(arena, words, count) = arena_strdup(arena, "--ready");
    *arena_push(arena, words, count) = arena_strdup(arena, "--index");
    *arena_push(arena, words, count) = arena_strdup(arena, index);
    for (int i = 0; i < LIMIT_COUNT; i++) {
        if (limits->values[i] == limit_specs[i].value)
            continue;
        *arena_push(arena, words, count) = arena_strdup(arena, "--limit");
        *arena_push(arena, words, count) = arena_printf(
            arena, "%s=%ld", limit_specs[i].name, limits->values[i]);
    }
    *arena_push(arena, words, count) = NULL;
    return words;
}
