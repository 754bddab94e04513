#include "lib/wire/frame.h"

#include "lib/base/file.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

void
frame_put_header(struct buf *out, const struct frame *frame)
{
    buf_put(out, &frame->len, sizeof frame->len);
    buf_put(out, &frame->first, sizeof frame->first);
    buf_put(out, &frame->tag, sizeof frame->tag);
}

bool
frame_get_header(struct frame *out, const char *bytes)
{
    struct frame frame;

    memcpy(&frame.len, bytes, sizeof frame.len);
    memcpy(&frame.first, bytes + 4, sizeof frame.first);
    memcpy(&frame.tag, bytes + 8, sizeof frame.tag);
    if (frame.len > FRAME_BODY_MAX || frame.first > frame.len)
        return false;
    *out = frame;
    return true;
}

bool
frame_is_back(const struct frame *frame, const char *body)
{
    const size_t len = sizeof FRAME_BACK - 1;

    return frame->first == len && frame->len == len &&
           memcmp(body, FRAME_BACK, len) == 0;
}

/* Reads exactly len bytes; *got says how many came before the end. */
static enum status
frame_read_bytes(int fd, char *bytes, size_t len, size_t *got,
                 struct error *err)
{
    *got = 0;
    while (*got < len) {
        ssize_t n = read(fd, bytes + *got, len - *got);

        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return error_errno(err, STATUS_IO, "reading a frame");
        if (n == 0)
            return error_set(err, STATUS_NOT_FOUND, "the stream ended");
        *got += (size_t)n;
    }
    return STATUS_OK;
}

enum status
frame_read(int fd, struct frame *frame, struct buf *body, struct error *err)
{
    char header[FRAME_HEADER_SIZE];
    size_t got;
    enum status status;

    status = frame_read_bytes(fd, header, sizeof header, &got, err);
    if (status == STATUS_NOT_FOUND && got > 0)
        return error_set(err, STATUS_IO, "the stream ended in a frame");
    if (status != STATUS_OK)
        return status;
    if (!frame_get_header(frame, header))
        return error_set(err, STATUS_IO, "what came is no frame");
    buf_clear(body);
    status = frame_read_bytes(fd, buf_reserve(body, frame->len), frame->len,
                              &got, err);
    body->len = got;
    if (status == STATUS_NOT_FOUND)
        return error_set(err, STATUS_IO, "the stream ended in a frame");
    return status;
}

enum status
frame_write(int fd, uint64_t tag, struct frame_part first,
            struct frame_part rest, struct error *err)
{
    struct buf out = {0};
    struct frame frame = {.len = (uint32_t)(first.len + rest.len),
                          .first = (uint32_t)first.len,
                          .tag = tag};
    enum status status;

    frame_put_header(&out, &frame);
    buf_put(&out, first.bytes, first.len);
    buf_put(&out, rest.bytes, rest.len);
    status = file_write_all(fd, out.data, out.len, err);
    buf_deinit(&out);
    return status;
}
