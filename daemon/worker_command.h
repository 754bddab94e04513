/*
 * How a worker is started.
 */
#pragma once

#include "lib/base/arena.h"
#include "lib/base/limits.h"

/*
 * The words of its command line, the program first, with a NULL at the end;
 * in the arena. Every limit that was lowered is handed on, so that a worker
 * checks what the main process shows.
 */
char **worker_command(const char *program, const char *index,
                      const struct limits *limits, struct arena *arena);
