/*
 * The daemon as a whole: one event loop with listeners, connections, the
 * pool of workers and signals.
 *
 * SIGTERM and SIGINT answer what was read already and end it; a second one
 * ends it at once.
 */
#pragma once

#include "daemon/config.h"

#include "lib/base/status.h"

struct server;

/* Everything but the loop; accepts already. config must outlive it. */
enum status server_new(struct server **out, const struct config *config,
                       struct error *err) MUST_USE;

/*
 * Serves until told to end. True when it ended in order, false when it was
 * cut short by a second signal.
 */
bool server_run(struct server *server);

/* NULL is allowed. */
void server_free(struct server *server);
void server_freep(struct server **server);
