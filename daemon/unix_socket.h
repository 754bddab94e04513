/*
 * A Unix socket that listens, and its file.
 *
 * A file left behind by a daemon that died is taken over, but only after
 * nobody answered on it. The folder must be one in which nobody but its
 * owner, who is this user or root, and its group can put a file.
 */
#pragma once

#include "lib/base/status.h"

#include <sys/types.h>

struct unix_socket_spec {
    const char *path;
    mode_t mode; /* of the file; 0: 0600 in a folder that is ours alone, else
                    0660 */
    gid_t group; /* (gid_t)-1: as the system gives it */
};

struct unix_socket {
    int fd;
    dev_t dev; /* of the file */
    ino_t ino;
    const struct unix_socket_spec *spec;
};

/*
 * STATUS_BUSY when a daemon answers there already, STATUS_IO for all that the
 * system or the folder's rights refuse; errors name the path. spec must
 * outlive it.
 */
enum status unix_socket_open(struct unix_socket *out,
                             const struct unix_socket_spec *spec, int backlog,
                             struct error *err) MUST_USE;

/* Removes the file if it is still the one made here, and closes. */
void unix_socket_close(struct unix_socket *socket);
