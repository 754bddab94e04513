/*
 * A worker that gives a request back cannot enter what the index folder is
 * by now, and neither can any that was started before: all of them retire,
 * and only those that are started from now on are asked again.
 *
 * Two that die over one request may have died of an index that has gone bad
 * under them. It is checked when it is opened, so those that opened it before
 * retire too; seldom, or a client that knows how to kill workers could have
 * all of them killed at will.
 *
 * When a worker dies, the request it worked on (its oldest slot) is to
 * blame; those handed ahead go back to the front of the queue as they were.
 * Whatever it had finished has been read before its end.
 */
#include "daemon/pool_private.h"
#include "daemon/tick.h"

#include "lib/base/log.h"

static void
pool_end_retired(struct worker_proc *worker)
{
    if (worker->retired && worker->state == WORKER_READY &&
        worker->slot_count == 0)
        worker_proc_kill(worker);
}

static void
pool_on_ready(void *ctx, struct worker_proc *worker)
{
    struct pool *pool = ctx;

    pool->failed_starts = 0;
    pool_end_retired(worker);
    pool_dispatch(pool);
}

void
pool_charge(struct pool *pool, const struct worker_slot *slot, int64_t work_ms)
{
    if (slot->lane == JOB_WORK)
        cost_add(&pool->cost, slot->client, slot->peer, work_ms);
}

static void
pool_on_reply(void *ctx, struct worker_proc *worker,
              const struct worker_slot *slot, const char *bytes, size_t len)
{
    struct pool *pool = ctx;

    pool_charge(pool, slot, worker->last_work_ms);
    pool_end_retired(worker);
    if (slot->job != NULL)
        pool_answer(pool, slot->job, bytes, len);
    pool_dispatch(pool);
}

/* Those that were started before. What they are at they finish. */
static void
pool_retire(struct pool *pool, int64_t before_ms)
{
    for (size_t i = 0; i < pool->worker_count; i++) {
        struct worker_proc *worker = &pool->workers[i];

        if (worker->since_ms >= before_ms)
            continue;
        worker->retired = true;
        pool_take_back(pool, worker, 1);
        pool_end_retired(worker);
    }
}

static void
pool_on_back(void *ctx, struct worker_proc *worker, struct job *job)
{
    struct pool *pool = ctx;
    bool is_first = !worker->retired;

    pool_take_back(pool, worker, 0);
    worker->slot_count = 0;
    if (is_first) {
        log_line(LOG_INFO, "the index folder was replaced: new workers");
        pool_retire(pool, INT64_MAX);
    } else {
        pool_end_retired(worker);
    }
    if (job != NULL && ++job->back < POOL_BACK_MOST)
        queue_put_back(&pool->queue, job);
    else if (job != NULL)
        pool_answer_replaced(pool, job);
    pool_dispatch(pool);
}

/* Blames the request; NULL when it may be tried again. */
static struct job *
pool_blame(struct pool *pool, struct job *job)
{
    if (job == NULL || ++job->blamed >= POOL_BLAMED_MOST)
        return job;
    queue_put_back(&pool->queue, job);
    return NULL;
}

static void
pool_on_end(void *ctx, struct worker_proc *worker)
{
    struct pool *pool = ctx;
    struct job *guilty;

    pool_take_back(pool, worker, 1);
    if (worker->slot_count > 0)
        pool_charge(pool, &worker->slots[0], tick_ms() - worker->head_since_ms);
    guilty =
        pool_blame(pool, worker->slot_count > 0 ? worker->slots[0].job : NULL);
    worker->slot_count = 0;
    if (worker->was_ready)
        pool_start(pool, worker);
    else
        pool_start_failed(pool, worker);
    if (guilty != NULL && seldom_is_due(&pool->doubt))
        pool_retire(pool, guilty->since_ms);
    pool_dispatch(pool);
    if (guilty != NULL)
        pool_answer_incident(pool, guilty,
                             "the search process died over this request");
    if (pool_is_down(pool))
        pool_answer_down(pool);
}

const struct worker_owner pool_events = {
    .on_ready = pool_on_ready,
    .on_reply = pool_on_reply,
    .on_back = pool_on_back,
    .on_end = pool_on_end,
};
