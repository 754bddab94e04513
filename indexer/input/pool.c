#include "indexer/input/pool.h"

#include "indexer/clock.h"
#include "lib/base/memory.h"

#include <assert.h>
#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <sched.h>
#include <stdlib.h>

enum { FDS_EACH = 3 /* the process, its output, its errors */ };

struct running {
    struct extractor extractor;
    void *job;
};

struct pool {
    struct extractor_command command;
    unsigned jobs;
    int stop_fd;
    size_t count; /* that run, at the front of the list */
    struct running list[POOL_JOBS_MAX];
};

unsigned
pool_default_jobs(void)
{
    cpu_set_t set;
    int count = 1;

    if (sched_getaffinity(0, sizeof set, &set) == 0)
        count = CPU_COUNT(&set);
    if (count < 1)
        return 1;
    return count > POOL_JOBS_MAX ? POOL_JOBS_MAX : (unsigned)count;
}

struct pool *
pool_new(const struct extractor_command *command, unsigned jobs, int stop_fd)
{
    struct pool *pool = memory_alloc(sizeof *pool);

    pool->command = *command;
    pool->jobs = jobs;
    pool->stop_fd = stop_fd;
    return pool;
}

/* Takes one out of the list. */
static void
finish(struct pool_done *out, struct pool *pool, size_t at)
{
    struct running *running = &pool->list[at];

    *out = (struct pool_done){.job = running->job};
    out->code = extractor_finish(&running->extractor, &out->lines, &out->err);
    *running = pool->list[--pool->count];
}

void
pool_free(struct pool *pool)
{
    struct pool_done done;

    if (pool == NULL)
        return;
    while (pool->count > 0) {
        finish(&done, pool, pool->count - 1);
        buf_deinit(&done.lines);
    }
    free(pool);
}

void
pool_freep(struct pool **pool)
{
    pool_free(*pool);
    *pool = NULL;
}

bool
pool_is_full(const struct pool *pool)
{
    return pool->count >= pool->jobs;
}

bool
pool_is_idle(const struct pool *pool)
{
    return pool->count == 0;
}

enum status
pool_start(struct pool *pool, const char *format, const struct buf *document,
           void *job, struct error *err)
{
    struct running *running = &pool->list[pool->count];
    enum status status = extractor_start(&running->extractor, &pool->command,
                                         format, document, err);

    if (status != STATUS_OK)
        return status;
    running->job = job;
    pool->count++;
    return STATUS_OK;
}

/* Milliseconds until the first one's time is over. */
static int
time_left(const struct pool *pool)
{
    long long now = clock_ms(), first = LLONG_MAX;

    for (size_t i = 0; i < pool->count; i++)
        if (pool->list[i].extractor.end_ms < first)
            first = pool->list[i].extractor.end_ms;
    if (first == LLONG_MAX)
        return -1;
    if (first <= now)
        return 0;
    return first - now > INT_MAX ? INT_MAX : (int)(first - now);
}

/* The process of each in front, in the order of the list; the last one is
 * stop_fd. poll passes over descriptors of -1. */
static size_t
fill(struct pollfd fds[POOL_JOBS_MAX * FDS_EACH + 1], const struct pool *pool)
{
    size_t count = 0;

    for (size_t i = 0; i < pool->count; i++) {
        const struct extractor *extractor = &pool->list[i].extractor;

        fds[count++] = (struct pollfd){extractor->pid_fd, POLLIN, 0};
        fds[count++] = (struct pollfd){extractor->out_fd, POLLIN, 0};
        fds[count++] = (struct pollfd){extractor->err_fd, POLLIN, 0};
    }
    fds[count++] = (struct pollfd){pool->stop_fd, POLLIN, 0};
    return count;
}

bool
pool_take(struct pool_done *out, struct pool *pool, bool wait)
{
    struct pollfd fds[POOL_JOBS_MAX * FDS_EACH + 1];

    while (pool->count > 0) {
        size_t count = fill(fds, pool);
        int ready = poll(fds, count, wait ? time_left(pool) : 0);
        long long now = clock_ms();

        assert(ready >= 0 || errno == EINTR || errno == EAGAIN);
        for (size_t i = 0; ready >= 0 && i < pool->count; i++) {
            if (fds[i * FDS_EACH].revents != 0) {
                finish(out, pool, i);
                return true;
            }
            extractor_read(&pool->list[i].extractor);
            extractor_watch(&pool->list[i].extractor, now);
        }
        if (!wait || (ready > 0 && fds[count - 1].revents != 0))
            return false;
    }
    return false;
}
