/*
 * A client's connection: framing, limits, backpressure, timers.
 *
 * It hides when to read and when to write. The owner gets whole lines and
 * gives back reply lines, at once or later, in any order. Four states: OPEN;
 * DRAINING (what comes now is to be refused; it closes when all is answered
 * and delivered); LAST_REPLY (the same, and nothing more is read); gone (the
 * owner was told, and frees it from the loop).
 */
#pragma once

#include "daemon/line_reader.h"
#include "daemon/order.h"
#include "daemon/outbox.h"
#include "daemon/peer.h"

#include "lib/base/limits.h"
#include "lib/wire/reply_error.h"

#include <event2/event.h>
#include <event2/event_struct.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/queue.h>

struct conn;

/* None of these may free the connection while it is being told. */
struct conn_owner {
    void *ctx;
    /* A request line: conn_expect and then conn_put_* at once or
     * conn_deliver later, or nothing. */
    void (*on_line)(void *ctx, struct conn *conn, const char *line, size_t len);
    /* It takes its output no more, or again: what it waits for may wait. */
    void (*on_hold)(void *ctx, struct conn *conn, bool held);
    /* It speaks another protocol, was told so, and is ending. */
    void (*on_foreign)(void *ctx, struct conn *conn);
    /* The socket is closed; to be freed, but not before this returns. */
    void (*on_gone)(void *ctx, struct conn *conn);
};

enum conn_state { CONN_OPEN, CONN_DRAINING, CONN_LAST_REPLY, CONN_GONE };

struct conn {
    TAILQ_ENTRY(conn) link; /* the owner's */
    uint64_t handle;        /* the owner's name for it */
    struct peer peer;       /* who is behind it */
    enum conn_state state;
    int fd;
    bool is_late;       /* the line at hand came while draining */
    size_t owed;        /* bytes that had come before it drained */
    bool held;          /* more output waits than is good */
    unsigned in_flight; /* requests whose reply is still to come */
    struct line_reader lines;
    struct order order;
    struct outbox out;
    int64_t stranger_since_ms; /* since when it has to show who it is, or 0 */
    int64_t line_since_ms;     /* when the unfinished line began, or 0 */
    int64_t taken_since_ms;    /* when the client last took output */
    int64_t active_ms;         /* when anything last moved */
    int64_t timer_ms;          /* when the timer fires; INT64_MAX: not armed */
    struct event read_event;
    struct event write_event;
    struct event timer;
    const struct conn_owner *owner;
    const struct limits *limits;
};

TAILQ_HEAD(conn_list, conn);

/* Takes the socket over (non-blocking already) and begins to read. */
struct conn *conn_new(struct event_base *base, int fd,
                      const struct limits *limits,
                      const struct conn_owner *owner);

/* For connections that are gone, and at the end of the process. */
void conn_free(struct conn *conn);

/* It has to show who it is before it may idle; and it has shown it. */
void conn_expect_login(struct conn *conn);
void conn_admit(struct conn *conn);

/* Answers so, and reads no more: the stream cannot be trusted any further.
 * From on_line only; the line is gone then. */
void conn_refuse(struct conn *conn, const char *id, size_t id_len,
                 const struct reply_error *error);

/* From now on replies are given in the order of their requests. */
void conn_set_ordered(struct conn *conn);

/* One reply will come; returns its turn. From on_line only. */
uint64_t conn_expect(struct conn *conn);

/* A reply that was expected, on the spot. From on_line only. */
void conn_put(struct conn *conn, uint64_t turn, const struct buf *reply);

/* The same, later. May end the connection (on_gone). */
void conn_deliver(struct conn *conn, uint64_t turn, const char *bytes,
                  size_t len);

/* What has come already is still taken as ever; what comes later is late, and
 * when all is answered it closes. May end it at once. */
void conn_drain(struct conn *conn);

/* Closes fd in such a way that what was sent to the peer is not lost. */
void conn_close_fd(int fd);
