/*
 * What an operator does about an index that cannot be used. Private to the
 * engine.
 */
#pragma once

#include "lib/base/arena.h"
#include "lib/base/status.h"

/* A sentence or command, in the arena; NULL where there is nothing wrong or
 * nothing to be done. */
const char *fix_of(enum status trouble, const char *dir, struct arena *arena);
