#include "daemon/listener.h"

#include "daemon/seldom.h"
#include "daemon/tcp_socket.h"
#include "daemon/unix_socket.h"

#include "lib/base/file.h"
#include "lib/base/log.h"
#include "lib/base/memory.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

enum {
    LISTENER_BACKLOG = 512,
    LISTENER_TURN = 64, /* connections taken in one turn of the loop */
    LISTENER_REST_MS = 100
};

struct listener {
    int fd;
    struct event *event;
    struct event *rest; /* fires when accepting goes on */
    struct seldom full; /* the warning that there is no descriptor left */
    struct listener_owner owner;
    enum address_kind kind;
    struct unix_socket_spec unix_spec;
    struct unix_socket unix_socket;
    char tcp_name[TCP_SOCKET_TEXT_MAX];
    const char *name;
};

/*
 * Out of file descriptors: the connection stays in the backlog and would
 * wake us again at once, so look away for a while.
 */
static void
listener_rest(struct listener *listener)
{
    const struct timeval rest = {.tv_usec = LISTENER_REST_MS * 1000};
    int why = errno;

    if (seldom_is_due(&listener->full))
        log_line(LOG_WARNING, "cannot accept connections: %s", strerror(why));
    event_del(listener->event);
    evtimer_add(listener->rest, &rest);
    errno = why;
}

static void
listener_on_rest(evutil_socket_t fd, short what, void *arg)
{
    struct listener *listener = arg;

    (void)fd;
    (void)what;
    event_add(listener->event, NULL);
}

static void
listener_on_event(evutil_socket_t fd, short what, void *arg)
{
    struct listener *listener = arg;

    (void)what;
    for (int i = 0; i < LISTENER_TURN; i++) {
        int taken = accept4(fd, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);

        if (taken >= 0) {
            listener->owner.on_accept(listener->owner.ctx, taken);
            continue;
        }
        if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS ||
            errno == ENOMEM)
            listener_rest(listener);
        if (errno != ECONNABORTED && errno != EINTR)
            return;
    }
}

static enum status
listener_serve(struct listener *listener, const struct listener_spec *spec,
               struct error *err)
{
    enum status status;

    listener->kind = spec->address.kind;
    if (spec->address.kind == ADDRESS_TCP) {
        listener->name = listener->tcp_name;
        return tcp_socket_open(&listener->fd, listener->tcp_name,
                               &spec->address, spec->everywhere,
                               LISTENER_BACKLOG, err);
    }
    listener->name = spec->address.text;
    listener->unix_spec = (struct unix_socket_spec){
        .path = spec->address.path, .mode = spec->mode, .group = spec->group};
    status = unix_socket_open(&listener->unix_socket, &listener->unix_spec,
                              LISTENER_BACKLOG, err);
    if (status == STATUS_OK)
        listener->fd = listener->unix_socket.fd;
    return status;
}

enum status
listener_open(struct listener **out, struct event_base *base,
              const struct listener_spec *spec,
              const struct listener_owner *owner, struct error *err)
{
    struct listener *listener = memory_alloc(sizeof *listener);
    enum status status = listener_serve(listener, spec, err);

    if (status != STATUS_OK) {
        free(listener);
        return status;
    }
    listener->owner = *owner;
    listener->event = event_new(base, listener->fd, EV_READ | EV_PERSIST,
                                listener_on_event, listener);
    listener->rest = evtimer_new(base, listener_on_rest, listener);
    event_add(listener->event, NULL);
    *out = listener;
    return STATUS_OK;
}

const char *
listener_name(const struct listener *listener)
{
    return listener->name;
}

void
listener_close(struct listener *listener)
{
    if (listener == NULL)
        return;
    event_free(listener->event);
    event_free(listener->rest);
    if (listener->kind == ADDRESS_UNIX)
        unix_socket_close(&listener->unix_socket);
    else
        file_closep(&listener->fd);
    free(listener);
}
