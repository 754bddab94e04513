#include "daemon/dispatch.h"

#include "daemon/tick.h"

#include "lib/wire/method.h"
#include "lib/wire/prescan.h"

#include <stddef.h>

enum { DISPATCH_RETRY_MS = 100 };

/* Why the pool did not take a request. */
static void
dispatch_refused(enum pool_verdict verdict, struct reply_error *error)
{
    if (verdict == POOL_FULL) {
        reply_error_set(error, REPLY_OVERLOADED,
                        "too many requests are waiting; try again");
        reply_error_number(error, "retry_after_ms", DISPATCH_RETRY_MS);
        return;
    }
    reply_error_set(error, REPLY_INTERNAL,
                    "no search process can be started; the daemon's log says "
                    "why");
}

/* The deadline of a request; false when it asks for one that is not given. */
static bool
dispatch_deadline(const struct dispatch *dispatch, const struct prescan *scan,
                  long *out, struct reply_error *error)
{
    const long *limits = dispatch->limits->values;
    long most = limits[LIMIT_DEADLINE_MOST_MS];

    if (scan->deadline_ms < 0) { /* none, or one that a worker will refuse */
        *out = limits[LIMIT_DEADLINE_DEFAULT_MS];
        return true;
    }
    if (scan->deadline_ms >= 1 && scan->deadline_ms <= most) {
        *out = scan->deadline_ms;
        return true;
    }
    reply_error_set(error, REPLY_INVALID_PARAMS, "deadline_ms may be 1 to %ld",
                    most);
    reply_error_text(error, "param", "deadline_ms");
    return false;
}

/* Gives the request to the pool. */
static bool
dispatch_work(struct dispatch *dispatch, struct conn *conn,
              const struct prescan *scan, struct job *job,
              struct reply_error *error)
{
    enum pool_verdict verdict;
    long deadline_ms;

    if (!dispatch_deadline(dispatch, scan, &deadline_ms, error))
        return false;
    job->client = conn->handle;
    job->since_ms = tick_ms();
    job->until_ms = job->since_ms + deadline_ms;
    job->held = conn->held;
    verdict = pool_submit(dispatch->pool, job);
    if (verdict == POOL_TAKEN)
        return true;
    dispatch_refused(verdict, error);
    return false;
}

void
dispatch_line(struct dispatch *dispatch, struct conn *conn, const char *line,
              size_t len)
{
    struct job *job;
    struct reply_error error;
    struct prescan scan;
    enum method method;

    dispatch->requests++;
    if (!prescan_line(&scan, line, len, dispatch->limits, &error)) {
        conn_put_error(conn, scan.id, scan.id_len, &error);
        return;
    }
    if (!scan.has_id)
        return;
    if (!method_find(&method, scan.method)) {
        method_refuse(&error, scan.method);
        conn_put_error(conn, scan.id, scan.id_len, &error);
        return;
    }
    if (method_specs[method].lane == LANE_MAIN) {
        conn_put_pong(conn, scan.id, scan.id_len);
        return;
    }
    job = job_new(scan.id, scan.id_len, line, len);
    job->is_status = method == METHOD_STATUS;
    if (dispatch_work(dispatch, conn, &scan, job, &error)) {
        conn_expect(conn);
        return;
    }
    job_free(job);
    conn_put_error(conn, scan.id, scan.id_len, &error);
}
