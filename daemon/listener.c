/*
 * Two daemons that start at once could both find the same dead socket, and
 * the slower one remove what the faster one has just made. So the folder is
 * locked from the first look to listen().
 */
#include "daemon/listener.h"

#include "daemon/tick.h"

#include "lib/base/cleanup.h"
#include "lib/base/file.h"
#include "lib/base/log.h"
#include "lib/base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

enum {
    LISTENER_BACKLOG = 512,
    LISTENER_TURN = 64, /* connections taken in one turn of the loop */
    LISTENER_REST_MS = 100,
    LISTENER_WARN_MS = 60 * 1000 /* between two warnings */
};

struct listener {
    int fd;
    struct event *event;
    struct event *rest; /* fires when accepting goes on */
    int64_t warn_ms;    /* no warning before that */
    struct listener_owner owner;
    struct sockaddr_un address;
    dev_t dev; /* of the socket file */
    ino_t ino;
};

/* The folder of the socket, opened and locked; *mode for the socket in it. */
static enum status
listener_lock_folder(int *out, const char *path, mode_t *mode,
                     struct error *err)
{
    char folder[sizeof((struct sockaddr_un *)NULL)->sun_path + 1];
    const char *slash = strrchr(path, '/');
    CLEANUP(file_closep) int fd = -1;
    struct stat st;

    snprintf(folder, sizeof folder, "%.*s",
             slash == NULL ? 1 : (int)(slash - path + 1),
             slash == NULL ? "." : path);
    fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0 || fstat(fd, &st) < 0)
        return error_errno(err, STATUS_IO, "the folder of unix:%s", path);
    if ((st.st_mode & S_IWOTH) != 0 && (st.st_mode & S_ISVTX) == 0)
        return error_set(err, STATUS_IO,
                         "unix:%s: anybody may replace files in its folder",
                         path);
    if (flock(fd, LOCK_EX | LOCK_NB) < 0)
        return error_errno(err, STATUS_BUSY,
                           "unix:%s: another process holds the lock of its "
                           "folder",
                           path);
    *mode = st.st_uid == geteuid() && (st.st_mode & 077) == 0 ? 0600 : 0660;
    *out = fd;
    fd = -1;
    return STATUS_OK;
}

/* Removes a socket on which nobody answers. */
static enum status
listener_take_over(int fd, const struct sockaddr_un *address, struct error *err)
{
    const char *path = address->sun_path;
    struct stat st;

    if (lstat(path, &st) < 0)
        return errno == ENOENT ? STATUS_OK
                               : error_errno(err, STATUS_IO, "unix:%s", path);
    if (!S_ISSOCK(st.st_mode))
        return error_set(err, STATUS_IO, "unix:%s: the file is no socket",
                         path);
    if (connect(fd, (const struct sockaddr *)address, sizeof *address) == 0 ||
        errno == EAGAIN)
        return error_set(err, STATUS_BUSY,
                         "unix:%s: a daemon serves there already", path);
    if (errno != ECONNREFUSED)
        return error_errno(err, STATUS_IO, "unix:%s", path);
    log_line(LOG_INFO, "taking over the dead socket unix:%s", path);
    if (unlink(path) < 0)
        return error_errno(err, STATUS_IO, "removing unix:%s", path);
    return STATUS_OK;
}

static int
listener_new_socket(void)
{
    return socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
}

static enum status
listener_bind(struct listener *listener, mode_t mode, struct error *err)
{
    const struct sockaddr_un *address = &listener->address;
    mode_t mask = umask(0777 & ~mode);
    int bound =
        bind(listener->fd, (const struct sockaddr *)address, sizeof *address);
    int why = errno;
    struct stat st;

    umask(mask);
    errno = why;
    if (bound < 0)
        return error_errno(err, STATUS_IO, "serving on unix:%s",
                           address->sun_path);
    if (listen(listener->fd, LISTENER_BACKLOG) < 0 ||
        lstat(address->sun_path, &st) < 0) {
        error_errno(err, STATUS_IO, "serving on unix:%s", address->sun_path);
        unlink(address->sun_path);
        return STATUS_IO;
    }
    listener->dev = st.st_dev;
    listener->ino = st.st_ino;
    return STATUS_OK;
}

/* From the look at the folder to a socket that listens. */
static enum status
listener_serve(struct listener *listener, struct error *err)
{
    CLEANUP(file_closep) int folder = -1;
    CLEANUP(file_closep) int probe = listener_new_socket();
    enum status status;
    mode_t mode;

    listener->fd = listener_new_socket();
    if (probe < 0 || listener->fd < 0)
        return error_errno(err, STATUS_IO, "a socket");
    status =
        listener_lock_folder(&folder, listener->address.sun_path, &mode, err);
    if (status == STATUS_OK)
        status = listener_take_over(probe, &listener->address, err);
    if (status == STATUS_OK)
        status = listener_bind(listener, mode, err);
    return status;
}

/*
 * Out of file descriptors: the connection stays in the backlog and would
 * wake us again at once, so look away for a while.
 */
static void
listener_rest(struct listener *listener)
{
    const struct timeval rest = {.tv_usec = LISTENER_REST_MS * 1000};

    if (tick_ms() >= listener->warn_ms) {
        log_line(LOG_WARNING, "cannot accept connections: %s", strerror(errno));
        listener->warn_ms = tick_ms() + LISTENER_WARN_MS;
    }
    event_del(listener->event);
    evtimer_add(listener->rest, &rest);
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

enum status
listener_open(struct listener **out, struct event_base *base, const char *path,
              const struct listener_owner *owner, struct error *err)
{
    struct listener *listener;
    enum status status;

    if (strlen(path) >= sizeof listener->address.sun_path)
        return error_set(err, STATUS_BAD_REQUEST,
                         "the socket path %.60s... is too long", path);
    listener = memory_alloc(sizeof *listener);
    listener->owner = *owner;
    listener->address.sun_family = AF_UNIX;
    strcpy(listener->address.sun_path, path);
    status = listener_serve(listener, err);
    if (status != STATUS_OK) {
        file_closep(&listener->fd);
        free(listener);
        return status;
    }
    listener->event = event_new(base, listener->fd, EV_READ | EV_PERSIST,
                                listener_on_event, listener);
    listener->rest = evtimer_new(base, listener_on_rest, listener);
    event_add(listener->event, NULL);
    *out = listener;
    return STATUS_OK;
}

void
listener_close(struct listener *listener)
{
    struct stat st;

    if (listener == NULL)
        return;
    event_free(listener->event);
    event_free(listener->rest);
    if (lstat(listener->address.sun_path, &st) == 0 &&
        st.st_dev == listener->dev && st.st_ino == listener->ino)
        unlink(listener->address.sun_path);
    file_closep(&listener->fd);
    free(listener);
}
