/*
 * A file of request lines, each kept with its LF.
 */
#pragma once

#include "lib/base/buf.h"
#include "lib/base/status.h"

#include <stddef.h>

struct lines {
    struct buf *list;
    size_t count;
};

/* They live as long as the program. STATUS_IO when there are none. */
enum status lines_read(struct lines *out, const char *path,
                       struct error *err) MUST_USE;
