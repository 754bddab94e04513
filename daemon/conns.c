#include "daemon/conns.h"

#include "lib/base/list.h"
#include "lib/base/memory.h"

#include <assert.h>
#include <stdlib.h>

void
conns_init(struct conns *conns, size_t most)
{
    *conns = (struct conns){.most = most};
    TAILQ_INIT(&conns->open);
    TAILQ_INIT(&conns->gone);
    conns->places = memory_alloc(most * sizeof *conns->places);
}

static void
conns_clear(struct conn_list *list)
{
    while (!TAILQ_EMPTY(list)) {
        struct conn *conn = TAILQ_FIRST(list);

        TAILQ_REMOVE(list, conn, link);
        conn_free(conn);
    }
}

void
conns_deinit(struct conns *conns)
{
    conns_clear(&conns->open);
    conns_clear(&conns->gone);
    free(conns->places);
    *conns = (struct conns){0};
}

static uint32_t
conns_place_of(uint64_t handle)
{
    return (uint32_t)handle;
}

void
conns_put(struct conns *conns, struct conn *conn)
{
    size_t i = 0;

    assert(conns->count < conns->most);
    while (conns->places[i].conn != NULL)
        i++;
    conns->places[i].conn = conn;
    conns->places[i].uses++;
    conn->handle = (uint64_t)conns->places[i].uses << 32 | i;
    conns->count++;
    TAILQ_INSERT_TAIL(&conns->open, conn, link);
}

struct conn *
conns_find(const struct conns *conns, uint64_t handle)
{
    const struct conns_place *place = &conns->places[conns_place_of(handle)];

    return place->conn != NULL && place->conn->handle == handle ? place->conn
                                                                : NULL;
}

void
conns_remove(struct conns *conns, struct conn *conn)
{
    conns->places[conns_place_of(conn->handle)].conn = NULL;
    conns->count--;
    TAILQ_REMOVE(&conns->open, conn, link);
    TAILQ_INSERT_TAIL(&conns->gone, conn, link);
}

void
conns_sweep(struct conns *conns)
{
    conns_clear(&conns->gone);
}

size_t
conns_count_of(const struct conns *conns, uint64_t peer)
{
    const struct conn *conn;
    size_t count = 0;

    list_each (conn, &conns->open, link)
        if (peer_key(&conn->peer) == peer)
            count++;
    return count;
}
