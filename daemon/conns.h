/*
 * The connections that are open, by handle.
 *
 * A handle is a place in a table and the number of times that place was
 * used before. So a reply for a client that has gone finds nobody, even if
 * its place, or its file descriptor, belongs to another client by now.
 */
#pragma once

#include "daemon/conn.h"

#include <stddef.h>

struct conns_place {
    struct conn *conn; /* NULL: free */
    uint32_t uses;
};

struct conns {
    struct conn_list open;
    struct conn_list gone; /* to be freed when nobody can be inside them */
    struct conns_place *places;
    size_t most;
    size_t count;
};

void conns_init(struct conns *conns, size_t most);

/* Frees all connections, open and gone. */
void conns_deinit(struct conns *conns);

/* Gives the connection its handle; there must be room. */
void conns_put(struct conns *conns, struct conn *conn);

/* NULL when it has gone. */
struct conn *conns_find(const struct conns *conns, uint64_t handle);

/* Its handle means nothing any more. */
void conns_remove(struct conns *conns, struct conn *conn);

/* Frees those that were removed. */
void conns_sweep(struct conns *conns);

/* How many are of the peer with that key. */
size_t conns_count_of(const struct conns *conns, uint64_t peer);
