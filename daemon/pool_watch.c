/*
 * Time, in one timer that is armed for the earliest moment at which anything
 * could be due. It may fire with nothing to do: an answer that came in time
 * does not disarm it.
 *
 * A client's deadline ends its waiting, not the worker: that one is late and
 * gets nothing more to do. It is replaced at the hard limit or, when all are
 * late, so that at least one can serve. Thus no client can make the daemon
 * start processes all day by sending short deadlines.
 */
#include "daemon/pool_private.h"
#include "daemon/tick.h"

#include "lib/base/list.h"
#include "lib/base/log.h"

void
pool_watch_by(struct pool *pool, int64_t at_ms)
{
    if (at_ms >= pool->timer_ms)
        return;
    pool->timer_ms = at_ms;
    tick_arm(pool->timer, at_ms);
}

/* Requests past their deadline end, wherever they are. */
static void
pool_expire(struct pool *pool, int64_t now)
{
    struct job *job, *next;

    list_each_safe (job, &pool->queue.all, age, next)
        if (job->until_ms <= now)
            pool_end(pool, queue_remove(&pool->queue, job), JOB_LATE);
    for (size_t i = 0; i < pool->worker_count; i++) {
        struct worker_proc *worker = &pool->workers[i];

        for (size_t k = 0; k < worker->slot_count; k++) {
            job = worker->slots[k].job;
            if (job == NULL || job->until_ms > now)
                continue;
            worker->slots[k].job = NULL;
            pool_end(pool, job, JOB_LATE);
        }
    }
}

static bool
pool_is_late(const struct worker_proc *worker, int64_t now)
{
    return worker->state == WORKER_READY && worker->slot_count > 0 &&
           worker->slots[0].until_ms <= now;
}

/* The worker that has been late longest, if every one that may search is. */
static struct worker_proc *
pool_oldest_late(struct pool *pool, int64_t now)
{
    struct worker_proc *oldest = NULL;

    for (size_t i = 0; i < pool->worker_count; i++) {
        struct worker_proc *worker = &pool->workers[i];

        if (worker == pool->spare)
            continue;
        if (!pool_is_late(worker, now))
            return NULL;
        if (oldest == NULL || worker->head_since_ms < oldest->head_since_ms)
            oldest = worker;
    }
    return oldest;
}

/* How long a worker may work on one request. The spare is alone on its lane:
 * when it is late, all are. */
static long
pool_patience(const struct pool *pool, const struct worker_proc *worker,
              const struct worker_proc *oldest, int64_t now)
{
    const long *limits = pool->spec.limits->values;
    long late_ms = limits[LIMIT_WORK_LATE_MS];
    long work_ms = limits[LIMIT_WORK_MOST_MS];
    bool is_last = worker == oldest ||
                   (worker == pool->spare && pool_is_late(worker, now));

    return is_last && late_ms < work_ms ? late_ms : work_ms;
}

static bool
pool_is_working(const struct worker_proc *worker)
{
    return worker->state == WORKER_STARTING ||
           (worker->state == WORKER_READY && worker->slot_count > 0);
}

static void
pool_kill(struct worker_proc *worker, int64_t now)
{
    log_line(LOG_WARNING, "worker %ld is replaced after %lld ms of work",
             (long)worker->pid, (long long)(now - worker->head_since_ms));
    worker_proc_kill(worker);
}

/* Whether somebody waits for a request that stands behind another. */
static bool
pool_has_ahead(const struct worker_proc *worker)
{
    for (size_t i = 1; i < worker->slot_count; i++)
        if (worker->slots[i].job != NULL)
            return worker->state == WORKER_READY;
    return false;
}

/* Whether they stand there for longer than was meant. */
static bool
pool_is_stuck(const struct worker_proc *worker, int64_t now)
{
    return pool_is_late(worker, now) ||
           (pool_has_ahead(worker) &&
            now - worker->head_since_ms >= POOL_STUCK_MS);
}

/* What was handed ahead goes to others where it is stuck, though the worker
 * will answer it too, for nobody; workers that have had their time are
 * ended. */
static void
pool_judge_workers(struct pool *pool, int64_t now)
{
    const struct worker_proc *oldest = pool_oldest_late(pool, now);

    for (size_t i = 0; i < pool->worker_count; i++) {
        struct worker_proc *worker = &pool->workers[i];

        if (pool_is_stuck(worker, now))
            pool_take_back(pool, worker, 1);
        if (pool_is_working(worker) &&
            now - worker->head_since_ms >=
                pool_patience(pool, worker, oldest, now))
            pool_kill(worker, now);
    }
}

/* The next moments at which something about a worker can be due. */
static void
pool_watch_worker(struct pool *pool, const struct worker_proc *worker,
                  const struct worker_proc *oldest, int64_t now)
{
    if (worker->state == WORKER_DEAD)
        pool_watch_by(pool, worker->restart_ms);
    if (!pool_is_working(worker))
        return;
    pool_watch_by(pool, worker->head_since_ms +
                            pool_patience(pool, worker, oldest, now));
    if (pool_has_ahead(worker))
        pool_watch_by(pool, worker->head_since_ms + POOL_STUCK_MS);
    for (size_t i = 0; i < worker->slot_count; i++)
        if (worker->slots[i].until_ms > now)
            pool_watch_by(pool, worker->slots[i].until_ms);
}

static void
pool_watch_again(struct pool *pool)
{
    int64_t now = tick_ms();
    const struct worker_proc *oldest = pool_oldest_late(pool, now);
    const struct job *job;

    list_each (job, &pool->queue.all, age)
        pool_watch_by(pool, job->until_ms);
    for (size_t i = 0; i < pool->worker_count; i++)
        pool_watch_worker(pool, &pool->workers[i], oldest, now);
}

void
pool_on_timer(int fd, short what, void *arg)
{
    struct pool *pool = arg;
    int64_t now = tick_ms();

    (void)fd;
    (void)what;
    pool->timer_ms = INT64_MAX;
    pool_expire(pool, now);
    pool_judge_workers(pool, now);
    pool_start_due(pool, now);
    pool_dispatch(pool);
    pool_answer_ended(pool);
    if (pool_is_down(pool))
        pool_answer_down(pool);
    pool_watch_again(pool);
}
