/*
 * Addresses of services as people write them: unix:PATH, tcp:HOST:PORT,
 * tcp:[IPV6]:PORT. Nothing is looked up here.
 */
#pragma once

#include "lib/base/arena.h"
#include "lib/base/status.h"

#include <netdb.h>
#include <sys/un.h>

enum {
    ADDRESS_PATH_MAX = sizeof((struct sockaddr_un *)NULL)->sun_path - 1,
    ADDRESS_HOST_MAX = 253 /* bytes of a name in the DNS */
};

enum address_kind { ADDRESS_UNIX, ADDRESS_TCP };

/* The texts live in an arena. */
struct address {
    enum address_kind kind;
    char *text; /* with its kind: "tcp:[::1]:8059" */
    char *path; /* of a Unix socket */
    char *host; /* of TCP: a name or a number, without brackets */
    char *port; /* digits, up to 65535 */
};

/* STATUS_BAD_REQUEST, with the repair, for what is none. */
enum status address_parse(struct address *out, const char *text,
                          struct arena *arena, struct error *err) MUST_USE;

/* The address of a socket file; STATUS_BAD_REQUEST when it is too long. */
enum status address_unix(struct address *out, const char *path,
                         struct arena *arena, struct error *err) MUST_USE;

/*
 * What a TCP address stands for, best first; freeaddrinfo() it. This asks the
 * system's resolver, which may take its time over a name.
 */
enum status address_resolve(struct addrinfo **out,
                            const struct address *address,
                            struct error *err) MUST_USE;
