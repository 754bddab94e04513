/*
 * One queue, first in first out. A worker has one request in flight; up to
 * WORKER_AHEAD_MAX while more wait than there are workers, which spares a
 * busy daemon the wait for the main process between two requests.
 *
 * When a worker dies, the request it worked on (its oldest slot) is to
 * blame; those handed ahead go back to the front of the queue as they were.
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

struct job *
pool_dequeue(struct pool *pool, struct job *job)
{
    TAILQ_REMOVE(&pool->queue, job, link);
    pool->queued--;
    return job;
}

void
pool_requeue(struct pool *pool, struct job *job)
{
    TAILQ_INSERT_HEAD(&pool->queue, job, link);
    pool->queued++;
}

void
pool_take_back(struct pool *pool, struct worker_proc *worker, size_t from)
{
    for (size_t i = worker->slot_count; i-- > from;) {
        struct job *job = worker->slots[i].job;

        worker->slots[i].job = NULL;
        if (job != NULL)
            pool_requeue(pool, job);
    }
}

static bool
pool_may_take(const struct worker_proc *worker, size_t most, int64_t now)
{
    return worker->state == WORKER_READY && worker->slot_count < most &&
           (worker->slot_count == 0 || worker->slots[0].until_ms > now);
}

/* The least loaded of those that may be handed a request. */
static struct worker_proc *
pool_pick_worker(struct pool *pool)
{
    size_t most = pool->queued > pool->spec.count ? WORKER_AHEAD_MAX : 1;
    int64_t now = tick_ms();
    struct worker_proc *best = NULL;

    for (size_t i = 0; i < pool->spec.count; i++) {
        struct worker_proc *worker = &pool->workers[i];

        if (pool_may_take(worker, most, now) &&
            (best == NULL || worker->slot_count < best->slot_count))
            best = worker;
    }
    return best;
}

static void
pool_hand(struct pool *pool, struct worker_proc *worker, struct job *job)
{
    struct buf process = {0};

    pool_dequeue(pool, job);
    if (job->is_status)
        pool->owner.describe(pool->owner.ctx, &process);
    worker_proc_hand(worker, job, ++pool->last_tag, &process);
    buf_deinit(&process);
}

void
pool_dispatch(struct pool *pool)
{
    struct job *job = TAILQ_FIRST(&pool->queue);

    while (job != NULL) {
        struct job *next = TAILQ_NEXT(job, link);
        struct worker_proc *worker;

        if (!job->held) {
            worker = pool_pick_worker(pool);
            if (worker == NULL)
                return;
            pool_hand(pool, worker, job);
        }
        job = next;
    }
}

enum pool_verdict
pool_submit(struct pool *pool, struct job *job)
{
    if (pool_is_down(pool))
        return POOL_DOWN;
    if (pool->queued >= (size_t)pool->spec.limits->values[LIMIT_QUEUE])
        return POOL_FULL;
    TAILQ_INSERT_TAIL(&pool->queue, job, link);
    pool->queued++;
    pool_watch_by(pool, job->until_ms);
    pool_dispatch(pool);
    return POOL_TAKEN;
}

void
pool_hold(struct pool *pool, uint64_t client, bool held)
{
    struct job *job;

    list_each (job, &pool->queue, link)
        if (job->client == client)
            job->held = held;
    if (!held)
        pool_dispatch(pool);
}

void
pool_drop(struct pool *pool, uint64_t client)
{
    struct job *job, *next;

    list_each_safe (job, &pool->queue, link, next)
        if (job->client == client)
            job_free(pool_dequeue(pool, job));
    for (size_t i = 0; i < pool->spec.count; i++) {
        struct worker_proc *worker = &pool->workers[i];

        for (size_t k = 0; k < worker->slot_count; k++) {
            job = worker->slots[k].job;
            if (job == NULL || job->client != client)
                continue;
            worker->slots[k].job = NULL;
            job_free(job);
        }
    }
}

static void
pool_on_ready(void *ctx, struct worker_proc *worker)
{
    struct pool *pool = ctx;

    (void)worker;
    pool->failed_starts = 0;
    pool_dispatch(pool);
}

static void
pool_on_reply(void *ctx, struct worker_proc *worker, struct job *job,
              const char *bytes, size_t len)
{
    struct pool *pool = ctx;

    (void)worker;
    if (job != NULL)
        pool_answer(pool, job, bytes, len);
    pool_dispatch(pool);
}

static void
pool_on_end(void *ctx, struct worker_proc *worker)
{
    struct pool *pool = ctx;
    struct job *blamed = NULL;

    if (worker->slot_count > 0)
        blamed = worker->slots[0].job;
    pool_take_back(pool, worker, 1);
    worker->slot_count = 0;
    if (blamed != NULL && ++blamed->blamed < POOL_BLAMED_MOST) {
        pool_requeue(pool, blamed);
        blamed = NULL;
    }
    if (worker->was_ready)
        pool_start(pool, worker);
    else
        pool_start_failed(pool, worker);
    pool_dispatch(pool);
    if (blamed != NULL)
        pool_answer_incident(pool, blamed,
                             "the search process died over this request");
    if (pool_is_down(pool))
        pool_answer_down(pool);
}

struct pool *
pool_new(struct event_base *base, const struct pool_spec *spec,
         const struct pool_owner *owner)
{
    struct pool *pool = memory_alloc(sizeof *pool);

    pool->base = base;
    pool->spec = *spec;
    pool->owner = *owner;
    pool->worker_owner = (struct worker_owner){
        .ctx = pool,
        .on_ready = pool_on_ready,
        .on_reply = pool_on_reply,
        .on_end = pool_on_end,
    };
    TAILQ_INIT(&pool->queue);
    pool->timer = evtimer_new(base, pool_on_timer, pool);
    pool->timer_ms = INT64_MAX;
    pool->workers = memory_alloc(spec->count * sizeof *pool->workers);
    for (size_t i = 0; i < spec->count; i++) {
        pool->workers[i].fd = -1;
        pool->workers[i].owner = &pool->worker_owner;
        pool_start(pool, &pool->workers[i]);
    }
    return pool;
}

void
pool_free(struct pool *pool)
{
    if (pool == NULL)
        return;
    for (size_t i = 0; i < pool->spec.count; i++)
        worker_proc_deinit(&pool->workers[i]);
    while (waitpid(-1, NULL, 0) > 0)
        ; /* all of them were killed */
    job_list_clear(&pool->queue);
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
        .queued = pool->queued,
        .workers = pool->spec.count,
        .restarts = pool->starts > pool->spec.count
                        ? pool->starts - pool->spec.count
                        : 0,
    };
    for (size_t i = 0; i < pool->spec.count; i++) {
        out->ready += pool->workers[i].state == WORKER_READY;
        out->busy += pool->workers[i].slot_count > 0;
    }
}
