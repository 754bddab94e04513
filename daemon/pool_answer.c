/*
 * An answer may set much in motion above (a client's next requests, or its
 * end), so a request is out of every list before it is answered.
 */
#include "daemon/pool_private.h"
#include "daemon/tick.h"

#include "lib/base/log.h"
#include "lib/wire/reply.h"

#include <stdio.h>
#include <unistd.h>

enum { INCIDENT_SIZE = 48 };

static void
pool_answer_error(struct pool *pool, struct job *job,
                  const struct reply_error *error)
{
    struct buf line = {0};

    reply_put_error(&line, job_id(job), job->id_len, error);
    pool->owner.on_answer(pool->owner.ctx, job, line.data, line.len);
    buf_deinit(&line);
    job_free(job);
}

void
pool_answer(struct pool *pool, struct job *job, const char *bytes, size_t len)
{
    long most = pool->spec.limits->values[LIMIT_REPLY_BYTES];
    struct reply_error error;

    if (len == 0) {
        pool_answer_incident(pool, job, "a worker gave no answer");
        return;
    }
    if (len > (size_t)most) {
        reply_error_set(&error, REPLY_RESPONSE_TOO_LARGE,
                        "the reply would have %zu bytes; %ld are allowed", len,
                        most);
        reply_error_number(&error, "limit", most);
        reply_error_text(&error, "hint", "ask for fewer at a time (limit)");
        pool_answer_error(pool, job, &error);
        return;
    }
    pool->owner.on_answer(pool->owner.ctx, job, bytes, len);
    job_free(job);
}

static void
pool_set_late(const struct pool *pool, struct reply_error *error,
              const struct job *job)
{
    long allowed = (long)(job->until_ms - job->since_ms);

    (void)pool;
    reply_error_set(error, REPLY_DEADLINE_EXCEEDED, "no answer within %ld ms",
                    allowed);
    reply_error_number(error, "deadline_ms", allowed);
    reply_error_number(error, "elapsed_ms", (long)(tick_ms() - job->since_ms));
}

static void
pool_set_cancelled(const struct pool *pool, struct reply_error *error,
                   const struct job *job)
{
    (void)pool;
    (void)job;
    reply_error_set(error, REPLY_CANCELLED, "cancelled by the client");
}

static void
pool_set_displaced(const struct pool *pool, struct reply_error *error,
                   const struct job *job)
{
    (void)job;
    pool_refusal(pool, error, POOL_FULL);
}

static void (*const endings[])(const struct pool *, struct reply_error *,
                               const struct job *) = {
    [JOB_LATE] = pool_set_late,
    [JOB_CANCELLED] = pool_set_cancelled,
    [JOB_DISPLACED] = pool_set_displaced,
};

void
pool_refusal(const struct pool *pool, struct reply_error *error,
             enum pool_verdict verdict)
{
    if (verdict == POOL_FULL) {
        reply_error_set(error, REPLY_OVERLOADED,
                        "too many requests are waiting; try again");
        reply_error_number(
            error, "retry_after_ms",
            cost_wait_ms(&pool->cost, pool->queue.count, pool->spec.count));
        return;
    }
    reply_error_set(error, REPLY_INTERNAL,
                    "no search process can be started; the daemon's log says "
                    "why");
}

void
pool_end(struct pool *pool, struct job *job, enum job_ending ending)
{
    job->ending = ending;
    TAILQ_INSERT_TAIL(&pool->ended, job, link);
    event_active(pool->soon, EV_TIMEOUT, 0);
}

void
pool_answer_ended(struct pool *pool)
{
    struct job *job;

    while ((job = TAILQ_FIRST(&pool->ended)) != NULL) {
        struct reply_error error;

        TAILQ_REMOVE(&pool->ended, job, link);
        endings[job->ending](pool, &error, job);
        pool_answer_error(pool, job, &error);
    }
}

void
pool_on_soon(int fd, short what, void *arg)
{
    (void)fd;
    (void)what;
    pool_answer_ended(arg);
}

void
pool_answer_incident(struct pool *pool, struct job *job, const char *reason)
{
    char incident[INCIDENT_SIZE];
    struct reply_error error;

    snprintf(incident, sizeof incident, "%lx-%lx", (unsigned long)getpid(),
             ++pool->incidents);
    log_line(LOG_ERROR, "incident %s: %s: %.*s", incident, reason,
             (int)job->line_len, job_line(job));
    reply_error_set(&error, REPLY_INTERNAL, "%s", reason);
    reply_error_text(&error, "incident", incident);
    pool_answer_error(pool, job, &error);
}

void
pool_answer_replaced(struct pool *pool, struct job *job)
{
    struct reply_error error;

    reply_error_set(&error, REPLY_INDEX_UNAVAILABLE,
                    "the index folder is replaced again and again");
    reply_error_text(&error, "fix", "leave the index folder where it is");
    pool_answer_error(pool, job, &error);
}

void
pool_answer_down(struct pool *pool)
{
    struct job *job;

    while ((job = TAILQ_FIRST(&pool->queue.all)) != NULL) {
        struct reply_error error;

        pool_refusal(pool, &error, POOL_DOWN);
        pool_answer_error(pool, queue_remove(&pool->queue, job), &error);
    }
}
