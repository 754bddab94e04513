/*
 * The requests that wait for a worker, in two lanes, taken in fair turns.
 *
 * The peers that have something waiting take turns; within a peer its
 * connections do; within a connection the oldest request comes first. So
 * whoever sends one request waits for one of each other's, not for all of
 * them, however many those have sent over however many connections. Every
 * second turn of a peer goes to a connection that had nothing waiting before,
 * so that one which asks now and then does not wait for all that flood.
 *
 * There are turns for each of the two lanes, and others for the cheap that are
 * taken past those whose turn it is: none costs a turn of another kind, or
 * who is quick on one connection would never be heard on another.
 *
 * A peer is an opaque number: whoever makes connections says who is the same.
 * The queue owns the requests that are in it.
 */
#pragma once

#include "daemon/cost.h"
#include "daemon/job.h"

TAILQ_HEAD(queue_peers, queue_peer);

/* What turns are taken for. */
enum queue_turns { TURNS_WORK, TURNS_FAST, TURNS_CHEAP, TURNS_COUNT };

struct queue {
    struct queue_peers peers[TURNS_COUNT]; /* all, the next in turn first */
    struct job_list all;                   /* by age, but for those put back */
    size_t count;
    size_t lanes[JOB_LANES]; /* requests of each */
};

void queue_init(struct queue *queue);
void queue_deinit(struct queue *queue);

/* Behind all of its connection; its peer, if new, behind all peers. */
void queue_put(struct queue *queue, struct job *job);

/* In front of all: it had its turn already. */
void queue_put_back(struct queue *queue, struct job *job);

/* Whose requests may be taken. */
enum queue_taste {
    QUEUE_ANY,        /* the next in turn, whosever it is */
    QUEUE_CHEAP_NEXT, /* the same, but only if its connection is cheap */
    QUEUE_CHEAP       /* the next of a cheap connection, past all others */
};

/* The next of a lane, now the caller's, or NULL. */
struct job *queue_take(struct queue *queue, enum job_lane lane,
                       enum queue_taste taste, const struct cost *cost);

/* Takes one out; it is the caller's. */
struct job *queue_remove(struct queue *queue, struct job *job);

/*
 * Keeps the connection's requests where they are, or lets them go on. Those
 * that were handed to a worker before are not kept: their answers are few,
 * and others may wait behind them.
 */
void queue_hold(struct queue *queue, uint64_t client, bool held);

/* The connection's request with that id, or NULL. */
struct job *queue_find(const struct queue *queue, uint64_t client,
                       const char *id, size_t id_len);

/*
 * Which request should give way to a new one when there is no room: the
 * newest of the connection, of the peer, that has most; NULL when the new
 * one's own has as many, or nearly.
 */
struct job *queue_victim(const struct queue *queue, const struct job *job);
