/*
 * Owns all and ties it together: lines go from connections to dispatch, and
 * answers from the pool back to connections, found by their handle.
 */
#include "daemon/server.h"

#include "daemon/conns.h"
#include "daemon/dispatch.h"
#include "daemon/door.h"
#include "daemon/listener.h"
#include "daemon/signals.h"
#include "daemon/tick.h"

#include "lib/base/cleanup.h"
#include "lib/base/list.h"
#include "lib/base/log.h"
#include "lib/base/memory.h"
#include "lib/wire/reply.h"

#include <stdlib.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
    SERVER_FDS = 64 /* beside connections and workers */
};

struct server {
    const struct config *config;
    struct event_base *base;
    struct listener *listeners[OPT_LIST_MAX];
    struct conns conns;
    struct door door;
    struct conn_owner conn_owner;
    struct dispatch dispatch;
    struct signals signals;
    struct event *sweep; /* frees the connections that are gone */
    struct event *drain; /* ends a shutdown that takes too long */
    int64_t since_ms;
    bool draining;
    bool cut_short;
};

static void
server_on_line(void *ctx, struct conn *conn, const char *line, size_t len)
{
    struct server *server = ctx;

    if (conn->stranger_since_ms == 0 ||
        door_admit(&server->door, conn, line, len))
        dispatch_line(&server->dispatch, conn, line, len);
}

static void
server_on_foreign(void *ctx, struct conn *conn)
{
    struct server *server = ctx;

    door_note_foreign(&server->door, conn);
}

static void
server_on_hold(void *ctx, struct conn *conn, bool held)
{
    struct server *server = ctx;

    pool_hold(server->dispatch.pool, conn->handle, held);
}

static void
server_on_gone(void *ctx, struct conn *conn)
{
    struct server *server = ctx;

    pool_drop(server->dispatch.pool, conn->handle);
    conns_remove(&server->conns, conn);
    event_active(server->sweep, EV_TIMEOUT, 0);
}

static void
server_on_answer(void *ctx, const struct job *job, const char *bytes,
                 size_t len)
{
    struct server *server = ctx;
    struct conn *conn = conns_find(&server->conns, job->client);

    cache_keep(server->dispatch.cache, job, bytes, len);
    if (conn != NULL)
        conn_deliver(conn, job->turn, bytes, len);
}

static void
server_describe(void *ctx, struct buf *out)
{
    const struct server *server = ctx;
    struct pool_counts counts;
    struct cache_counts kept;

    pool_count(server->dispatch.pool, &counts);
    cache_count(server->dispatch.cache, &kept);
    buf_printf(out,
               "{\"program\":\"claused\",\"version\":\"%s\",\"pid\":%ld,"
               "\"uptime_s\":%lld,\"connections\":%zu,\"queue\":%zu,",
               CLAUSE_VERSION, (long)getpid(),
               (long long)((tick_ms() - server->since_ms) / 1000),
               server->conns.count, counts.queued);
    buf_printf(out,
               "\"workers\":{\"count\":%zu,\"ready\":%zu,\"busy\":%zu,"
               "\"spare\":%s,\"restarts\":%lu},\"requests_total\":%lu,"
               "\"notifications_dropped\":%lu,",
               counts.workers, counts.ready, counts.busy,
               counts.spare ? "true" : "false", counts.restarts,
               server->dispatch.requests, server->dispatch.dropped);
    buf_printf(out,
               "\"cache\":{\"bytes\":%zu,\"replies\":%zu,\"hits\":%lu,"
               "\"misses\":%lu}}",
               kept.bytes, kept.replies, kept.hits, kept.misses);
}

/* Runs when nobody can be inside a connection; ends the loop at last. */
static void
server_on_sweep(evutil_socket_t fd, short what, void *arg)
{
    struct server *server = arg;

    (void)fd;
    (void)what;
    conns_sweep(&server->conns);
    if (server->draining && server->conns.count == 0)
        event_base_loopbreak(server->base);
}

/* One line that says why, and the end. */
static void
server_turn_away(int fd, const struct reply_error *error)
{
    struct buf line = {0};
    ssize_t sent;

    reply_put_error(&line, NULL, 0, error);
    sent = send(fd, line.data, line.len, MSG_NOSIGNAL | MSG_DONTWAIT);
    (void)sent; /* a new socket takes one line, or the peer has gone */
    buf_deinit(&line);
    conn_close_fd(fd);
}

static void
server_on_accept(void *ctx, int fd)
{
    struct server *server = ctx;
    struct reply_error error;
    struct conn *conn;
    struct peer peer;

    peer_read(&peer, fd);
    if (!door_opens(&server->door, &server->conns, &peer, fd, &error)) {
        server_turn_away(fd, &error);
        return;
    }
    conn = conn_new(server->base, fd, &server->config->limits,
                    &server->conn_owner);
    conn->peer = peer;
    if (door_asks_token(&server->door, &peer))
        conn_expect_login(conn);
    conns_put(&server->conns, conn);
}

static void
server_stop_listening(struct server *server)
{
    for (size_t i = 0; i < COUNT_OF(server->listeners); i++) {
        listener_close(server->listeners[i]);
        server->listeners[i] = NULL;
    }
}

