#include "bench/lines.h"

#include "lib/base/file.h"
#include "lib/base/memory.h"

#include <string.h>

enum { LINES_BYTES_MAX = 64 * 1024 * 1024 };

enum status
lines_read(struct lines *out, const char *path, struct error *err)
{
    struct buf text = {0};
    enum status status = file_read(&text, path, LINES_BYTES_MAX, err);
    size_t room = 0, at = 0;

    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < text.len; i++)
        room += text.data[i] == '\n';
    if (room == 0)
        return error_set(err, STATUS_IO, "%s has no lines", path);
    out->list = memory_alloc(room * sizeof *out->list);
    for (out->count = 0; out->count < room; out->count++) {
        size_t len = strcspn(buf_text(&text) + at, "\n") + 1;

        buf_put(&out->list[out->count], text.data + at, len);
        at += len;
    }
    buf_deinit(&text);
    return STATUS_OK;
}
