/*
 * The inside of the pool, shared by its files: pool.c (the queue and who
 * works on what), pool_watch.c (time: deadlines, late workers, restarts),
 * pool_answer.c (what the main process answers in a worker's place).
 */
#pragma once

#include "daemon/pool.h"
#include "daemon/worker_proc.h"

enum {
    POOL_BLAMED_MOST = 2,        /* deaths that one request may cause */
    POOL_DOWN_AFTER = 3,         /* starts that failed in a row */
    POOL_BACKOFF_FIRST_MS = 100, /* doubled by each failed start */
    POOL_BACKOFF_MOST_MS = 5000
};

struct pool {
    struct event_base *base;
    struct pool_spec spec;
    struct pool_owner owner;
    struct worker_owner worker_owner;
    struct worker_proc *workers; /* spec.count of them */
    struct job_list queue;       /* oldest first */
    size_t queued;
    uint64_t last_tag;
    unsigned failed_starts; /* in a row, of all workers */
    unsigned long starts;
    unsigned long incidents;
    struct event *timer;
    int64_t timer_ms; /* when it fires; INT64_MAX: not armed */
};

/* pool.c */
struct job *pool_dequeue(struct pool *pool, struct job *job);
void pool_requeue(struct pool *pool, struct job *job);

/* Hands queued requests to workers as far as the rules allow. */
void pool_dispatch(struct pool *pool);

/* Takes back what a worker was handed beyond its slot number `from`. */
void pool_take_back(struct pool *pool, struct worker_proc *worker, size_t from);

/* pool_watch.c */

/* Starts a worker's process; a failure is one more failed start. */
void pool_start(struct pool *pool, struct worker_proc *worker);

/* Counts a failed start and says when to try again. */
void pool_start_failed(struct pool *pool, struct worker_proc *worker);
bool pool_is_down(const struct pool *pool);

/* Makes sure that the watch runs at that moment at the latest. */
void pool_watch_by(struct pool *pool, int64_t at_ms);
void pool_on_timer(int fd, short what, void *arg);

/* pool_answer.c: each answers the request and frees it. */
void pool_answer(struct pool *pool, struct job *job, const char *bytes,
                 size_t len);
void pool_answer_deadline(struct pool *pool, struct job *job);
void pool_answer_incident(struct pool *pool, struct job *job,
                          const char *reason);

/* Answers all that is queued: there is nobody to work on it. */
void pool_answer_down(struct pool *pool);