static void
server_on_drain_over(evutil_socket_t fd, short what, void *arg)
{
    struct server *server = arg;

    (void)fd;
    (void)what;
    log_line(LOG_WARNING, "stopped with %zu connections open",
             server->conns.count);
    event_base_loopbreak(server->base);
}

static void
server_on_stop(void *ctx)
{
    struct server *server = ctx;
    struct conn *conn, *next;

    if (server->draining) {
        server->cut_short = true;
        event_base_loopbreak(server->base);
        return;
    }
    server->draining = true;
    log_line(LOG_INFO, "stopping; %zu connections open", server->conns.count);
    server_stop_listening(server);
    list_each_safe (conn, &server->conns.open, link, next)
        conn_drain(conn);
    tick_arm(server->drain,
             tick_ms() + server->config->limits.values[LIMIT_DRAIN_MS]);
    event_active(server->sweep, EV_TIMEOUT, 0);
}

static void
server_on_child(void *ctx)
{
    struct server *server = ctx;

    pool_reap(server->dispatch.pool);
}

/* A connection is a descriptor; the default of many systems is 1,024. */
static void
server_raise_files(const struct config *config)
{
    rlim_t wanted = (rlim_t)config->limits.values[LIMIT_CONNECTIONS] +
                    (rlim_t)config->workers + 1 + SERVER_FDS;
    struct rlimit files;

    if (getrlimit(RLIMIT_NOFILE, &files) < 0 || files.rlim_cur >= wanted)
        return;
    files.rlim_cur = files.rlim_max < wanted ? files.rlim_max : wanted;
    if (setrlimit(RLIMIT_NOFILE, &files) < 0 || files.rlim_cur < wanted)
        log_line(LOG_WARNING,
                 "the system allows %lu open files; %lu connections need %lu",
                 (unsigned long)files.rlim_cur,
                 (unsigned long)config->limits.values[LIMIT_CONNECTIONS],
                 (unsigned long)wanted);
}

static enum status
server_listen(struct server *server, struct error *err)
{
    const struct config *config = server->config;
    const struct listener_owner owner = {server, server_on_accept};

    for (size_t i = 0; i < config->address_count; i++) {
        const struct listener_spec spec = {
            .address = config->addresses[i],
            .mode = config->socket_mode,
            .group = config->socket_group,
            .everywhere = config->login.wanted,
        };
        enum status status = listener_open(&server->listeners[i], server->base,
                                           &spec, &owner, err);

        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}

static void
server_start_pool(struct server *server)
{
    const struct pool_spec spec = {
        .command = server->config->command,
        .count = (size_t)server->config->workers,
        .limits = &server->config->limits,
    };
    const struct pool_owner owner = {
        .ctx = server,
        .on_answer = server_on_answer,
        .describe = server_describe,
    };

    server->dispatch.pool = pool_new(server->base, &spec, &owner);
}

enum status
server_new(struct server **out, const struct config *config, struct error *err)
{
    CLEANUP(server_freep) struct server *server = memory_alloc(sizeof *server);
    enum status status;

    server->config = config;
    server->since_ms = tick_ms();
    server->dispatch.limits = &config->limits;
    server->dispatch.cache =
        cache_new(config->index, (size_t)config->cache_mib << 20);
    server->door = (struct door){
        .limits = &config->limits,
        .allow = &config->allow,
        .login = &config->login,
    };
    server->conn_owner = (struct conn_owner){
        .ctx = server,
        .on_line = server_on_line,
        .on_hold = server_on_hold,
        .on_foreign = server_on_foreign,
        .on_gone = server_on_gone,
    };
    server->signals = (struct signals){
        .ctx = server,
        .on_stop = server_on_stop,
        .on_child = server_on_child,
    };
    conns_init(&server->conns,
               (size_t)config->limits.values[LIMIT_CONNECTIONS]);
    server->base = event_base_new();
    if (server->base == NULL)
        return error_errno(err, STATUS_IO, "the event loop");
    server->sweep = evtimer_new(server->base, server_on_sweep, server);
    server->drain = evtimer_new(server->base, server_on_drain_over, server);
    server_raise_files(config);
    status = server_listen(server, err);
    if (status != STATUS_OK)
        return status;
    signals_init(&server->signals, server->base);
    server_start_pool(server);
    *out = STEAL(server);
    return STATUS_OK;
}

bool
server_run(struct server *server)
{
    for (size_t i = 0; i < server->config->address_count; i++)
        log_line(LOG_INFO, "ready on %s", listener_name(server->listeners[i]));
    event_base_dispatch(server->base);
    return !server->cut_short;
}

void
server_free(struct server *server)
{
    if (server == NULL)
        return;
    server_stop_listening(server);
    conns_deinit(&server->conns);
    pool_free(server->dispatch.pool);
    cache_free(server->dispatch.cache);
    signals_deinit(&server->signals);
    if (server->sweep != NULL)
        event_free(server->sweep);
    if (server->drain != NULL)
        event_free(server->drain);
    if (server->base != NULL)
        event_base_free(server->base);
    free(server);
}

void
server_freep(struct server **server)
{
    server_free(*server);
    *server = NULL;
}
