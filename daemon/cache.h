/*
 * Replies that may be given again: the same request, the same index. They are
 * kept here in bytes, without id and time; what was asked for least lately
 * goes when the room is full. All go when the index folder looks other than it
 * did, which is looked at for each request, as workers do.
 */
#pragma once

#include "daemon/job.h"

#include "lib/base/buf.h"

#include <stdbool.h>
#include <stddef.h>

struct cache;

/* A request line, and where its id stands in it. */
struct cache_request {
    const char *line;
    size_t len, id_at, id_len;
};

struct cache_counts {
    size_t bytes, replies;
    unsigned long hits, misses;
};

/* NULL, which all functions take, when it may have no bytes. */
struct cache *cache_new(const char *index_dir, size_t bytes_most);
void cache_free(struct cache *cache);

/* Appends the reply line with the request's id. False: it is not held, and
 * *epoch is what its job carries so that the answer can be kept; 0 while not
 * all workers may have seen how the folder looks. */
bool cache_find(struct cache *cache, const struct cache_request *request,
                struct buf *out, unsigned long *epoch);

/* A worker's answer to a job. Kept when it tells of the index that is there
 * now, and that was there when it was asked. */
void cache_keep(struct cache *cache, const struct job *job, const char *reply,
                size_t len);

void cache_count(const struct cache *cache, struct cache_counts *out);
