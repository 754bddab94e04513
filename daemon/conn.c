/*
 * conn_go_on is the one place where things are decided: lines are taken
 * while the client may have more in flight and takes its output; output is
 * written at once; then the events are set to what is still wanted. It is
 * called after everything that may have changed an answer to these
 * questions, always from the event loop and never from within itself.
 */
#include "daemon/conn.h"

#include "daemon/conn_timer.h"
#include "daemon/foreign.h"
#include "daemon/tick.h"

#include "lib/base/memory.h"
#include "lib/wire/reply.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
    CONN_READ_SIZE = 64 * 1024, /* what one turn of the loop reads at most */
    CONN_CLOSE_READS = 64
};

void
conn_close_fd(int fd)
{
    char waste[CONN_READ_SIZE];

    /*
     * A Unix socket closed with unread input tells the peer of a reset in
     * place of an end. No more can come after the shutdown, so what is
     * there is soon thrown away.
     */
    shutdown(fd, SHUT_RDWR);
    for (int i = 0; i < CONN_CLOSE_READS; i++)
        if (recv(fd, waste, sizeof waste, MSG_DONTWAIT) <= 0)
            break;
    close(fd);
}

static void
conn_close(struct conn *conn)
{
    if (conn->state == CONN_GONE)
        return;
    conn->state = CONN_GONE;
    event_del(&conn->read_event);
    event_del(&conn->write_event);
    event_del(&conn->timer);
    conn_close_fd(conn->fd);
    conn->fd = -1;
    conn->owner->on_gone(conn->owner->ctx, conn);
}

void
conn_refuse(struct conn *conn, const char *id, size_t id_len,
            const struct reply_error *error)
{
    struct buf reply = {0};

    reply_put_error(&reply, id, id_len, error);
    conn_put(conn, conn_expect(conn), &reply);
    buf_deinit(&reply);
    conn->state = CONN_LAST_REPLY;
    line_reader_deinit(&conn->lines);
}

static void
conn_refuse_length(struct conn *conn)
{
    long most = conn->limits->values[LIMIT_REQUEST_BYTES];
    struct reply_error error;

    reply_error_set(&error, REPLY_MESSAGE_TOO_LARGE,
                    "a request line may have %ld bytes", most);
    reply_error_number(&error, "limit", most);
    conn_refuse(conn, NULL, 0, &error);
}

/* Whether the line begins as another protocol does; then it is refused. */
static bool
conn_refuse_foreign(struct conn *conn, const char *line, size_t len)
{
    const char *sentence = foreign_protocol(line, len);
    struct reply_error error;

    if (sentence == NULL)
        return false;
    reply_error_set(&error, REPLY_PARSE_ERROR, "%s", sentence);
    conn_refuse(conn, NULL, 0, &error);
    conn->owner->on_foreign(conn->owner->ctx, conn);
    return true;
}

/* Bytes that wait for the client, or for a reply before them. */
static size_t
conn_waiting(const struct conn *conn)
{
    return outbox_waiting(&conn->out) + conn->order.kept;
}

static bool
conn_may_take(const struct conn *conn)
{
    return conn->state != CONN_GONE && !conn->held &&
           conn->in_flight < conn->limits->values[LIMIT_IN_FLIGHT];
}

static void
conn_hold(struct conn *conn, bool held)
{
    conn->held = held;
    conn->owner->on_hold(conn->owner->ctx, conn, held);
}

/* Above the high mark the client's requests wait, until below the low. */
static void
conn_look_at_marks(struct conn *conn)
{
    const long *limits = conn->limits->values;
    size_t waiting = conn_waiting(conn);

    if (!conn->held && waiting >= (size_t)limits[LIMIT_OUTPUT_HIGH])
        conn_hold(conn, true);
    else if (conn->held && waiting < (size_t)limits[LIMIT_OUTPUT_LOW])
        conn_hold(conn, false);
}

static void
conn_flush(struct conn *conn)
{
    enum outbox_state state;
    size_t taken;

    state = outbox_flush(&conn->out, conn->fd, &taken);
    if (state == OUTBOX_BROKEN) {
        conn_close(conn);
        return;
    }
    if (taken > 0)
        conn->taken_since_ms = conn->active_ms = tick_ms();
    if (state == OUTBOX_WAITING)
        event_add(&conn->write_event, NULL);
    conn_look_at_marks(conn);
}

/* Nothing whole is there: what of the line that was begun? */
static void
conn_look_at_partial(struct conn *conn)
{
    size_t len;
    const char *partial = line_reader_partial(&conn->lines, &len);

    if (partial == NULL)
        conn->line_since_ms = 0;
    else if (!conn_refuse_foreign(conn, partial, len) &&
             conn->line_since_ms == 0)
        conn->line_since_ms = tick_ms();
}

/* Hands a line on that took so many bytes. */
static void
conn_take_line(struct conn *conn, const char *line, size_t len, size_t bytes)
{
    conn->line_since_ms = 0;
    conn->is_late = conn->state == CONN_DRAINING && conn->owed == 0;
    conn->owed -= bytes < conn->owed ? bytes : conn->owed;
    if (!conn_refuse_foreign(conn, line, len))
        conn->owner->on_line(conn->owner->ctx, conn, line, len);
}

/* Takes lines as long as that is allowed. */
static void
conn_take_lines(struct conn *conn)
{
    size_t high = (size_t)conn->limits->values[LIMIT_OUTPUT_HIGH];

    while (conn_may_take(conn) && conn_waiting(conn) < high) {
        size_t before = line_reader_pending(&conn->lines);
        const char *line;
        size_t len;

        switch (line_reader_next(&conn->lines, &line, &len)) {
        case LINE_NONE:
            conn_look_at_partial(conn);
            return;
        case LINE_TOO_LONG:
            conn_refuse_length(conn);
            return;
        case LINE_READY:
            conn_take_line(conn, line, len,
                           before - line_reader_pending(&conn->lines));
            break;
        }
    }
}

