#include "indexer/extract/input.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

enum { INPUT_MAX = 64 * 1024 * 1024, INPUT_CHUNK = 256 * 1024 };

static enum status
refuse_large(struct error *err)
{
    return error_set(err, STATUS_TOO_LARGE, "it has more than 64 MiB");
}

enum status
input_read(struct buf *out, int fd, struct error *err)
{
    size_t first = out->len;
    struct stat st;

    if (fstat(fd, &st) < 0)
        return error_errno(err, STATUS_IO, "standard input");
    if (!S_ISREG(st.st_mode) && !S_ISFIFO(st.st_mode))
        return error_set(err, STATUS_BAD_DOCUMENT,
                         "it is neither a regular file nor a pipe");
    if (st.st_size > INPUT_MAX)
        return refuse_large(err);
    for (;;) {
        ssize_t got = read(fd, buf_reserve(out, INPUT_CHUNK), INPUT_CHUNK);

        if (got == 0)
            break;
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return error_errno(err, STATUS_IO, "reading it");
        out->len += (size_t)got;
        if (out->len - first > INPUT_MAX)
            return refuse_large(err);
    }
    if (out->len == first)
        return error_set(err, STATUS_BAD_DOCUMENT, "it is empty");
    return STATUS_OK;
}
