/*
 * Signals as events of the loop: no code of ours runs in a handler.
 *
 * SIGTERM and SIGINT ask to stop; SIGCHLD says that a worker ended; SIGHUP
 * is only answered in the log, as a new index is noticed by itself; SIGPIPE
 * is ignored.
 */
#pragma once

#include <event2/event.h>

enum { SIGNALS_COUNT = 4 };

struct signals {
    void *ctx;
    void (*on_stop)(void *ctx);
    void (*on_child)(void *ctx);
    struct event *events[SIGNALS_COUNT];
};

/* ctx and the two callbacks are set by the caller before. */
void signals_init(struct signals *signals, struct event_base *base);

/* A zeroed struct is fine. */
void signals_deinit(struct signals *signals);
