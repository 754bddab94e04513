/*
 * What requests cost lately: how long a worker is at one, on average, of each
 * connection, of each peer, and of all.
 *
 * The newest count most, and nothing is forgotten by time: who asked what is
 * dear is cheap again when it has asked what is cheap. A connection that has
 * not been seen at work yet is taken for its peer, and a peer that has not
 * for dear: cheapness is what must be shown.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    COST_ROWS = 1024,        /* connections, and peers, that are told apart */
    COST_CHEAP_US = 2000,    /* of work on one request, at most */
    COST_WAIT_LEAST_MS = 50, /* of what a client is told to wait */
    COST_WAIT_UNKNOWN_MS = 100, /* the same, when no work has been seen */
    COST_WAIT_MOST_MS = 10000
};

struct cost_row {
    uint64_t key;
    int64_t mean_us;
    bool known;
};

/* A zeroed one has seen nothing. */
struct cost {
    struct cost_row clients[COST_ROWS];
    struct cost_row peers[COST_ROWS];
    struct cost_row all;
};

/* A worker was so long at a request of that connection and peer. */
void cost_add(struct cost *cost, uint64_t client, uint64_t peer,
              int64_t work_ms);

/* Whether its next request is likely to be a short one. */
bool cost_is_cheap(const struct cost *cost, uint64_t client, uint64_t peer);

/* How long so many requests are likely to keep so many workers. */
long cost_wait_ms(const struct cost *cost, size_t requests, size_t workers);
