#include "lib/base/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void
memory_out(size_t size)
{
    fprintf(stderr, "out of memory (%zu bytes asked for)\n", size);
    abort();
}

void *
memory_alloc(size_t size)
{
    void *memory = calloc(1, size);

    if (memory == NULL)
        memory_out(size);
    return memory;
}

void *
memory_realloc(void *old, size_t size)
{
    void *memory = realloc(old, size);

    if (memory == NULL)
        memory_out(size);
    return memory;
}

char *
memory_strdup(const char *text)
{
    size_t size = strlen(text) + 1;

    return memcpy(memory_alloc(size), text, size);
}

size_t
memory_round_up(size_t size, size_t align)
{
    return (size + align - 1) & ~(align - 1);
}
