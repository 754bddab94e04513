/*
 * The workers and the queue before them.
 *
 * A request that is taken is answered exactly once, whatever becomes of
 * workers: by a worker, or here when its deadline has come, when its client
 * takes it back, when two workers have died over it, when others need its
 * place, or when no worker can be had. Answers are given from
 * the event loop only, never from within a call made here, so that a caller
 * may call from anywhere.
 */
#pragma once

#include "daemon/job.h"
#include "lib/base/limits.h"

#include "lib/base/buf.h"
#include "lib/wire/reply_error.h"

#include <event2/event.h>

struct pool;

struct pool_spec {
    char **command; /* starts a worker; the program first, a NULL last */
    size_t count;   /* of workers */
    const struct limits *limits;
};

struct pool_owner {
    void *ctx;
    /* The reply line of a request, with its LF. */
    void (*on_answer)(void *ctx, const struct job *job, const char *bytes,
                      size_t len);
    /* Appends the JSON object that `status` shows of the process. */
    void (*describe)(void *ctx, struct buf *out);
};

enum pool_verdict {
    POOL_TAKEN,
    POOL_FULL, /* the queue is */
    POOL_DOWN  /* no worker can be started */
};

struct pool_counts {
    size_t queued;
    size_t workers;
    size_t ready; /* of them */
    bool spare;   /* one more is ready to step in */
    size_t busy;
    unsigned long restarts; /* processes started beyond the first ones */
};

/* Starts the workers; what spec and owner point at must outlive the pool. */
struct pool *pool_new(struct event_base *base, const struct pool_spec *spec,
                      const struct pool_owner *owner);

/* Ends the workers; requests not answered yet are forgotten. */
void pool_free(struct pool *pool);

/* Becomes owner of the request only if it is taken. */
enum pool_verdict pool_submit(struct pool *pool, struct job *job);

/* What to answer to a request that was not taken. */
void pool_refusal(const struct pool *pool, struct reply_error *error,
                  enum pool_verdict verdict);

/*
 * Ends the client's oldest request with that id: its answer is `cancelled`,
 * and what a worker may still find is thrown away. False when there is none
 * under way: unknown, or answered already.
 */
bool pool_cancel(struct pool *pool, uint64_t client, const char *id,
                 size_t id_len);

/* Keeps a client's queued requests from the workers, or lets them go on. */
void pool_hold(struct pool *pool, uint64_t client, bool held);

/* The client has gone: its requests are not answered any more. */
void pool_drop(struct pool *pool, uint64_t client);

/* A child process has ended: collect what there is. */
void pool_reap(struct pool *pool);

void pool_count(const struct pool *pool, struct pool_counts *out);
