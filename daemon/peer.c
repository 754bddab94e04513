#include "daemon/peer.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

enum { PEER_IPV6_PREFIX = 8 /* bytes of a /64 */ };

static const uint8_t peer_mapped[12] = {[10] = 0xff, [11] = 0xff};

static void
peer_read_user(struct peer *out, int fd)
{
    struct ucred cred = {.uid = (uid_t)-1, .gid = (gid_t)-1};
    socklen_t size = sizeof cred;

    getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &cred, &size);
    out->kind = PEER_USER;
    out->pid = cred.pid;
    out->uid = cred.uid;
    out->gid = cred.gid;
}

static void
peer_set_net(struct peer *out, const struct sockaddr_storage *from)
{
    const struct sockaddr_in *in = (const void *)from;
    const struct sockaddr_in6 *in6 = (const void *)from;
    struct in6_addr net;

    memcpy(&net, &in6->sin6_addr, sizeof net);
    out->kind = PEER_ADDRESS;
    out->uid = (uid_t)-1;
    out->gid = (gid_t)-1;
    if (from->ss_family == AF_INET) {
        memcpy(out->net, peer_mapped, sizeof peer_mapped);
        memcpy(out->net + sizeof peer_mapped, &in->sin_addr, 4);
    } else if (IN6_IS_ADDR_V4MAPPED(&net) || IN6_IS_ADDR_LOOPBACK(&net)) {
        memcpy(out->net, &net, PEER_NET_SIZE);
    } else {
        memcpy(out->net, &net, PEER_IPV6_PREFIX);
    }
}

void
peer_read(struct peer *out, int fd)
{
    struct sockaddr_storage from = {.ss_family = AF_UNSPEC};
    socklen_t size = sizeof from, int_size = sizeof(int);
    int domain = AF_UNSPEC;

    memset(out, 0, sizeof *out);
    /* The socket's own kind, which it keeps also when the peer has gone. */
    getsockopt(fd, SOL_SOCKET, SO_DOMAIN, &domain, &int_size);
    if (domain == AF_UNIX) {
        peer_read_user(out, fd);
        return;
    }
    if (getpeername(fd, (struct sockaddr *)&from, &size) < 0)
        from.ss_family = AF_UNSPEC;
    peer_set_net(out, &from);
}

/* Users are below 2^32, IPv4 lies behind them, and IPv6 networks have the top
 * bit: no network in use differs from another in that bit alone. */
uint64_t
peer_key(const struct peer *peer)
{
    bool is_ipv4 = memcmp(peer->net, peer_mapped, sizeof peer_mapped) == 0;
    size_t first = is_ipv4 ? sizeof peer_mapped : 0;
    size_t end = is_ipv4 ? PEER_NET_SIZE : PEER_IPV6_PREFIX;
    uint64_t key = 0;

    if (peer->kind == PEER_USER)
        return peer->uid;
    for (size_t i = first; i < end; i++)
        key = key << 8 | peer->net[i];
    return key | (is_ipv4 ? UINT64_C(1) << 32 : UINT64_C(1) << 63);
}

void
peer_format(const struct peer *peer, char out[PEER_TEXT_MAX])
{
    char net[INET6_ADDRSTRLEN] = "";
    const uint8_t *bytes = peer->net;

    if (peer->kind == PEER_USER) {
        snprintf(out, PEER_TEXT_MAX, "user %ld (process %ld)",
                 (long)(int32_t)peer->uid, (long)peer->pid);
    } else if (memcmp(bytes, peer_mapped, sizeof peer_mapped) == 0) {
        inet_ntop(AF_INET, bytes + sizeof peer_mapped, net, sizeof net);
        snprintf(out, PEER_TEXT_MAX, "%s", net);
    } else {
        bool whole = memcmp(bytes, &in6addr_loopback, PEER_NET_SIZE) == 0;

        inet_ntop(AF_INET6, bytes, net, sizeof net);
        snprintf(out, PEER_TEXT_MAX, "%s%s", net, whole ? "" : "/64");
    }
}
