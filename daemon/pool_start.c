/*
 * A worker that was ready is replaced at once when it ends; one that never
 * was is tried again after a while, and after a longer one each time.
 */
#include "daemon/pool_private.h"
#include "daemon/tick.h"

#include "lib/base/log.h"

enum {
    POOL_DOWN_AFTER = 3,         /* starts that failed in a row */
    POOL_BACKOFF_FIRST_MS = 100, /* doubled by each failed start */
    POOL_BACKOFF_MOST_MS = 5000
};

bool
pool_is_down(const struct pool *pool)
{
    if (pool->failed_starts < POOL_DOWN_AFTER)
        return false;
    for (size_t i = 0; i < pool->worker_count; i++)
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
pool_start_due(struct pool *pool, int64_t now)
{
    for (size_t i = 0; i < pool->worker_count; i++)
        if (pool->workers[i].state == WORKER_DEAD &&
            pool->workers[i].restart_ms <= now)
            pool_start(pool, &pool->workers[i]);
}
