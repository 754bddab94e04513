/*
 * How far a run is, in one line of the terminal that is drawn over and over
 * and gone at the end. Elsewhere than on a terminal that can do that nothing
 * is ever written. No escape sequence is used. Who shows nobody how far it is
 * passes NULL.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct progress {
    bool shown; /* there is such a terminal, and it is wanted */
    const char *doing;
    size_t done, total;
    long long began_ms, drawn_ms;
    size_t columns; /* of the line that stands there; 0: none */
};

/* Looks at standard error. */
struct progress progress_look(bool quiet);

/* Begins to count: "reading", of so many. */
void progress_begin(struct progress *progress, const char *doing, size_t total);

/* One more is done, the one of that name. */
void progress_step(struct progress *progress, const char *name);

/* Takes the line away, before anything else is written. */
void progress_end(struct progress *progress);
