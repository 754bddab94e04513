/*
 * Who answers: a daemon behind its socket, or a clause-worker of our own on
 * an index. Hides which of the two it is: a line goes in, a line comes out.
 */
#pragma once

#include "lib/base/arena.h"
#include "lib/base/buf.h"
#include "lib/base/status.h"

#include <stdbool.h>

struct patience;
struct service;

/*
 * connect: an address, or NULL for the usual places; index: a folder, for
 * which a worker is started, or NULL. STATUS_BAD_REQUEST: no address;
 * STATUS_NOT_FOUND: nobody is there, and the error says what to run;
 * STATUS_BUSY: nobody accepted us in time.
 */
enum status service_open(struct service **out, const char *connect,
                         const char *index, const struct patience *patience,
                         struct error *err) MUST_USE;

/* Ends the connection, and the worker with it; NULL is allowed. */
void service_free(struct service *service);
void service_freep(struct service **service);

/*
 * Sends the line (with its LF) and waits for one reply line, which comes
 * without its LF. STATUS_BUSY: no answer in time. STATUS_IO: the connection
 * broke, or what came is no line.
 */
enum status service_ask(struct service *service, const struct buf *line,
                        const struct patience *patience, struct buf *reply,
                        struct error *err) MUST_USE;

/* "unix:/run/clause/clause.sock", "the index DIR" */
const char *service_name(const struct service *service);

/* Whether it is asked over TCP, where it may want a token. */
bool service_is_remote(const struct service *service);
