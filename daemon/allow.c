/*
 * Names are looked up once, at the start: a lookup may ask a directory
 * service and take its time. Groups of a peer are those that its process had
 * when it connected (SO_PEERGROUPS), not those of a database.
 */
#include "daemon/allow.h"

#include "lib/base/memory.h"

#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

/* (uid_t)-1 stands for nobody in the system's calls. */
static bool
allow_number(unsigned long *out, const char *text)
{
    char *end;

    errno = 0;
    *out = strtoul(text, &end, 10);
    return *text >= '0' && *text <= '9' && *end == '\0' && errno == 0 &&
           *out < UINT32_MAX;
}

static enum status
allow_find_user(uid_t *out, const char *name, struct error *err)
{
    unsigned long number;
    const struct passwd *entry;

    if (allow_number(&number, name)) {
        *out = (uid_t)number;
        return STATUS_OK;
    }
    entry = getpwnam(name);
    if (entry == NULL)
        return error_set(err, STATUS_BAD_REQUEST,
                         "there is no user %.60s on this system (a group is "
                         "@NAME)",
                         name);
    *out = entry->pw_uid;
    return STATUS_OK;
}

enum status
allow_find_group(gid_t *out, const char *name, struct error *err)
{
    unsigned long number;
    const struct group *entry;

    if (allow_number(&number, name)) {
        *out = (gid_t)number;
        return STATUS_OK;
    }
    entry = getgrnam(name);
    if (entry == NULL)
        return error_set(err, STATUS_BAD_REQUEST,
                         "there is no group %.60s on this system", name);
    *out = entry->gr_gid;
    return STATUS_OK;
}

enum status
allow_init(struct allow *out, const struct opt_list *given, struct error *err)
{
    struct allow allow = {.user_count = 0};
    enum status status = STATUS_OK;

    for (size_t i = 0; i < given->count && status == STATUS_OK; i++) {
        const char *name = given->values[i];

        if (*name == '@')
            status = allow_find_group(&allow.groups[allow.group_count++],
                                      name + 1, err);
        else
            status =
                allow_find_user(&allow.users[allow.user_count++], name, err);
    }
    if (status != STATUS_OK)
        return error_wrap(err, "--allow");
    *out = allow;
    return STATUS_OK;
}

static bool
allow_has_group(const struct allow *allow, gid_t group)
{
    for (size_t i = 0; i < allow->group_count; i++)
        if (allow->groups[i] == group)
            return true;
    return false;
}

/* The supplementary groups of the process at the other end. */
static bool
allow_has_groups_of(const struct allow *allow, int fd)
{
    socklen_t size = 0;
    gid_t *groups;
    bool found = false;

    if (getsockopt(fd, SOL_SOCKET, SO_PEERGROUPS, NULL, &size) == 0 ||
        errno != ERANGE)
        return false; /* none */
    groups = memory_alloc(size);
    if (getsockopt(fd, SOL_SOCKET, SO_PEERGROUPS, groups, &size) == 0)
        for (size_t i = 0; i < size / sizeof *groups && !found; i++)
            found = allow_has_group(allow, groups[i]);
    free(groups);
    return found;
}

bool
allow_has(const struct allow *allow, const struct peer *peer, int fd)
{
    if (peer->uid == 0 || peer->uid == geteuid() ||
        (allow->user_count == 0 && allow->group_count == 0))
        return true;
    for (size_t i = 0; i < allow->user_count; i++)
        if (allow->users[i] == peer->uid)
            return true;
    return allow->group_count > 0 && (allow_has_group(allow, peer->gid) ||
                                      allow_has_groups_of(allow, fd));
}
