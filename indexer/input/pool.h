/*
 * Several extractors at once, in one thread: poll(2) over their pipes and
 * processes.
 */
#pragma once

#include "indexer/input/extractor.h"

#include <stdbool.h>

enum { POOL_JOBS_MAX = 64 };

struct pool;

struct pool_done {
    void *job;        /* as it was given to pool_start */
    enum status code; /* STATUS_OK: `lines` is the caller's; else err says why
                         there are none */
    struct buf lines;
    struct error err;
};

/* At most jobs (1 to POOL_JOBS_MAX) run at a time. stop_fd, or -1: waiting ends
 * when it becomes readable. The command's texts must outlive the pool. */
struct pool *pool_new(const struct extractor_command *command, unsigned jobs,
                      int stop_fd);

/* Ends all that still run. NULL is allowed. */
void pool_free(struct pool *pool);
void pool_freep(struct pool **pool);

bool pool_is_full(const struct pool *pool);
bool pool_is_idle(const struct pool *pool);

/* Starts an extractor on the document, whose bytes are copied. The pool must
 * not be full. */
enum status pool_start(struct pool *pool, const char *format,
                       const struct buf *document, void *job,
                       struct error *err) MUST_USE;

/*
 * The result of one that has ended. wait: until one has, if any runs; false
 * then means that none runs or that stop_fd is readable.
 */
bool pool_take(struct pool_done *out, struct pool *pool, bool wait);

/* As many as this process has processors, within 1 and POOL_JOBS_MAX. */
unsigned pool_default_jobs(void);
