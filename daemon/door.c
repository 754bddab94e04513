#include "daemon/door.h"

#include "lib/base/log.h"

enum { DOOR_RETRY_MS = 1000 };

static bool
door_is_full(struct reply_error *error, const char *sentence)
{
    reply_error_set(error, REPLY_OVERLOADED, "%s", sentence);
    reply_error_number(error, "retry_after_ms", DOOR_RETRY_MS);
    return false;
}

static void
door_log(struct seldom *seldom, const struct peer *peer, const char *what)
{
    char who[PEER_TEXT_MAX];

    if (!seldom_is_due(seldom))
        return;
    peer_format(peer, who);
    log_line(LOG_WARNING,
             "%s: %s (more of these within a minute are not "
             "logged)",
             who, what);
}

bool
door_opens(struct door *door, const struct conns *conns,
           const struct peer *peer, int fd, struct reply_error *error)
{
    const long *limits = door->limits->values;

    if (peer->kind == PEER_USER && !allow_has(door->allow, peer, fd)) {
        door_log(&door->forbidden, peer, "is not on the list of --allow");
        return reply_error_set(error, REPLY_FORBIDDEN,
                               "user %ld may not ask this service",
                               (long)peer->uid);
    }
    if (conns->count >= (size_t)limits[LIMIT_CONNECTIONS])
        return door_is_full(error, "too many connections");
    if (conns_count_of(conns, peer_key(peer)) >= (size_t)limits[LIMIT_PER_PEER])
        return door_is_full(error, peer->kind == PEER_USER
                                       ? "too many connections of one user"
                                       : "too many connections of one address");
    return true;
}

bool
door_asks_token(const struct door *door, const struct peer *peer)
{
    return peer->kind == PEER_ADDRESS && door->login->wanted;
}

bool
door_admit(struct door *door, struct conn *conn, const char *line, size_t len)
{
    struct reply_error error;
    struct prescan scan;

    if (prescan_line(&scan, line, len, door->limits, &error) &&
        login_check(door->login, &scan, &error)) {
        conn_admit(conn);
        return true;
    }
    door_log(&door->unauthenticated, &conn->peer, "showed no valid token");
    conn_refuse(conn, scan.id, scan.id_len, &error);
    return false;
}

void
door_note_foreign(struct door *door, const struct conn *conn)
{
    door_log(&door->foreign, &conn->peer, "speaks another protocol");
}
