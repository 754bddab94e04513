/*
 * A socket that takes connections, whatever its kind.
 */
#pragma once

#include "lib/base/address.h"
#include "lib/base/status.h"

#include <event2/event.h>
#include <stdbool.h>
#include <sys/types.h>

struct listener;

struct listener_owner {
    void *ctx;
    /* A connection, non-blocking; the owner closes it. */
    void (*on_accept)(void *ctx, int fd);
};

struct listener_spec {
    struct address address; /* its texts outlive the listener */
    mode_t mode;            /* of a Unix socket; 0: as its folder says */
    gid_t group;            /* of a Unix socket; (gid_t)-1: none */
    bool everywhere;        /* TCP may be open to other machines */
};

/*
 * Serves. STATUS_BUSY when a daemon answers there already, STATUS_BAD_REQUEST
 * for TCP that is not allowed, STATUS_IO for all that the system refuses;
 * errors name the address.
 */
enum status listener_open(struct listener **out, struct event_base *base,
                          const struct listener_spec *spec,
                          const struct listener_owner *owner,
                          struct error *err) MUST_USE;

/* "unix:/run/clause.sock", "tcp:127.0.0.1:40001" */
const char *listener_name(const struct listener *listener);

/* Takes no more connections and removes a socket's file. NULL is allowed. */
void listener_close(struct listener *listener);
