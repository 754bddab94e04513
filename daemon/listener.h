/*
 * A Unix socket that takes connections.
 *
 * A socket file left behind by a daemon that died is taken over, but only
 * after nobody answered on it. At the end the file is removed if it is still
 * the one made here.
 */
#pragma once

#include "lib/base/status.h"

#include <event2/event.h>

struct listener;

struct listener_owner {
    void *ctx;
    /* A connection, non-blocking; the owner closes it. */
    void (*on_accept)(void *ctx, int fd);
};

/*
 * Serves on path. STATUS_BUSY when a daemon answers there already, STATUS_IO
 * for all that the system refuses; both errors name the path.
 */
enum status listener_open(struct listener **out, struct event_base *base,
                          const char *path, const struct listener_owner *owner,
                          struct error *err) MUST_USE;

/* Takes no more connections and removes the file. NULL is allowed. */
void listener_close(struct listener *listener);
