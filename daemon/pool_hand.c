/*
 * A worker has one request in flight; up to WORKER_AHEAD_MAX while more wait
 * than there are workers, which spares a busy daemon the wait for the main
 * process between two requests. That is nothing beside a long search, but
 * what is handed ahead is behind one: so only workers that are quick get more
 * than one, and only requests that are likely to be short stand behind one
 * another (daemon/cost.h). Those that were wrongly taken to be so are taken
 * from behind it (pool_watch.c).
 *
 * One worker more than serve is kept: the spare. It takes the requests of the
 * fast lane, so that these never wait behind searches, and when all others
 * are busy those that are likely to be short: however dear what others ask,
 * the cheap need not wait for it, and no other worker is kept idle for them.
 * A spare that was wrong about one changes places with the next that is free.
 * When a worker dies or is killed, the spare is a worker at once, and the one
 * that will be started in the dead one's place is the spare.
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

/* Whether the spare was taken in: it works long on what was to be short. */
static bool
pool_is_deceived(const struct worker_proc *spare, int64_t work_ms)
{
    return spare->slot_count > 0 && spare->slots[0].lane == JOB_WORK &&
           work_ms >= POOL_STUCK_MS;
}

/* Another that should be the spare now, or NULL. */
static struct worker_proc *
pool_find_spare(struct pool *pool, bool is_deceived)
{
    for (size_t i = 0; i < pool->worker_count; i++) {
        struct worker_proc *worker = &pool->workers[i];

        if (worker != pool->spare &&
            (!pool_serves(worker) || (is_deceived && worker->slot_count == 0)))
            return worker;
    }
    return NULL;
}

/* A spare that is ready is no spare while another is not, nor when it was
 * deceived and another is free: who has deceived it is not cheap any more. */
static void
pool_settle_spare(struct pool *pool)
{
    struct worker_proc *spare = pool->spare, *other;
    int64_t work_ms = tick_ms() - spare->head_since_ms;
    bool is_deceived = pool_is_deceived(spare, work_ms);

    if (!pool_serves(spare))
        return;
    other = pool_find_spare(pool, is_deceived);
    if (other == NULL)
        return;
    if (is_deceived)
        pool_charge(pool, &spare->slots[0], work_ms);
    pool->spare = other;
}

static bool
pool_is_quick(const struct worker_proc *worker, int64_t now)
{
    return worker->last_work_ms <= POOL_QUICK_MS &&
           now - worker->head_since_ms <= POOL_QUICK_MS;
}

static bool
pool_is_cheap(const struct pool *pool, const struct worker_proc *worker)
{
    for (size_t i = 0; i < worker->slot_count; i++)
        if (!cost_is_cheap(&pool->cost, worker->slots[i].client,
                           worker->slots[i].peer))
            return false;
    return true;
}

static bool
pool_may_take(const struct pool *pool, const struct worker_proc *worker,
              size_t most, int64_t now)
{
    if (!pool_serves(worker))
        return false;
    return worker->slot_count == 0 ||
           (worker->slot_count < most && pool_is_quick(worker, now) &&
            worker->slots[0].until_ms > now && pool_is_cheap(pool, worker));
}

/* The least loaded that may have so many requests, or NULL. The spare may
 * have one, when all others have some. */
static struct worker_proc *
pool_pick_worker(struct pool *pool, size_t most, bool with_spare)
{
    int64_t now = tick_ms();
    struct worker_proc *best = NULL;

    for (size_t i = 0; i < pool->worker_count; i++) {
        struct worker_proc *worker = &pool->workers[i];

        if (worker != pool->spare && pool_may_take(pool, worker, most, now) &&
            (best == NULL || worker->slot_count < best->slot_count))
            best = worker;
    }
    if (with_spare && (best == NULL || best->slot_count > 0) &&
        pool_may_take(pool, pool->spare, 1, now))
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
    if (worker->slot_count > 1)
        pool_watch_by(pool, worker->head_since_ms + POOL_STUCK_MS);
    buf_deinit(&process);
}

/* What the worker may be handed: behind another request only what is short
 * as well, but not before what has been waiting for its turn. */
static enum queue_taste
pool_taste(const struct pool *pool, const struct worker_proc *worker,
           enum job_lane lane)
{
    if (lane == JOB_FAST)
        return QUEUE_ANY;
    if (worker == pool->spare)
        return QUEUE_CHEAP;
    return worker->slot_count > 0 ? QUEUE_CHEAP_NEXT : QUEUE_ANY;
}

/* Hands over the next that is fit for the worker; false: none is. */
static bool
pool_hand_next(struct pool *pool, struct worker_proc *worker,
               enum job_lane lane)
{
    struct job *job = queue_take(&pool->queue, lane,
                                 pool_taste(pool, worker, lane), &pool->cost);

    if (job == NULL)
        return false;
    pool_hand(pool, worker, job);
    return true;
}

static void
pool_dispatch_fast(struct pool *pool)
{
    struct worker_proc *worker;

    do
        worker = pool_pick_worker(pool, 1, true);
    while (worker != NULL && pool_hand_next(pool, worker, JOB_FAST));
}

/* To workers that are free. */
static void
pool_dispatch_free(struct pool *pool)
{
    struct worker_proc *worker;

    do
        worker = pool_pick_worker(pool, 1, false);
    while (worker != NULL && pool_hand_next(pool, worker, JOB_WORK));
}

/* To the spare, and to workers that have some already. */
static void
pool_dispatch_ahead(struct pool *pool)
{
    struct worker_proc *worker;

    do {
        bool is_long = pool->queue.lanes[JOB_WORK] > pool->spec.count;

        worker = pool_pick_worker(pool, is_long ? WORKER_AHEAD_MAX : 1, true);
    } while (worker != NULL && pool_hand_next(pool, worker, JOB_WORK));
}

void
pool_dispatch(struct pool *pool)
{
    pool_settle_spare(pool);
    /* The fast lane has the spare; only without it does it go first. */
    if (!pool_serves(pool->spare))
        pool_dispatch_fast(pool);
    pool_dispatch_free(pool);
    pool_dispatch_fast(pool);
    pool_dispatch_ahead(pool);
}