static bool
conn_is_finished(struct conn *conn)
{
    return conn->state != CONN_OPEN && conn->in_flight == 0 &&
           outbox_waiting(&conn->out) == 0 &&
           !line_reader_has_line(&conn->lines);
}

static void
conn_go_on(struct conn *conn)
{
    do {
        conn_take_lines(conn);
        conn_flush(conn);
    } while (conn_may_take(conn) && line_reader_has_line(&conn->lines));
    if (conn->state == CONN_GONE)
        return;
    if (conn_is_finished(conn)) {
        conn_close(conn);
        return;
    }
    if (conn->state != CONN_LAST_REPLY && conn_may_take(conn)) {
        event_add(&conn->read_event, NULL);
    } else {
        event_del(&conn->read_event);
        conn->line_since_ms = 0; /* we keep it waiting, not it us */
    }
    conn_timer_set(conn);
}

/* The client sends nothing more; does it still read? */
static void
conn_end_input(struct conn *conn)
{
    struct pollfd poll_fd = {.fd = conn->fd};

    if (poll(&poll_fd, 1, 0) == 1 && (poll_fd.revents & POLLHUP) != 0) {
        conn_close(conn);
        return;
    }
    line_reader_end(&conn->lines);
    conn->state = CONN_LAST_REPLY;
}

/* False when there was nothing to read. */
static bool
conn_read(struct conn *conn)
{
    char bytes[CONN_READ_SIZE];
    ssize_t n = recv(conn->fd, bytes, sizeof bytes, MSG_DONTWAIT);

    if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR))
        return false;
    if (n < 0) {
        conn_close(conn);
        return true;
    }
    conn->active_ms = tick_ms();
    if (n == 0)
        conn_end_input(conn);
    else
        line_reader_feed(&conn->lines, bytes, (size_t)n);
    return true;
}

static void
conn_on_read(evutil_socket_t fd, short what, void *arg)
{
    struct conn *conn = arg;

    (void)fd;
    (void)what;
    if (conn_read(conn) && conn->state != CONN_GONE)
        conn_go_on(conn);
}

static void
conn_on_write(evutil_socket_t fd, short what, void *arg)
{
    (void)fd;
    (void)what;
    conn_go_on(arg);
}

static void
conn_on_timer(evutil_socket_t fd, short what, void *arg)
{
    struct conn *conn = arg;

    (void)fd;
    (void)what;
    conn->timer_ms = INT64_MAX;
    if (conn_timer_is_over(conn))
        conn_close(conn);
    else
        conn_timer_set(conn);
}

struct conn *
conn_new(struct event_base *base, int fd, const struct limits *limits,
         const struct conn_owner *owner)
{
    struct conn *conn = memory_alloc(sizeof *conn);

    conn->fd = fd;
    conn->limits = limits;
    conn->owner = owner;
    conn->lines.max = (size_t)limits->values[LIMIT_REQUEST_BYTES];
    conn->active_ms = tick_ms();
    conn->timer_ms = INT64_MAX;
    event_assign(&conn->read_event, base, fd, EV_READ | EV_PERSIST,
                 conn_on_read, conn);
    event_assign(&conn->write_event, base, fd, EV_WRITE, conn_on_write, conn);
    evtimer_assign(&conn->timer, base, conn_on_timer, conn);
    event_add(&conn->read_event, NULL);
    conn_timer_set(conn);
    return conn;
}

void
conn_free(struct conn *conn)
{
    if (conn == NULL)
        return;
    if (conn->state != CONN_GONE) {
        event_del(&conn->read_event);
        event_del(&conn->write_event);
        event_del(&conn->timer);
        conn_close_fd(conn->fd);
    }
    line_reader_deinit(&conn->lines);
    outbox_deinit(&conn->out);
    order_deinit(&conn->order);
    free(conn);
}

void
conn_expect_login(struct conn *conn)
{
    conn->stranger_since_ms = tick_ms();
    conn_timer_set(conn);
}

void
conn_admit(struct conn *conn)
{
    conn->stranger_since_ms = 0;
}

void
conn_set_ordered(struct conn *conn)
{
    order_start(&conn->order);
}

uint64_t
conn_expect(struct conn *conn)
{
    conn->in_flight++;
    return order_draw(&conn->order);
}

/* Takes a reply; the client's time to take output begins with the first. */
static void
conn_take_reply(struct conn *conn, uint64_t turn, const char *bytes, size_t len)
{
    if (outbox_waiting(&conn->out) == 0)
        conn->taken_since_ms = tick_ms();
    conn->in_flight -=
        order_give(&conn->order, turn, bytes, len, outbox_end(&conn->out));
}

void
conn_put(struct conn *conn, uint64_t turn, const struct buf *reply)
{
    conn_take_reply(conn, turn, reply->data, reply->len);
}

void
conn_deliver(struct conn *conn, uint64_t turn, const char *bytes, size_t len)
{
    conn_take_reply(conn, turn, bytes, len);
    conn_go_on(conn);
}

void
conn_drain(struct conn *conn)
{
    if (conn->state != CONN_OPEN)
        return;
    if (conn_may_take(conn))
        conn_read(conn);
    if (conn->state == CONN_OPEN)
        conn->state = CONN_DRAINING;
    conn->owed = line_reader_pending(&conn->lines);
    if (conn->state != CONN_GONE)
        conn_go_on(conn);
}
