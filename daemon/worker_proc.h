/*
 * One worker process, as the main process sees it: a pid, a socket, and the
 * requests it was handed.
 *
 * A worker answers in the order it was asked. So what it holds is a row of
 * slots, the oldest in front; that one it works on. A slot outlives its
 * request: when the main process has answered it (deadline) or nobody waits
 * any more, the slot stays without a request until the worker's answer has
 * come and was thrown away. What happens is told upward through the owner.
 */
#pragma once

#include "daemon/job.h"
#include "daemon/outbox.h"

#include "lib/base/buf.h"
#include "lib/base/status.h"

#include <event2/event.h>
#include <event2/event_struct.h>
#include <stdbool.h>
#include <sys/types.h>

enum {
    WORKER_AHEAD_MAX = 4 /* slots */
};

enum worker_state {
    WORKER_DEAD,     /* no process; restart_ms says when there will be one */
    WORKER_STARTING, /* runs, has not said yet that it is ready */
    WORKER_READY,
    WORKER_KILLED /* told to end; its socket has not closed yet */
};

struct worker_slot {
    struct job *job; /* owned; NULL when nobody waits any more */
    uint64_t tag;
    int64_t until_ms; /* the request's deadline */
    /* Whose it was, also when nobody waits any more. */
    uint64_t client, peer;
    enum job_lane lane;
};

struct worker_proc;

struct worker_owner {
    void *ctx;
    void (*on_ready)(void *ctx, struct worker_proc *worker);
    /* The answer to the oldest slot, which is gone from the row; its request
     * (handed over) is NULL when nobody waits for it. */
    void (*on_reply)(void *ctx, struct worker_proc *worker,
                     const struct worker_slot *slot, const char *bytes,
                     size_t len);
    /* The same, but the worker gives the request back: a process that starts
     * now could answer it. It is ending; its other slots are as they were. */
    void (*on_back)(void *ctx, struct worker_proc *worker, struct job *job);
    /* It is dead; its slots are as they were. */
    void (*on_end)(void *ctx, struct worker_proc *worker);
};

struct worker_proc {
    enum worker_state state;
    bool was_ready; /* this process has been */
    bool retired;   /* this process is to end when it has answered */
    pid_t pid;
    int fd;
    int64_t restart_ms;    /* when DEAD */
    int64_t since_ms;      /* when this process was started */
    int64_t head_since_ms; /* since when it works on slots[0], or starts */
    int64_t last_work_ms;  /* how long its last answer took */
    struct worker_slot slots[WORKER_AHEAD_MAX];
    size_t slot_count;
    struct buf in;
    struct outbox out;
    struct event read_event;
    struct event write_event;
    const struct worker_owner *owner;
};

/*
 * Forks and executes the command, whose first word is the program and whose
 * last is NULL. The worker is STARTING; on failure it is as it was.
 */
enum status worker_proc_start(struct worker_proc *worker,
                              struct event_base *base, char **command,
                              struct error *err) MUST_USE;

/* Hands a request over, with what `status` shows of the process. */
void worker_proc_hand(struct worker_proc *worker, struct job *job, uint64_t tag,
                      const struct buf *process);

/* Ends the process; on_end comes from the event loop, later. */
void worker_proc_kill(struct worker_proc *worker);

/* Frees what it holds, without on_end. A process at work is ended at once; an
 * idle one sees the end of its input and ends in order. */
void worker_proc_deinit(struct worker_proc *worker);

/* Behind deinit: waits for the process until then, and ends it after that. */
void worker_proc_bury(struct worker_proc *worker, int64_t until_ms);
