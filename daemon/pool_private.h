/*
 * The inside of the pool, shared by its files:
 *
 *   pool.c         what is asked of it from above
 *   pool_hand.c    who works on what; the spare worker
 *   pool_events.c  what workers tell: ready, an answer, the end
 *   pool_start.c   processes that start, and those that do not
 *   pool_watch.c   time: deadlines, late workers
 *   pool_answer.c  what the main process answers in a worker's place
 */
#pragma once

#include "daemon/cost.h"
#include "daemon/pool.h"
#include "daemon/queue.h"
#include "daemon/seldom.h"
#include "daemon/worker_proc.h"

enum {
    POOL_BLAMED_MOST = 2, /* deaths that one request may cause */
    POOL_BACK_MOST = 2,   /* times that it may be given back */
    POOL_STUCK_MS = 10,   /* of work on one, then what is behind it is free */
    POOL_BURY_MS = 2000   /* for idle workers to end by themselves */
};

struct pool {
    struct event_base *base;
    struct pool_spec spec;
    struct pool_owner owner;
    struct worker_owner worker_owner;
    struct worker_proc *workers; /* spec.count, and a spare */
    size_t worker_count;
    struct worker_proc *spare; /* one of them: for the fast lane only */
    struct queue queue;
    struct cost cost;
    struct job_list ended; /* without a worker's answer; `soon` gives one */
    struct event *soon;
    uint64_t last_tag;
    unsigned failed_starts; /* in a row, of all workers */
    unsigned long starts;
    unsigned long incidents;
    struct seldom doubt; /* whether the index is what it was */
    struct event *timer;
    int64_t timer_ms; /* when it fires; INT64_MAX: not armed */
};

/* pool_hand.c */

/* Hands queued requests to workers as far as the rules allow. */
void pool_dispatch(struct pool *pool);

/* Whether it takes requests, when it is free. */
bool pool_serves(const struct worker_proc *worker);

/* Takes back what a worker was handed beyond its slot number `from`. */
void pool_take_back(struct pool *pool, struct worker_proc *worker, size_t from);

/* pool_events.c */
extern const struct worker_owner pool_events;

/* Whoever the work was for has it on his account, whether or not it was of
 * use to him. */
void pool_charge(struct pool *pool, const struct worker_slot *slot,
                 int64_t work_ms);

/* pool_start.c */

/* Starts a worker's process; a failure is one more failed start. */
void pool_start(struct pool *pool, struct worker_proc *worker);

/* Counts a failed start and says when to try again. */
void pool_start_failed(struct pool *pool, struct worker_proc *worker);

/* Starts those whose time has come. */
void pool_start_due(struct pool *pool, int64_t now);

/* Whether there is nobody to work on anything, nor will be soon. */
bool pool_is_down(const struct pool *pool);

/* pool_watch.c */

/* Makes sure that the watch runs at that moment at the latest. */
void pool_watch_by(struct pool *pool, int64_t at_ms);
void pool_on_timer(int fd, short what, void *arg);

/* pool_answer.c: each answers the request and frees it. */
void pool_answer(struct pool *pool, struct job *job, const char *bytes,
                 size_t len);
void pool_answer_incident(struct pool *pool, struct job *job,
                          const char *reason);
void pool_answer_replaced(struct pool *pool, struct job *job);

/* Answers all that is queued: there is nobody to work on it. */
void pool_answer_down(struct pool *pool);

/* Puts a request, out of all lists, among those that ended; from the event
 * loop it is answered, and all that ended with it. */
void pool_end(struct pool *pool, struct job *job, enum job_ending ending);
void pool_answer_ended(struct pool *pool);
void pool_on_soon(int fd, short what, void *arg);
