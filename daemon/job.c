#include "daemon/job.h"

#include "lib/base/memory.h"

#include <stdlib.h>
#include <string.h>

struct job *
job_new(const char *id, size_t id_len, const char *line, size_t line_len)
{
    struct job *job = memory_alloc(sizeof *job + id_len + line_len);

    job->id_len = id_len;
    job->line_len = line_len;
    memcpy(job->bytes, id, id_len);
    memcpy(job->bytes + id_len, line, line_len);
    return job;
}

void
job_free(struct job *job)
{
    free(job);
}

const char *
job_id(const struct job *job)
{
    return job->bytes;
}

const char *
job_line(const struct job *job)
{
    return job->bytes + job->id_len;
}

bool
job_is(const struct job *job, uint64_t client, const char *id, size_t len)
{
    return job->client == client && job->id_len == len &&
           memcmp(job->bytes, id, len) == 0;
}

void
job_list_clear(struct job_list *list)
{
    while (!TAILQ_EMPTY(list)) {
        struct job *job = TAILQ_FIRST(list);

        TAILQ_REMOVE(list, job, link);
        job_free(job);
    }
}
