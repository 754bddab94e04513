/*
 * A request on its way: the line, its id, whose it is, and until when.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/queue.h>

enum job_lane { JOB_FAST, JOB_WORK, JOB_LANES };

/* Why a request ends without a worker's answer. */
enum job_ending {
    JOB_LATE,      /* its deadline has come */
    JOB_CANCELLED, /* its client takes it back */
    JOB_DISPLACED  /* the queue was full of its client's requests */
};

struct queue_client;

struct job {
    TAILQ_ENTRY(job) link; /* of the one list that it is in */
    TAILQ_ENTRY(job) age;  /* of all that wait in the queue */
    struct queue_client *place;
    uint64_t peer;    /* who is behind the connection */
    uint64_t client;  /* handle of the connection */
    uint64_t turn;    /* of its reply, where these are ordered */
    int64_t since_ms; /* when its line was taken in */
    int64_t until_ms; /* its deadline */
    enum job_lane lane;
    enum job_ending ending;
    unsigned blamed;     /* workers that died over it */
    unsigned back;       /* times that a worker gave it back */
    bool handed;         /* a worker had it before */
    bool wants_process;  /* is told about the process */
    unsigned long epoch; /* of the cache that wants the answer; 0: none */
    size_t id_at;        /* where the id stands in the line */
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

/* Whether it is the client's request with that id, as its bytes stand. */
bool job_is(const struct job *job, uint64_t client, const char *id, size_t len);

/* Frees all that are in the list. */
void job_list_clear(struct job_list *list);
