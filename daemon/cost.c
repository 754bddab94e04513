/*
 * A key has one place in its table, and whoever comes later takes it: handles
 * of connections differ in their places as long as they are open, and two
 * peers that meet are unknown in turns, which costs them some speed.
 */
#include "daemon/cost.h"

enum { COST_WEIGHT = 4 /* the newest counts one part of so many */ };

static void
cost_row_add(struct cost_row *row, uint64_t key, int64_t work_us)
{
    if (!row->known || row->key != key)
        *row = (struct cost_row){key, work_us, true};
    else
        row->mean_us += (work_us - row->mean_us) / COST_WEIGHT;
}

void
cost_add(struct cost *cost, uint64_t client, uint64_t peer, int64_t work_ms)
{
    int64_t work_us = work_ms * 1000;

    cost_row_add(&cost->clients[client % COST_ROWS], client, work_us);
    cost_row_add(&cost->peers[peer % COST_ROWS], peer, work_us);
    cost_row_add(&cost->all, 0, work_us);
}

bool
cost_is_cheap(const struct cost *cost, uint64_t client, uint64_t peer)
{
    const struct cost_row *row = &cost->clients[client % COST_ROWS];

    if (!row->known || row->key != client) {
        row = &cost->peers[peer % COST_ROWS];
        if (!row->known || row->key != peer)
            return false;
    }
    return row->mean_us <= COST_CHEAP_US;
}

long
cost_wait_ms(const struct cost *cost, size_t requests, size_t workers)
{
    int64_t wait_us = cost->all.mean_us * (int64_t)requests;

    if (!cost->all.known)
        return COST_WAIT_UNKNOWN_MS;
    wait_us /= workers > 0 ? (int64_t)workers : 1;
    if (wait_us < COST_WAIT_LEAST_MS * 1000)
        return COST_WAIT_LEAST_MS;
    if (wait_us > COST_WAIT_MOST_MS * 1000)
        return COST_WAIT_MOST_MS;
    return (long)(wait_us / 1000);
}
