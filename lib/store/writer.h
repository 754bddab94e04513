/*
 * Making a new generation of an index. The old one is served until the new
 * one is whole, compacted and synced to the disk; then `current` is renamed
 * over. A failure before that leaves the index as it was.
 */
#pragma once

#include "lib/base/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct writer;

struct writer_post {
    const char *term;
    uint32_t pos; /* from 1; 0: no position */
    bool key;     /* a filter: counts nothing for the score */
};

/* What hits can be sorted, grouped and counted by (lib/store/store.h). */
struct writer_value {
    unsigned slot; /* from 1 */
    const char *text;
};

struct writer_document {
    const struct writer_post *posts;
    size_t post_count;
    const void *data;
    size_t len;
    const struct writer_value *values;
    size_t value_count;
};

struct writer_published {
    unsigned generation;
    struct error warning; /* what went wrong afterwards; STATUS_OK: nothing */
};

/*
 * Takes the index folder's lock, making the folder if need be. STATUS_BUSY:
 * another writer has it; the text names its process and since when.
 */
enum status writer_open(struct writer **out, const char *dir,
                        struct error *err) MUST_USE;

/* Drops what was not published, and the lock. NULL is allowed. */
void writer_close(struct writer *writer);
void writer_closep(struct writer **writer);

/* Documents get their place in the order in which they are added. A term of
 * more bytes than a term may have is left out. */
enum status writer_add(struct writer *writer,
                       const struct writer_document *document,
                       struct error *err) MUST_USE;

/* Bytes under a key: store_get finds them. */
enum status writer_put(struct writer *writer, const char *key,
                       const void *bytes, size_t len,
                       struct error *err) MUST_USE;

/*
 * Makes it the current generation. The one that was served before is kept,
 * older ones and what broken runs left go. On failure nothing has changed for
 * readers, and the writer is of no more use: a sync that failed is not tried
 * again on the same files.
 */
enum status writer_publish(struct writer *writer, struct writer_published *out,
                           struct error *err) MUST_USE;

/*
 * What to do when Xapian gives up: where a write fails while it undoes another
 * that failed, it ends the process instead of saying so. `end` is called then
 * and may not return. Readers have what they had; once a generation is named
 * in `current`, `end` is no longer called.
 */
void writer_when_given_up(void (*end)(void));
