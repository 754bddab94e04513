/*
 * All that is needed of a request comes from the pre-scan; a tree is built
 * by workers only. Methods of the main lane are answered here.
 */
#include "daemon/dispatch.h"

#include "daemon/tick.h"

#include "lib/wire/hello.h"
#include "lib/wire/method.h"
#include "lib/wire/prescan.h"
#include "lib/wire/reply.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

/* A request line while it is looked at. */
struct asked {
    struct dispatch *dispatch;
    struct conn *conn;
    struct prescan scan;
    enum method method;
    const char *line;
    size_t len;
    uint64_t turn;       /* of its reply */
    unsigned long epoch; /* of the cache that wants its reply; 0: none */
};

static bool
dispatch_fail_param(struct reply_error *error, const char *param,
                    const char *expected)
{
    reply_error_set(error, REPLY_INVALID_PARAMS, "%s must be %s", param,
                    expected);
    reply_error_text(error, "param", param);
    reply_error_text(error, "expected", expected);
    return false;
}

/* The deadline of a request; false when it asks for one that is not given. */
static bool
dispatch_deadline(const struct asked *asked, long *out,
                  struct reply_error *error)
{
    const long *limits = asked->dispatch->limits->values;
    long most = limits[LIMIT_DEADLINE_MOST_MS];
    long deadline_ms = asked->scan.deadline_ms;
    char expected[64];

    if (deadline_ms < 0) { /* none, or one that a worker will refuse */
        *out = limits[LIMIT_DEADLINE_DEFAULT_MS];
        return true;
    }
    if (deadline_ms >= 1 && deadline_ms <= most) {
        *out = deadline_ms;
        return true;
    }
    snprintf(expected, sizeof expected, "a whole number from 1 to %ld", most);
    return dispatch_fail_param(error, "deadline_ms", expected);
}

/* Ends an older request of the same connection. */
static bool
dispatch_end_older(const struct asked *asked, enum prescan_param which)
{
    const struct span *id = &asked->scan.params[which];

    return prescan_is_id(id) &&
           pool_cancel(asked->dispatch->pool, asked->conn->handle, id->at,
                       id->len);
}

static struct job *
dispatch_new_job(const struct asked *asked, long deadline_ms)
{
    struct job *job =
        job_new(asked->scan.id, asked->scan.id_len, asked->line, asked->len);

    job->peer = peer_key(&asked->conn->peer);
    job->client = asked->conn->handle;
    job->turn = asked->turn;
    job->epoch = asked->epoch;
    job->id_at = (size_t)(asked->scan.id - asked->line);
    job->since_ms = tick_ms();
    job->until_ms = job->since_ms + deadline_ms;
    job->lane =
        method_specs[asked->method].lane == LANE_FAST ? JOB_FAST : JOB_WORK;
    job->wants_process =
        asked->method == METHOD_STATUS || asked->method == METHOD_HELLO;
    return job;
}

/* Answers with what was answered before. */
static bool
dispatch_again(struct asked *asked, struct buf *reply)
{
    const struct cache_request request = {
        .line = asked->line,
        .len = asked->len,
        .id_at = (size_t)(asked->scan.id - asked->line),
        .id_len = asked->scan.id_len};

    return method_specs[asked->method].is_kept &&
           cache_find(asked->dispatch->cache, &request, reply, &asked->epoch);
}

/* Gives the request to the pool, unless its reply is at hand. */
static bool
dispatch_work(struct asked *asked, struct buf *reply, struct reply_error *error)
{
    enum pool_verdict verdict;
    struct job *job;
    long deadline_ms;

    if (!dispatch_deadline(asked, &deadline_ms, error))
        return false;
    dispatch_end_older(asked, PRESCAN_SUPERSEDES);
    if (dispatch_again(asked, reply))
        return true;
    job = dispatch_new_job(asked, deadline_ms);
    verdict = pool_submit(asked->dispatch->pool, job);
    if (verdict == POOL_TAKEN)
        return true;
    job_free(job);
    pool_refusal(asked->dispatch->pool, error, verdict);
    return false;
}

static bool
dispatch_ping(const struct asked *asked, struct buf *reply,
              struct reply_error *error)
{
    (void)error;
    reply_put_ping(reply, asked->scan.id, asked->scan.id_len);
    return true;
}

/* A cancel that wants to know whether it came in time. */
static bool
dispatch_cancel(const struct asked *asked, struct buf *reply,
                struct reply_error *error)
{
    if (!prescan_is_id(&asked->scan.params[PRESCAN_CANCEL_ID]))
        return dispatch_fail_param(error, "id", "the id of a request");
    reply_put_cancelled(reply, asked->scan.id, asked->scan.id_len,
                        dispatch_end_older(asked, PRESCAN_CANCEL_ID));
    return true;
}

/* Those that are not handed to a worker. */
static bool (*const handlers[METHOD_COUNT])(const struct asked *, struct buf *,
                                            struct reply_error *) = {
    [METHOD_PING] = dispatch_ping,
    [METHOD_CANCEL] = dispatch_cancel,
};

/* A notification is never answered; cancel is the only one that is obeyed. */
static void
dispatch_notification(const struct asked *asked)
{
    const char *cancel = method_specs[METHOD_CANCEL].name;

    if (strcmp(asked->scan.method, cancel) == 0 &&
        prescan_is_id(&asked->scan.params[PRESCAN_CANCEL_ID]))
        dispatch_end_older(asked, PRESCAN_CANCEL_ID);
    else
        asked->dispatch->dropped++;
}

/* What the main process has to do with a greeting; a worker answers it. */
static bool
dispatch_greet(const struct asked *asked, struct reply_error *error)
{
    struct hello hello;

    if (!hello_read(&hello, &asked->scan, error))
        return false;
    if (hello.ordered)
        conn_set_ordered(asked->conn);
    return true;
}

/* Whether there is such a method, now; a greeting is heard. */
static bool
dispatch_find(struct asked *asked, struct reply_error *error)
{
    if (asked->conn->is_late)
        return reply_error_set(error, REPLY_SHUTTING_DOWN,
                               "the daemon is stopping; connect again");
    if (!method_find(&asked->method, asked->scan.method))
        return method_refuse(error, asked->scan.method);
    return asked->method != METHOD_HELLO || dispatch_greet(asked, error);
}

/* On the spot, or by the pool. */
static bool
dispatch_answer(struct asked *asked, struct buf *reply,
                struct reply_error *error)
{
    if (handlers[asked->method] == NULL)
        return dispatch_work(asked, reply, error);
    return handlers[asked->method](asked, reply, error);
}

void
dispatch_line(struct dispatch *dispatch, struct conn *conn, const char *line,
              size_t len)
{
    struct asked asked = {
        .dispatch = dispatch, .conn = conn, .line = line, .len = len};
    struct buf reply = {0};
    struct reply_error error;
    bool good = prescan_line(&asked.scan, line, len, dispatch->limits, &error);

    dispatch->requests++;
    if (good && !asked.scan.has_id) {
        dispatch_notification(&asked);
        return;
    }
    good = good && dispatch_find(&asked, &error);
    asked.turn = conn_expect(conn);
    good = good && dispatch_answer(&asked, &reply, &error);
    if (!good)
        reply_put_error(&reply, asked.scan.id, asked.scan.id_len, &error);
    if (reply.len > 0)
        conn_put(conn, asked.turn, &reply);
    buf_deinit(&reply);
}
