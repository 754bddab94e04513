/*
 * Two daemons that start at once could both find the same dead socket, and
 * the slower one remove what the faster one has just made. So the folder is
 * locked from the first look to listen().
 *
 * Nobody can connect before listen(), so owner and mode are right by then.
 */
#include "daemon/unix_socket.h"

#include "lib/base/address.h"
#include "lib/base/cleanup.h"
#include "lib/base/file.h"
#include "lib/base/log.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

/*
 * In a folder that all may write to, the sticky bit keeps others from
 * removing our socket, but they could put theirs there while none stands,
 * and be asked in our place.
 */
static enum status
unix_socket_check_folder(const struct stat *st, const char *path,
                         struct error *err)
{
    if ((st->st_mode & S_IWOTH) != 0)
        return error_set(err, STATUS_IO,
                         "unix:%s: anybody may put files into its folder; use "
                         "one of your own (mkdir -m 700)",
                         path);
    if (st->st_uid != geteuid() && st->st_uid != 0)
        return error_set(err, STATUS_IO,
                         "unix:%s: its folder belongs to user %u, who may "
                         "replace the socket; use one of your own",
                         path, (unsigned)st->st_uid);
    return STATUS_OK;
}

/* The folder of the socket, opened and locked; *mode for the socket in it. */
static enum status
unix_socket_lock_folder(int *out, const char *path, mode_t *mode,
                        struct error *err)
{
    char folder[ADDRESS_PATH_MAX + 2];
    const char *slash = strrchr(path, '/');
    CLEANUP(file_closep) int fd = -1;
    enum status status;
    struct stat st;

    snprintf(folder, sizeof folder, "%.*s",
             slash == NULL ? 1 : (int)(slash - path + 1),
             slash == NULL ? "." : path);
    fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0 || fstat(fd, &st) < 0)
        return error_errno(err, STATUS_IO, "the folder of unix:%s", path);
    status = unix_socket_check_folder(&st, path, err);
    if (status != STATUS_OK)
        return status;
    if (flock(fd, LOCK_EX | LOCK_NB) < 0)
        return error_errno(err, STATUS_BUSY,
                           "unix:%s: another process holds the lock of its "
                           "folder",
                           path);
    if (*mode == 0)
        *mode = st.st_uid == geteuid() && (st.st_mode & 077) == 0 ? 0600 : 0660;
    *out = fd;
    fd = -1;
    return STATUS_OK;
}

/* Removes a socket on which nobody answers. */
static enum status
unix_socket_take_over(int fd, const struct sockaddr_un *address,
                      struct error *err)
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
unix_socket_new(void)
{
    return socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
}

static int
unix_socket_bind(int fd, const struct sockaddr_un *address, mode_t mode)
{
    mode_t mask = umask(0777 & ~mode);
    int bound = bind(fd, (const struct sockaddr *)address, sizeof *address);
    int why = errno;

    umask(mask);
    errno = why;
    return bound;
}

/* The file is ours from bind() on; it goes when the rest fails. */
static enum status
unix_socket_listen(struct unix_socket *socket,
                   const struct sockaddr_un *address, int backlog,
                   struct error *err)
{
    const char *path = address->sun_path;
    gid_t group = socket->spec->group;
    enum status status = STATUS_OK;
    struct stat st;

    if (group != (gid_t)-1 && lchown(path, (uid_t)-1, group) < 0)
        status = error_errno(err, STATUS_IO,
                             "giving unix:%s to the group %u, which only root "
                             "and its members may do",
                             path, (unsigned)group);
    else if (listen(socket->fd, backlog) < 0 || lstat(path, &st) < 0)
        status = error_errno(err, STATUS_IO, "serving on unix:%s", path);
    if (status != STATUS_OK) {
        unlink(path);
        return status;
    }
    socket->dev = st.st_dev;
    socket->ino = st.st_ino;
    return STATUS_OK;
}

static enum status
unix_socket_serve(struct unix_socket *socket, const struct sockaddr_un *address,
                  int backlog, struct error *err)
{
    CLEANUP(file_closep) int folder = -1;
    CLEANUP(file_closep) int probe = unix_socket_new();
    mode_t mode = socket->spec->mode;
    enum status status;

    socket->fd = unix_socket_new();
    if (probe < 0 || socket->fd < 0)
        return error_errno(err, STATUS_IO, "a socket");
    status = unix_socket_lock_folder(&folder, address->sun_path, &mode, err);
    if (status == STATUS_OK)
        status = unix_socket_take_over(probe, address, err);
    if (status != STATUS_OK)
        return status;
    if (unix_socket_bind(socket->fd, address, mode) < 0)
        return error_errno(err, STATUS_IO, "serving on unix:%s",
                           address->sun_path);
    return unix_socket_listen(socket, address, backlog, err);
}

enum status
unix_socket_open(struct unix_socket *out, const struct unix_socket_spec *spec,
                 int backlog, struct error *err)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    enum status status;

    assert(strlen(spec->path) <= ADDRESS_PATH_MAX);
    strcpy(address.sun_path, spec->path);
    *out = (struct unix_socket){.fd = -1, .spec = spec};
    status = unix_socket_serve(out, &address, backlog, err);
    if (status != STATUS_OK)
        file_closep(&out->fd);
    return status;
}

void
unix_socket_close(struct unix_socket *socket)
{
    const char *path = socket->spec->path;
    struct stat st;

    if (lstat(path, &st) == 0 && st.st_dev == socket->dev &&
        st.st_ino == socket->ino)
        unlink(path);
    file_closep(&socket->fd);
}
