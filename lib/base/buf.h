/*
 * A growing row of bytes: replies, records, files read whole.
 *
 * Embedded by value: struct buf b = {0}; ... buf_deinit(&b). The bytes are
 * not NUL-ended unless buf_text is asked for.
 */
#pragma once

#include "lib/base/status.h"

#include <stddef.h>
#include <stdint.h>

struct buf {
    char *data;
    size_t len;
    size_t room;
};

void buf_deinit(struct buf *buf);

/* Makes it empty and keeps the memory. */
void buf_clear(struct buf *buf);

/* Space for at least extra more bytes behind the end; returns that end. */
char *buf_reserve(struct buf *buf, size_t extra);

void buf_put(struct buf *buf, const void *bytes, size_t len);
void buf_put_text(struct buf *buf, const char *text);
void buf_printf(struct buf *buf, const char *format, ...) PRINTF_LIKE(2, 3);

static inline void
buf_put_byte(struct buf *buf, char byte)
{
    if (buf->len == buf->room)
        buf_reserve(buf, 1);
    buf->data[buf->len++] = byte;
}

/* Drops len bytes from the front. */
void buf_take(struct buf *buf, size_t len);

/* The bytes with a NUL behind them, which is not counted. */
const char *buf_text(struct buf *buf);
