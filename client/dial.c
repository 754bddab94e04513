#include "client/dial.h"

#include "client/patience.h"
#include "lib/base/cleanup.h"
#include "lib/base/file.h"

#include <assert.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static enum status
dial_fail(const struct address *address, const struct patience *patience,
          struct error *err)
{
    if (errno == EAGAIN || errno == EINPROGRESS)
        return error_set(err, STATUS_BUSY, "%s gave no answer within %ld ms",
                         address->text, patience->allowed_ms);
    if (errno != ENOENT && errno != ECONNREFUSED)
        return error_errno(err, STATUS_NOT_FOUND, "connecting to %s",
                           address->text);
    return error_set(err, STATUS_NOT_FOUND,
                     "no service at %s. Start one with `claused`, or search "
                     "an index without one: --index DIR",
                     address->text);
}

/* A socket that was connected, or -1 and errno. */
static int
dial_one(int family, const struct sockaddr *to, socklen_t size,
         const struct patience *patience)
{
    const int yes = 1;
    CLEANUP(file_closep)
    int fd = socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    int connected = fd;

    if (fd < 0)
        return -1;
    patience_set_socket(patience, fd);
    if (connect(fd, to, size) < 0)
        return -1;
    if (family != AF_UNIX)
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    fd = -1;
    return connected;
}

static enum status
dial_unix(int *out, const struct address *address,
          const struct patience *patience, struct error *err)
{
    struct sockaddr_un to = {.sun_family = AF_UNIX};
    int fd;

    assert(strlen(address->path) <= ADDRESS_PATH_MAX);
    strcpy(to.sun_path, address->path);
    fd = dial_one(AF_UNIX, (const struct sockaddr *)(const void *)&to,
                  sizeof to, patience);
    if (fd < 0)
        return dial_fail(address, patience, err);
    *out = fd;
    return STATUS_OK;
}

/* The addresses of a name are tried in turn. */
static enum status
dial_tcp(int *out, const struct address *address,
         const struct patience *patience, struct error *err)
{
    struct addrinfo *found;
    enum status status = address_resolve(&found, address, err);
    int fd = -1, why;

    if (status != STATUS_OK)
        return status;
    errno = ECONNREFUSED;
    for (struct addrinfo *to = found; to != NULL && fd < 0; to = to->ai_next)
        fd = dial_one(to->ai_family, to->ai_addr, to->ai_addrlen, patience);
    why = errno;
    freeaddrinfo(found);
    errno = why;
    if (fd < 0)
        return dial_fail(address, patience, err);
    *out = fd;
    return STATUS_OK;
}

enum status
dial(int *out, const struct address *address, const struct patience *patience,
     struct error *err)
{
    return address->kind == ADDRESS_TCP
               ? dial_tcp(out, address, patience, err)
               : dial_unix(out, address, patience, err);
}
