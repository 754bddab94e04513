/*
 * Who is at the other end of a connection: a user of this machine, or an
 * address. Limits and turns are counted by it.
 */
#pragma once

#include <stdint.h>
#include <sys/types.h>

enum {
    PEER_NET_SIZE = 16,
    PEER_TEXT_MAX = 80 /* bytes, with the NUL */
};

enum peer_kind { PEER_USER, PEER_ADDRESS };

struct peer {
    enum peer_kind kind;
    pid_t pid; /* of a user; else 0 */
    uid_t uid; /* of a user; else (uid_t)-1, which nobody is */
    gid_t gid;
    /* Of an address: IPv4 as ::ffff:a.b.c.d, of IPv6 the /64, because one
     * host has all of that to choose from. */
    uint8_t net[PEER_NET_SIZE];
};

/* Asks the system about a connected socket; what it cannot tell stays 0. */
void peer_read(struct peer *out, int fd);

/* A number that is the same for those who count as one, and only for them. */
uint64_t peer_key(const struct peer *peer);

/* "user 1000 (process 77)", "192.0.2.1", "2001:db8::/64" */
void peer_format(const struct peer *peer, char out[PEER_TEXT_MAX]);
