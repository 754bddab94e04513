#include "lib/base/buf.h"

#include "lib/base/memory.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    BUF_FIRST = 256,
    BUF_PRINTF = 64 /* bytes that what is printed mostly has at most */
};

void
buf_deinit(struct buf *buf)
{
    free(buf->data);
    *buf = (struct buf){0};
}

void
buf_clear(struct buf *buf)
{
    buf->len = 0;
}

char *
buf_reserve(struct buf *buf, size_t extra)
{
    size_t room = buf->room == 0 ? BUF_FIRST : buf->room;

    while (room - buf->len < extra)
        room *= 2;
    if (room != buf->room) {
        buf->data = memory_realloc(buf->data, room);
        buf->room = room;
    }
    return buf->data + buf->len;
}

void
buf_put(struct buf *buf, const void *bytes, size_t len)
{
    if (len == 0)
        return;
    memcpy(buf_reserve(buf, len), bytes, len);
    buf->len += len;
}

void
buf_put_text(struct buf *buf, const char *text)
{
    buf_put(buf, text, strlen(text));
}

void
buf_printf(struct buf *buf, const char *format, ...)
{
    va_list args, again;
    char *end = buf_reserve(buf, BUF_PRINTF);
    size_t room = buf->room - buf->len;
    int len;

    va_start(args, format);
    va_copy(again, args);
    len = vsnprintf(end, room, format, args);
    va_end(args);
    if (len > 0 && (size_t)len >= room)
        vsnprintf(buf_reserve(buf, (size_t)len + 1), (size_t)len + 1, format,
                  again);
    va_end(again);
    buf->len += len > 0 ? (size_t)len : 0;
}

void
buf_take(struct buf *buf, size_t len)
{
    if (len == 0)
        return;
    memmove(buf->data, buf->data + len, buf->len - len);
    buf->len -= len;
}

const char *
buf_text(struct buf *buf)
{
    *buf_reserve(buf, 1) = '\0';
    return buf->data;
}
