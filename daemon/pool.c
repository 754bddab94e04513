/*
 * What is asked of the pool from above. Requests are in one of three places:
 * the queue, a worker's slot, or the list of those that ended.
 */
#include "daemon/pool.h"

#include "daemon/pool_private.h"
#include "daemon/tick.h"

#include "lib/base/list.h"
#include "lib/base/log.h"
#include "lib/base/memory.h"

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

/* Room for a new request, if need be at the cost of another. */
static bool
pool_make_room(struct pool *pool, const struct job *job)
{
    struct job *victim;

    if (pool->queue.count < (size_t)pool->spec.limits->values[LIMIT_QUEUE])
        return true;
    victim = queue_victim(&pool->queue, job);
    if (victim == NULL)
        return false;
    pool_end(pool, queue_remove(&pool->queue, victim), JOB_DISPLACED);
    return true;
}

enum pool_verdict
pool_submit(struct pool *pool, struct job *job)
{
    if (pool_is_down(pool))
        return POOL_DOWN;
    if (!pool_make_room(pool, job))
        return POOL_FULL;
    queue_put(&pool->queue, job);
    pool_watch_by(pool, job->until_ms);
    pool_dispatch(pool);
    return POOL_TAKEN;
}

void
pool_hold(struct pool *pool, uint64_t client, bool held)
{
    queue_hold(&pool->queue, client, held);
    if (!held)
        pool_dispatch(pool);
}

/* Takes the client's request with that id out of its worker's slot. */
static struct job *
pool_unslot(struct pool *pool, uint64_t client, const char *id, size_t id_len)
{
    for (size_t i = 0; i < pool->worker_count; i++) {
        struct worker_proc *worker = &pool->workers[i];

        for (size_t k = 0; k < worker->slot_count; k++) {
            struct job *job = worker->slots[k].job;

            if (job == NULL || !job_is(job, client, id, id_len))
                continue;
            worker->slots[k].job = NULL;
            return job;
        }
    }
    return NULL;
}

bool
pool_cancel(struct pool *pool, uint64_t client, const char *id, size_t id_len)
{
    struct job *job = pool_unslot(pool, client, id, id_len);

    if (job == NULL) {
        job = queue_find(&pool->queue, client, id, id_len);
        if (job == NULL)
            return false;
        queue_remove(&pool->queue, job);
    }
    pool_end(pool, job, JOB_CANCELLED);
    return true;
}

static void
pool_drop_from(struct worker_proc *worker, uint64_t client)
{
    for (size_t i = 0; i < worker->slot_count; i++) {
        struct job *job = worker->slots[i].job;

        if (job == NULL || job->client != client)
            continue;
        worker->slots[i].job = NULL;
        job_free(job);
    }
}

void
pool_drop(struct pool *pool, uint64_t client)
{
    struct job *job, *next;

    list_each_safe (job, &pool->queue.all, age, next)
        if (job->client == client)
            job_free(queue_remove(&pool->queue, job));
    list_each_safe (job, &pool->ended, link, next) {
        if (job->client != client)
            continue;
        TAILQ_REMOVE(&pool->ended, job, link);
        job_free(job);
    }
    for (size_t i = 0; i < pool->worker_count; i++)
        pool_drop_from(&pool->workers[i], client);
}

struct pool *
pool_new(struct event_base *base, const struct pool_spec *spec,
         const struct pool_owner *owner)
{
    struct pool *pool = memory_alloc(sizeof *pool);

    pool->base = base;
    pool->spec = *spec;
    pool->owner = *owner;
    pool->worker_owner = pool_events;
    pool->worker_owner.ctx = pool;
    queue_init(&pool->queue);
    TAILQ_INIT(&pool->ended);
    pool->soon = evtimer_new(base, pool_on_soon, pool);
    pool->timer = evtimer_new(base, pool_on_timer, pool);
    pool->timer_ms = INT64_MAX;
    pool->worker_count = spec->count + 1;
    pool->workers = memory_alloc(pool->worker_count * sizeof *pool->workers);
    pool->spare = &pool->workers[spec->count];
    for (size_t i = 0; i < pool->worker_count; i++) {
        pool->workers[i].fd = -1;
        pool->workers[i].owner = &pool->worker_owner;
        pool_start(pool, &pool->workers[i]);
    }
    return pool;
}

void
pool_free(struct pool *pool)
{
    int64_t until_ms;

    if (pool == NULL)
        return;
    for (size_t i = 0; i < pool->worker_count; i++)
        worker_proc_deinit(&pool->workers[i]);
    until_ms = tick_ms() + POOL_BURY_MS;
    for (size_t i = 0; i < pool->worker_count; i++)
        worker_proc_bury(&pool->workers[i], until_ms);
    while (waitpid(-1, NULL, 0) > 0)
        ; /* those that were killed before */
    queue_deinit(&pool->queue);
    job_list_clear(&pool->ended);
    event_free(pool->soon);
    event_free(pool->timer);
    free(pool->workers);
    free(pool);
}

void
pool_reap(struct pool *pool)
{
    int how;
    pid_t pid;

    (void)pool; /* workers are the only children there are */
    while ((pid = waitpid(-1, &how, WNOHANG)) > 0) {
        if (WIFSIGNALED(how))
            log_line(LOG_WARNING, "worker %ld ended by signal %d (%s)",
                     (long)pid, WTERMSIG(how), strsignal(WTERMSIG(how)));
        else
            log_line(LOG_WARNING, "worker %ld ended with status %d", (long)pid,
                     WEXITSTATUS(how));
    }
}

void
pool_count(const struct pool *pool, struct pool_counts *out)
{
    *out = (struct pool_counts){
        .queued = pool->queue.count,
        .workers = pool->spec.count,
        .spare = pool_serves(pool->spare),
        .restarts = pool->starts > pool->worker_count
                        ? pool->starts - pool->worker_count
                        : 0,
    };
    for (size_t i = 0; i < pool->worker_count; i++) {
        if (&pool->workers[i] == pool->spare)
            continue;
        out->ready += pool_serves(&pool->workers[i]);
        out->busy += pool->workers[i].slot_count > 0;
    }
}
