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

bool
pool_is_down(const struct pool *pool)
{
    if (pool->failed_starts < POOL_DOWN_AFTER)
        return false;
    for (size_t i = 0; i < pool->spec.count; i++)
        if (pool->workers[i].state == WORKER_READY)
            return false;
    return true;
}

void
pool_start_failed(struct pool *pool, struct worker_proc *worker)
{
    int64_t wait_ms = POOL_BACKOFF_FIRST_MS;

    for (unsigned i = 0; i < pool->failed_starts; i++)
        if (wait_ms < POOL_BACKOFF_MOST_MS)
            wait_ms *= 2;
    if (wait_ms > POOL_BACKOFF_MOST_MS)
        wait_ms = POOL_BACKOFF_MOST_MS;
    if (pool->failed_starts == 0 || wait_ms == POOL_BACKOFF_MOST_MS)
        log_line(LOG_ERROR, "a worker ended before it was ready");
    pool->failed_starts++;
    worker->restart_ms = tick_ms() + wait_ms;
    pool_watch_by(pool, worker->restart_ms);
}

void
pool_start(struct pool *pool, struct worker_proc *worker)
{
    struct error err;

    pool->starts++;
    if (worker_proc_start(worker, pool->base, pool->spec.command, &err) ==
        STATUS_OK) {
        pool_watch_by(pool, worker->head_since_ms +
                                pool->spec.limits->values[LIMIT_WORK_MOST_MS]);
        return;
    }
    log_line(LOG_ERROR, "%s", err.text);
    pool_start_failed(pool, worker);
}

void
pool_watch_by(struct pool *pool, int64_t at_ms)
{
    if (at_ms >= pool->timer_ms)
        return;
    pool->timer_ms = at_ms;
    tick_arm(pool->timer, at_ms);
}

/*
 * Requests past their deadline go to the list `expired`, out of reach of
 * all that their answers may set in motion.
 */
static void
pool_expire(struct pool *pool, int64_t now, struct job_list *expired)
{
    struct job *job, *next;

    list_each_safe (job, &pool->queue, link, next) {
        if (job->until_ms > now)
            continue;
        pool_dequeue(pool, job); /* not within the macro: it repeats it */
        TAILQ_INSERT_TAIL(expired, job, link);
    }
    for (size_t i = 0; i < pool->spec.count; i++) {
        struct worker_proc *worker = &pool->workers[i];

        for (size_t k = 0; k < worker->slot_count; k++) {
            job = worker->slots[k].job;
            if (job == NULL || job->until_ms > now)
                continue;
            worker->slots[k].job = NULL;
            TAILQ_INSERT_TAIL(expired, job, link);
        }
    }
}

static bool
pool_is_late(const struct worker_proc *worker, int64_t now)
{
    return worker->state == WORKER_READY && worker->slot_count > 0 &&
           worker->slots[0].until_ms <= now;
}

/* The worker that has been late longest, if every one of them is late. */
static struct worker_proc *
pool_oldest_late(struct pool *pool, int64_t now)
{
    struct worker_proc *oldest = NULL;

    for (size_t i = 0; i < pool->spec.count; i++) {
        struct worker_proc *worker = &pool->workers[i];

        if (!pool_is_late(worker, now))
            return NULL;
        if (oldest == NULL || worker->head_since_ms < oldest->head_since_ms)
            oldest = worker;
    }
    return oldest;
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

/* What a late worker was handed ahead goes to others; those that have had
 * their time are ended. */
static void
pool_judge_workers(struct pool *pool, int64_t now)
{
    const long *limits = pool->spec.limits->values;
    struct worker_proc *oldest;

    for (size_t i = 0; i < pool->spec.count; i++) {
        struct worker_proc *worker = &pool->workers[i];

        if (pool_is_late(worker, now))
            pool_take_back(pool, worker, 1);
        if (pool_is_working(worker) &&
            now - worker->head_since_ms >= limits[LIMIT_WORK_MOST_MS])
            pool_kill(worker, now);
    }
    oldest = pool_oldest_late(pool, now);
    if (oldest != NULL &&
        now - oldest->head_since_ms >= limits[LIMIT_WORK_LATE_MS])
        pool_kill(oldest, now);
}

static void
pool_restart_due(struct pool *pool, int64_t now)
{
    for (size_t i = 0; i < pool->spec.count; i++)
        if (pool->workers[i].state == WORKER_DEAD &&
            pool->workers[i].restart_ms <= now)
            pool_start(pool, &pool->workers[i]);
}

/* The next moments at which something about a worker can be due. */
static void
pool_watch_worker(struct pool *pool, const struct worker_proc *worker,
                  int64_t now)
{
    const long *limits = pool->spec.limits->values;

    if (worker->state == WORKER_DEAD)
        pool_watch_by(pool, worker->restart_ms);
    if (!pool_is_working(worker))
        return;
    pool_watch_by(pool, worker->head_since_ms + limits[LIMIT_WORK_MOST_MS]);
    for (size_t i = 0; i < worker->slot_count; i++)
        if (worker->slots[i].until_ms > now)
            pool_watch_by(pool, worker->slots[i].until_ms);
}

static void
pool_watch_again(struct pool *pool)
{
    int64_t now = tick_ms();
    struct worker_proc *oldest = pool_oldest_late(pool, now);
    struct job *job;

    list_each (job, &pool->queue, link)
        pool_watch_by(pool, job->until_ms);
    for (size_t i = 0; i < pool->spec.count; i++)
        pool_watch_worker(pool, &pool->workers[i], now);
    if (oldest != NULL)
        pool_watch_by(pool, oldest->head_since_ms +
                                pool->spec.limits->values[LIMIT_WORK_LATE_MS]);
}

void
pool_on_timer(int fd, short what, void *arg)
{
    struct pool *pool = arg;
    struct job_list expired = TAILQ_HEAD_INITIALIZER(expired);
    int64_t now = tick_ms();

    (void)fd;
    (void)what;
    pool->timer_ms = INT64_MAX;
    pool_expire(pool, now, &expired);
    pool_judge_workers(pool, now);
    pool_restart_due(pool, now);
    pool_dispatch(pool);
    while (!TAILQ_EMPTY(&expired)) {
        struct job *job = TAILQ_FIRST(&expired);

        TAILQ_REMOVE(&expired, job, link);
        pool_answer_deadline(pool, job);
    }
    if (pool_is_down(pool))
        pool_answer_down(pool);
    pool_watch_again(pool);
}
