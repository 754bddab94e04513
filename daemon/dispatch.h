/*
 * What becomes of a request line: an answer on the spot, a request for the
 * pool, or nothing (a notification).
 */
#pragma once

#include "daemon/cache.h"
#include "daemon/conn.h"
#include "daemon/pool.h"

struct dispatch {
    struct pool *pool;
    struct cache *cache; /* of replies; NULL: none */
    const struct limits *limits;
    unsigned long requests; /* lines that were looked at */
    unsigned long dropped;  /* notifications that ask for nothing we know */
};

void dispatch_line(struct dispatch *dispatch, struct conn *conn,
                   const char *line, size_t len);
