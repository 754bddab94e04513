/*
 * Any bytes as what a worker or the main process sends the other: a frame
 * that is read is within its limits, and written again it is the same bytes.
 */
#include "tests/fuzz/fuzz.h"

#include "lib/base/cleanup.h"
#include "lib/base/file.h"
#include "lib/wire/frame.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* A file without a name that holds the bytes. */
static int
file_of(const void *bytes, size_t len)
{
    int fd = memfd_create("frames", MFD_CLOEXEC);

    if (fd < 0 || write(fd, bytes, len) != (ssize_t)len ||
        lseek(fd, 0, SEEK_SET) != 0)
        abort();
    return fd;
}

static void
check_frame(const struct frame *frame, const struct buf *body, const char *came)
{
    struct buf again = {0};

    assert(frame->len <= FRAME_BODY_MAX && frame->first <= frame->len);
    assert(body->len == frame->len);
    frame_put_header(&again, frame);
    assert(again.len == FRAME_HEADER_SIZE);
    buf_put(&again, body->data, body->len);
    assert(memcmp(again.data, came, again.len) == 0);
    buf_deinit(&again);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    CLEANUP(file_closep) int fd = file_of(bytes, len);
    struct buf body = {0};
    struct frame frame;
    struct error err = {0};
    size_t at = 0;
    enum status status;

    while ((status = frame_read(fd, &frame, &body, &err)) == STATUS_OK) {
        check_frame(&frame, &body, (const char *)bytes + at);
        at += FRAME_HEADER_SIZE + body.len;
    }
    assert(err.code == status && *err.text != '\0');
    assert((status == STATUS_NOT_FOUND) == (at == len));
    buf_deinit(&body);
    return 0;
}
