/*
 * Who may come in: room for one more, users on the list, and over TCP the
 * token. What is turned away is told why, and logged seldom.
 */
#pragma once

#include "daemon/allow.h"
#include "daemon/conns.h"
#include "daemon/login.h"
#include "daemon/seldom.h"

#include "lib/base/limits.h"

struct door {
    const struct limits *limits;
    const struct allow *allow;
    const struct login *login;
    struct seldom forbidden, unauthenticated, foreign;
};

/* Whether the new socket may become a connection. False: error says why. */
bool door_opens(struct door *door, const struct conns *conns,
                const struct peer *peer, int fd, struct reply_error *error);

/* Whether such a peer has to show a token first. */
bool door_asks_token(const struct door *door, const struct peer *peer);

/*
 * The first line of a connection that has to show a token: lets it in, or
 * answers and ends it. True: the line is to be answered as any other.
 */
bool door_admit(struct door *door, struct conn *conn, const char *line,
                size_t len);

/* A client spoke another protocol. */
void door_note_foreign(struct door *door, const struct conn *conn);
