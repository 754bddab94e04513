/*
 * One file of the corpus while it is read.
 *
 * It is opened once, by way of beneath.h, and read through that descriptor
 * only. Whether it stayed the same from the first look to the last is asked at
 * the end: a file that is being written or replaced meanwhile gives a text
 * that nobody wrote.
 */
#pragma once

#include "indexer/input/walk.h"
#include "lib/base/buf.h"

#include <stdbool.h>
#include <sys/stat.h>

struct source {
    const struct walk_file *file;
    int fd;
    struct stat before;
};

/* STATUS_BAD_DOCUMENT: no regular file; STATUS_TOO_LARGE: of more than most
 * bytes. The texts do not name the file. */
enum status source_open(struct source *out, const struct walk_file *file,
                        size_t most, struct error *err) MUST_USE;

/* Appends all its bytes, from the first one; leaves it at its beginning. */
enum status source_read(struct source *source, struct buf *out,
                        struct error *err) MUST_USE;

/* STATUS_BUSY: it changed, or another stands under its name. */
enum status source_check(const struct source *source,
                         struct error *err) MUST_USE;

void source_close(struct source *source);
