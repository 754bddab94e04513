/*
 * A request on its way: the line, its id, whose it is, and until when.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/queue.h>

struct job {
    TAILQ_ENTRY(job) link;
    uint64_t client;  /* handle of the connection */
    int64_t since_ms; /* when its line was taken in */
    int64_t until_ms; /* its deadline */
    unsigned blamed;  /* workers that died over it */
    bool held;        /* its client does not take its output */
    bool is_status;   /* wants to be told about the process */
    size_t id_len;
    size_t line_len;
    char bytes[]; /* the id, then the line */
};

TAILQ_HEAD(job_list, job);

/* Copies id and line. */
struct job *job_new(const char *id, size_t id_len, const char *line,
                    size_t line_len);
void job_free(struct job *job);

const char *job_id(const struct job *job);
const char *job_line(const struct job *job);

/* Frees all that are in the list. */
void job_list_clear(struct job_list *list);
