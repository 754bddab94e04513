/*
 * Replies in the order of their requests, for clients that asked for it.
 *
 * A request draws a number; a reply that comes too early is kept until all
 * before it have come. Embedded by value; a zeroed one orders nothing.
 */
#pragma once

#include "lib/base/buf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/queue.h>

TAILQ_HEAD(order_turns, order_turn);

struct order {
    bool on;
    uint64_t last;            /* number drawn */
    struct order_turns turns; /* not given out yet, in order */
    size_t kept;              /* bytes of replies that came too early */
};

/* From now on; requests before stay as they are. */
void order_start(struct order *order);
void order_deinit(struct order *order);

/* The number of the next request; 0 where nothing is ordered. */
uint64_t order_draw(struct order *order);

/* The reply to a number, and what waited for it, is appended to out. Returns
 * how many replies that were. */
unsigned order_give(struct order *order, uint64_t turn, const char *reply,
                    size_t len, struct buf *out);
