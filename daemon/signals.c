#include "daemon/signals.h"

#include "lib/base/log.h"

#include <signal.h>
#include <stddef.h>

static const int signal_numbers[SIGNALS_COUNT] = {SIGTERM, SIGINT, SIGHUP,
                                                  SIGCHLD};

static void
signals_on_event(evutil_socket_t number, short what, void *arg)
{
    struct signals *signals = arg;

    (void)what;
    switch (number) {
    case SIGCHLD:
        signals->on_child(signals->ctx);
        break;
    case SIGHUP:
        log_line(LOG_INFO, "nothing to reload: a new index is noticed by "
                           "itself");
        break;
    default:
        signals->on_stop(signals->ctx);
    }
}

void
signals_init(struct signals *signals, struct event_base *base)
{
    signal(SIGPIPE, SIG_IGN);
    for (size_t i = 0; i < SIGNALS_COUNT; i++) {
        signals->events[i] =
            evsignal_new(base, signal_numbers[i], signals_on_event, signals);
        event_add(signals->events[i], NULL);
    }
}

void
signals_deinit(struct signals *signals)
{
    for (size_t i = 0; i < SIGNALS_COUNT; i++)
        if (signals->events[i] != NULL)
            event_free(signals->events[i]);
}
