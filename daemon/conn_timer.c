#include "daemon/conn_timer.h"

#include "daemon/conn.h"
#include "daemon/tick.h"

static int64_t
conn_timer_end(const struct conn *conn)
{
    const long *limits = conn->limits->values;
    int64_t end = INT64_MAX;

    if (outbox_waiting(&conn->out) > 0)
        end = conn->taken_since_ms + limits[LIMIT_STALL_MS];
    else if (conn->in_flight == 0)
        end = conn->active_ms + limits[LIMIT_IDLE_MS];
    if (conn->line_since_ms > 0 &&
        conn->line_since_ms + limits[LIMIT_LINE_MS] < end)
        end = conn->line_since_ms + limits[LIMIT_LINE_MS];
    if (conn->stranger_since_ms > 0 &&
        conn->stranger_since_ms + limits[LIMIT_LINE_MS] < end)
        end = conn->stranger_since_ms + limits[LIMIT_LINE_MS];
    return end;
}

void
conn_timer_set(struct conn *conn)
{
    int64_t end = conn_timer_end(conn);

    if (end >= conn->timer_ms)
        return;
    conn->timer_ms = end;
    tick_arm(&conn->timer, end);
}

bool
conn_timer_is_over(const struct conn *conn)
{
    return conn_timer_end(conn) <= tick_ms();
}
