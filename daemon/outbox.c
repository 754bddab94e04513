/*
 * What was sent stays in front until it is the larger half, so that moving
 * the rest up costs each byte at most one copy.
 */
#include "daemon/outbox.h"

#include <errno.h>
#include <sys/socket.h>

enum { OUTBOX_KEEP = 16 * 1024 }; /* memory an empty one may keep */

void
outbox_deinit(struct outbox *out)
{
    buf_deinit(&out->bytes);
    out->sent = 0;
}

struct buf *
outbox_end(struct outbox *out)
{
    if (out->sent > out->bytes.len / 2) {
        buf_take(&out->bytes, out->sent);
        out->sent = 0;
    }
    return &out->bytes;
}

size_t
outbox_waiting(const struct outbox *out)
{
    return out->bytes.len - out->sent;
}

enum outbox_state
outbox_flush(struct outbox *out, int fd, size_t *taken)
{
    *taken = 0;
    while (outbox_waiting(out) > 0) {
        ssize_t n = send(fd, out->bytes.data + out->sent, outbox_waiting(out),
                         MSG_NOSIGNAL | MSG_DONTWAIT);

        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
            return OUTBOX_WAITING;
        if (n < 0)
            return OUTBOX_BROKEN;
        out->sent += (size_t)n;
        *taken += (size_t)n;
    }
    buf_clear(&out->bytes);
    out->sent = 0;
    if (out->bytes.room > OUTBOX_KEEP)
        outbox_deinit(out);
    return OUTBOX_EMPTY;
}
