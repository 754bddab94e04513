/*
 * Allocation that cannot fail: the process ends with a message instead, so
 * that no caller has a branch for it.
 */
#pragma once

#include <stddef.h>

/* Zeroed memory; free() it. */
void *memory_alloc(size_t size) __attribute__((returns_nonnull));

/* Like realloc; new bytes are not zeroed. */
void *memory_realloc(void *old, size_t size) __attribute__((returns_nonnull));

/* A copy; free() it. */
char *memory_strdup(const char *text) __attribute__((returns_nonnull));

/* size rounded up to a multiple of align (a power of two). */
size_t memory_round_up(size_t size, size_t align);
