/*
 * Bytes on their way out of a socket that may not take them now.
 *
 * Written as soon as they are there; what the socket does not take waits.
 * Embedded by value: struct outbox out = {0}.
 */
#pragma once

#include "lib/base/buf.h"

#include <stddef.h>

struct outbox {
    struct buf bytes;
    size_t sent; /* of bytes */
};

enum outbox_state {
    OUTBOX_EMPTY,   /* all is out */
    OUTBOX_WAITING, /* the socket takes no more for now */
    OUTBOX_BROKEN   /* nobody will ever read the rest */
};

void outbox_deinit(struct outbox *out);

/* Where to put bytes: behind all that waits. */
struct buf *outbox_end(struct outbox *out);

/* Bytes that wait. */
size_t outbox_waiting(const struct outbox *out);

/* Writes what fd takes; *taken counts it. Never blocks, never signals. */
enum outbox_state outbox_flush(struct outbox *out, int fd, size_t *taken);
