/*
 * A clause-worker of our own, for --index: the program that the daemon
 * starts too, so that the answers are the same bytes.
 */
#pragma once

#include "lib/base/status.h"

#include <sys/types.h>

struct own_worker {
    pid_t pid; /* 0: none */
};

/* *fd is our end of its standard input and output; frames go both ways. */
enum status own_worker_start(struct own_worker *out, int *fd, const char *index,
                             struct error *err) MUST_USE;

/* Ends it by force, whatever it does: it only reads, so nothing is lost, and
 * one that hangs cannot keep us. */
void own_worker_end(struct own_worker *worker);
