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

void
pool_answer_deadline(struct pool *pool, struct job *job)
{
    long elapsed = (long)(tick_ms() - job->since_ms);
    long allowed = (long)(job->until_ms - job->since_ms);
    struct reply_error error;

    reply_error_set(&error, REPLY_DEADLINE_EXCEEDED, "no answer within %ld ms",
                    allowed);
    reply_error_number(&error, "deadline_ms", allowed);
    reply_error_number(&error, "elapsed_ms", elapsed);
    pool_answer_error(pool, job, &error);
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
pool_answer_down(struct pool *pool)
{
    while (!TAILQ_EMPTY(&pool->queue)) {
        struct reply_error error;

        reply_error_set(&error, REPLY_INTERNAL,
                        "no search process can be started; the daemon's log "
                        "says why");
        pool_answer_error(pool, pool_dequeue(pool, TAILQ_FIRST(&pool->queue)),
                          &error);
    }
}
