/*
 * Which users of this machine may connect (--allow).
 */
#pragma once

#include "daemon/peer.h"

#include "lib/base/opt.h"
#include "lib/base/status.h"

struct allow {
    uid_t users[OPT_LIST_MAX];
    size_t user_count;
    gid_t groups[OPT_LIST_MAX];
    size_t group_count;
};

/*
 * Looks up what was given: a user's name or number, or a group's behind an @.
 * STATUS_BAD_REQUEST for one that this system does not know.
 */
enum status allow_init(struct allow *out, const struct opt_list *given,
                       struct error *err) MUST_USE;

/* The number of a group by its name or number; for --socket-group too. */
enum status allow_find_group(gid_t *out, const char *name,
                             struct error *err) MUST_USE;

/*
 * Whether the user at the other end of fd may ask: always our own and root;
 * everybody when nobody was named; else those named and the members of the
 * groups named.
 */
bool allow_has(const struct allow *allow, const struct peer *peer, int fd);
