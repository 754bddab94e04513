/*
 * Options are set on the socket that listens: Linux hands them on to those
 * that it accepts. A name with several addresses is served on the first.
 */
#include "daemon/tcp_socket.h"

#include "lib/base/cleanup.h"
#include "lib/base/file.h"

#include <arpa/inet.h>
#include <assert.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

static void
tcp_socket_freep(struct addrinfo **found)
{
    if (*found != NULL)
        freeaddrinfo(*found);
    *found = NULL;
}

static bool
tcp_socket_is_loopback(const struct sockaddr *address)
{
    const struct sockaddr_in *in = (const void *)address;
    const struct sockaddr_in6 *in6 = (const void *)address;

    if (address->sa_family == AF_INET)
        return ntohl(in->sin_addr.s_addr) >> 24 == IN_LOOPBACKNET;
    return address->sa_family == AF_INET6 &&
           IN6_IS_ADDR_LOOPBACK(&in6->sin6_addr);
}

/* What to serve, seen to be allowed. */
static enum status
tcp_socket_find(struct addrinfo **out, const struct address *address,
                bool everywhere, struct error *err)
{
    CLEANUP(tcp_socket_freep) struct addrinfo *found = NULL;
    enum status status = address_resolve(&found, address, err);

    if (status != STATUS_OK)
        return status;
    if (!everywhere && !tcp_socket_is_loopback(found->ai_addr))
        return error_set(err, STATUS_BAD_REQUEST,
                         "%s is open to other machines, and whoever reaches it "
                         "could ask: give --token-file FILE, or listen on "
                         "tcp:127.0.0.1:%s",
                         address->text, address->port);
    *out = STEAL(found);
    return STATUS_OK;
}

enum status
tcp_socket_check(const struct address *address, bool everywhere,
                 struct error *err)
{
    CLEANUP(tcp_socket_freep) struct addrinfo *found = NULL;

    return tcp_socket_find(&found, address, everywhere, err);
}

static const struct tcp_socket_option {
    int level, name, value;
} tcp_socket_options[] = {
    {SOL_SOCKET, SO_REUSEADDR, 1}, /* the port of one that has just ended */
    {IPPROTO_TCP, TCP_NODELAY, 1}, /* a reply is one write */
    {SOL_SOCKET, SO_KEEPALIVE, 1}, /* peers that vanished: 2 minutes */
    {IPPROTO_TCP, TCP_KEEPIDLE, 60}, {IPPROTO_TCP, TCP_KEEPINTVL, 15},
    {IPPROTO_TCP, TCP_KEEPCNT, 4},
};

static bool
tcp_socket_tune(int fd, int family)
{
    static const int yes = 1;

    for (size_t i = 0; i < COUNT_OF(tcp_socket_options); i++) {
        const struct tcp_socket_option *option = &tcp_socket_options[i];

        if (setsockopt(fd, option->level, option->name, &option->value,
                       sizeof option->value) < 0)
            return false;
    }
    /* [::] leaves IPv4 alone, so that 0.0.0.0 can stand beside it. */
    return family != AF_INET6 ||
           setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &yes, sizeof yes) == 0;
}

/* What the system made of it. */
static void
tcp_socket_name(char text[TCP_SOCKET_TEXT_MAX], int fd)
{
    struct sockaddr_storage bound = {.ss_family = AF_INET};
    const struct sockaddr_in *in = (const void *)&bound;
    const struct sockaddr_in6 *in6 = (const void *)&bound;
    socklen_t size = sizeof bound;
    char host[INET6_ADDRSTRLEN] = "";

    getsockname(fd, (struct sockaddr *)&bound, &size);
    if (bound.ss_family == AF_INET6) {
        inet_ntop(AF_INET6, &in6->sin6_addr, host, sizeof host);
        snprintf(text, TCP_SOCKET_TEXT_MAX, "tcp:[%s]:%u", host,
                 ntohs(in6->sin6_port));
    } else {
        inet_ntop(AF_INET, &in->sin_addr, host, sizeof host);
        snprintf(text, TCP_SOCKET_TEXT_MAX, "tcp:%s:%u", host,
                 ntohs(in->sin_port));
    }
}

enum status
tcp_socket_open(int *out, char text[TCP_SOCKET_TEXT_MAX],
                const struct address *address, bool everywhere, int backlog,
                struct error *err)
{
    CLEANUP(tcp_socket_freep) struct addrinfo *found = NULL;
    CLEANUP(file_closep) int fd = -1;
    enum status status = tcp_socket_find(&found, address, everywhere, err);

    if (status != STATUS_OK)
        return status;
    assert(found != NULL);
    fd =
        socket(found->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0 || !tcp_socket_tune(fd, found->ai_family) ||
        bind(fd, found->ai_addr, found->ai_addrlen) < 0 ||
        listen(fd, backlog) < 0)
        return error_errno(err, STATUS_IO, "serving on %s", address->text);
    tcp_socket_name(text, fd);
    *out = fd;
    fd = -1;
    return STATUS_OK;
}
