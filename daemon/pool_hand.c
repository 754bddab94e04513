/*
 * A worker has one request in flight; up to WORKER_AHEAD_MAX while more wait
 * than there are workers, which spares a busy daemon the wait for the main
 * process between two requests. That is nothing beside a long search, but
 * what is handed ahead is behind one for good: so only workers that are quick
 * get more than one, and a peer's turn comes soon however long others ask.
 *
 * One worker more than serve is kept: the spare. It takes the requests of the
 * fast lane when the others are busy, so that these never wait behind
 * searches; and when a worker dies or is killed, it is a worker at once, and
 * the one that will be started in the dead one's place is the spare.
 */
#include "daemon/pool_private.h"
#include "daemon/tick.h"

enum {
    POOL_QUICK_MS = 1 /* of work on one request, at most */
};

void
pool_take_back(struct pool *pool, struct worker_proc *worker, size_t from)
{
    for (size_t i = worker->slot_count; i-- > from;) {
        struct job *job = worker->slots[i].job;

        worker->slots[i].job = NULL;
        if (job != NULL)
            queue_put_back(&pool->queue, job);
    }
}

bool
pool_serves(const struct worker_proc *worker)
{
    return worker->state == WORKER_READY && !worker->retired;
}

/* A spare that is ready is no spare while another is not. */
static void
pool_settle_spare(struct pool *pool)
{
    if (!pool_serves(pool->spare))
        return;
    for (size_t i = 0; i < pool->worker_count; i++) {
        if (pool_serves(&pool->workers[i]))
            continue;
        pool->spare = &pool->workers[i];
        return;
    }
}

static bool
pool_is_quick(const struct worker_proc *worker, int64_t now)
{
    return worker->last_work_ms <= POOL_QUICK_MS &&
           now - worker->head_since_ms <= POOL_QUICK_MS;
}

static bool
pool_may_take(const struct worker_proc *worker, size_t most, int64_t now)
{
    if (!pool_serves(worker))
        return false;
    return worker->slot_count == 0 ||
           (worker->slot_count < most && pool_is_quick(worker, now) &&
            worker->slots[0].until_ms > now);
}

/* The least loaded that may be handed a request of the lane, or NULL. */
static struct worker_proc *
pool_pick_worker(struct pool *pool, enum job_lane lane)
{
    bool is_long = pool->queue.lanes[JOB_WORK] > pool->spec.count;
    size_t most = lane == JOB_WORK && is_long ? WORKER_AHEAD_MAX : 1;
    int64_t now = tick_ms();
    struct worker_proc *best = NULL;

    for (size_t i = 0; i < pool->worker_count; i++) {
        struct worker_proc *worker = &pool->workers[i];

        if (worker != pool->spare && pool_may_take(worker, most, now) &&
            (best == NULL || worker->slot_count < best->slot_count))
            best = worker;
    }
    if (best == NULL && lane == JOB_FAST && pool_may_take(pool->spare, 1, now))
        best = pool->spare;
    return best;
}

static void
pool_hand(struct pool *pool, struct worker_proc *worker, struct job *job)
{
    struct buf process = {0};

    job->handed = true;
    if (job->wants_process)
        pool->owner.describe(pool->owner.ctx, &process);
    worker_proc_hand(worker, job, ++pool->last_tag, &process);
    buf_deinit(&process);
}

static void
pool_dispatch_lane(struct pool *pool, enum job_lane lane)
{
    for (;;) {
        struct worker_proc *worker = pool_pick_worker(pool, lane);
        struct job *job;

        if (worker == NULL)
            return;
        job = queue_take(&pool->queue, lane);
        if (job == NULL)
            return;
        pool_hand(pool, worker, job);
    }
}

void
pool_dispatch(struct pool *pool)
{
    pool_settle_spare(pool);
    /* The fast lane has the spare; only without it does it go first. */
    if (!pool_serves(pool->spare))
        pool_dispatch_lane(pool, JOB_FAST);
    pool_dispatch_lane(pool, JOB_WORK);
    pool_dispatch_lane(pool, JOB_FAST);
}
