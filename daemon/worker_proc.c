/*
 * The socket is the one witness of a worker's death: its end is read only
 * after all that the worker had written before, so no finished answer is
 * lost. A failing write says nothing new and is passed over for that reason.
 */
#include "daemon/worker_proc.h"

#include "daemon/tick.h"

#include "lib/base/cleanup.h"
#include "lib/base/file.h"
#include "lib/base/log.h"
#include "lib/wire/frame.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    WORKER_READ_SIZE = 64 * 1024,
    WORKER_IN_KEEP = 128 * 1024, /* memory kept between answers */
    WORKER_EXEC_FAILED = 127
};

/* In the child: become the worker, or end. */
static _Noreturn void
worker_proc_become(int fd, pid_t parent, char **command)
{
    /* Ctrl-C reaches the whole group of the terminal; the main process says
     * when a worker ends. */
    signal(SIGINT, SIG_IGN);
    signal(SIGTERM, SIG_IGN);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(0); /* it died before we asked to be told */
    if (dup2(fd, STDIN_FILENO) < 0 || dup2(fd, STDOUT_FILENO) < 0)
        _exit(WORKER_EXEC_FAILED);
    execv(command[0], command);
    log_line(LOG_ERROR, "cannot run %s: %s", command[0], strerror(errno));
    _exit(WORKER_EXEC_FAILED);
}

static void
worker_proc_end(struct worker_proc *worker)
{
    event_del(&worker->read_event);
    event_del(&worker->write_event);
    file_closep(&worker->fd);
    kill(worker->pid, SIGKILL); /* it may have closed its socket and stay */
    worker->pid = 0;
    buf_deinit(&worker->in);
    outbox_deinit(&worker->out);
    worker->state = WORKER_DEAD;
    worker->owner->on_end(worker->owner->ctx, worker);
}

/* Takes the oldest slot out of the row. */
static struct worker_slot
worker_proc_shift(struct worker_proc *worker)
{
    struct worker_slot slot = worker->slots[0];
    int64_t now = tick_ms();

    worker->slot_count--;
    memmove(&worker->slots[0], &worker->slots[1],
            worker->slot_count * sizeof worker->slots[0]);
    worker->last_work_ms = now - worker->head_since_ms;
    worker->head_since_ms = now;
    return slot;
}

/* False when the worker says what makes no sense. */
static bool
worker_proc_take(struct worker_proc *worker, const struct frame *frame,
                 const char *body)
{
    struct worker_slot slot;

    if (!worker->was_ready) {
        if (frame->tag != 0 || frame->len != 0)
            return false;
        worker->was_ready = true;
        if (worker->state == WORKER_KILLED)
            return true;
        worker->state = WORKER_READY;
        worker->owner->on_ready(worker->owner->ctx, worker);
        return true;
    }
    if (worker->slot_count == 0 || worker->slots[0].tag != frame->tag ||
        (frame->first != 0 && !frame_is_back(frame, body)))
        return false;
    slot = worker_proc_shift(worker);
    if (frame->first == 0)
        worker->owner->on_reply(worker->owner->ctx, worker, &slot, body,
                                frame->len);
    else
        worker->owner->on_back(worker->owner->ctx, worker, slot.job);
    return true;
}

/* Takes all whole frames out of the input. */
static bool
worker_proc_take_all(struct worker_proc *worker)
{
    size_t at = 0;
    bool good = true;

    while (good && worker->in.len - at >= FRAME_HEADER_SIZE) {
        const char *header = worker->in.data + at;
        struct frame frame;

        good = frame_get_header(&frame, header);
        if (!good ||
            worker->in.len - at - FRAME_HEADER_SIZE < (size_t)frame.len)
            break;
        at += FRAME_HEADER_SIZE + frame.len;
        good = worker_proc_take(worker, &frame, header + FRAME_HEADER_SIZE);
    }
    buf_take(&worker->in, at);
    if (worker->in.len == 0 && worker->in.room > WORKER_IN_KEEP)
        buf_deinit(&worker->in);
    return good;
}

static void
worker_proc_on_read(evutil_socket_t fd, short what, void *arg)
{
    struct worker_proc *worker = arg;
    char *room = buf_reserve(&worker->in, WORKER_READ_SIZE);
    ssize_t n = recv(fd, room, WORKER_READ_SIZE, MSG_DONTWAIT);

    (void)what;
    if (n < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (n <= 0) {
        worker_proc_end(worker);
        return;
    }
    worker->in.len += (size_t)n;
    if (!worker_proc_take_all(worker)) {
        log_line(LOG_ERROR, "worker %ld sent what is no answer",
                 (long)worker->pid);
        worker_proc_kill(worker);
        worker_proc_end(worker);
    }
}

static void
worker_proc_flush(struct worker_proc *worker)
{
    size_t taken;

    if (outbox_flush(&worker->out, worker->fd, &taken) == OUTBOX_WAITING)
        event_add(&worker->write_event, NULL);
}

static void
worker_proc_on_write(evutil_socket_t fd, short what, void *arg)
{
    (void)fd;
    (void)what;
    worker_proc_flush(arg);
}

enum status
worker_proc_start(struct worker_proc *worker, struct event_base *base,
                  char **command, struct error *err)
{
    pid_t parent = getpid();
    int ends[2];
    pid_t pid;

    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) < 0)
        return error_errno(err, STATUS_IO, "a worker's socket");
    pid = fork();
    if (pid == 0)
        worker_proc_become(ends[1], parent, command);
    close(ends[1]);
    if (pid < 0) {
        close(ends[0]);
        return error_errno(err, STATUS_IO, "a worker's process");
    }
    worker->pid = pid;
    worker->fd = ends[0];
    worker->state = WORKER_STARTING;
    worker->was_ready = false;
    worker->retired = false;
    worker->slot_count = 0;
    worker->since_ms = worker->head_since_ms = tick_ms();
    worker->last_work_ms = 0;
    event_assign(&worker->read_event, base, ends[0], EV_READ | EV_PERSIST,
                 worker_proc_on_read, worker);
    event_assign(&worker->write_event, base, ends[0], EV_WRITE,
                 worker_proc_on_write, worker);
    event_add(&worker->read_event, NULL);
    return STATUS_OK;
}

void
worker_proc_hand(struct worker_proc *worker, struct job *job, uint64_t tag,
                 const struct buf *process)
{
    struct buf *out = outbox_end(&worker->out);
    struct frame frame = {
        .len = (uint32_t)(process->len + job->line_len),
        .first = (uint32_t)process->len,
        .tag = tag,
    };

    if (worker->slot_count == 0)
        worker->head_since_ms = tick_ms();
    worker->slots[worker->slot_count++] = (struct worker_slot){
        .job = job,
        .tag = tag,
        .until_ms = job->until_ms,
        .client = job->client,
        .peer = job->peer,
        .lane = job->lane,
    };
    frame_put_header(out, &frame);
    buf_put(out, process->data, process->len);
    buf_put(out, job_line(job), job->line_len);
    worker_proc_flush(worker);
}

void
worker_proc_kill(struct worker_proc *worker)
{
    kill(worker->pid, SIGKILL);
    worker->state = WORKER_KILLED;
}

void
worker_proc_deinit(struct worker_proc *worker)
{
    bool idle = worker->state == WORKER_READY && worker->slot_count == 0;

    for (size_t i = 0; i < worker->slot_count; i++)
        job_free(worker->slots[i].job);
    worker->slot_count = 0;
    if (worker->state == WORKER_DEAD)
        return;
    if (!idle)
        kill(worker->pid, SIGKILL);
    event_del(&worker->read_event);
    event_del(&worker->write_event);
    file_closep(&worker->fd);
    buf_deinit(&worker->in);
    outbox_deinit(&worker->out);
    worker->state = WORKER_DEAD;
}

/* Whether the process ends by then. Others that end meanwhile interrupt the
 * wait by their signals. */
static bool
ends_by(pid_t pid, int64_t until_ms)
{
    CLEANUP(file_closep) int fd = pidfd_open(pid, 0);
    struct pollfd end = {.fd = fd, .events = POLLIN};
    int got;

    if (fd < 0)
        return false;
    do {
        int64_t left = until_ms - tick_ms();

        got = poll(&end, 1, left > 0 ? (int)left : 0);
    } while (got < 0 && errno == EINTR);
    return got == 1;
}

void
worker_proc_bury(struct worker_proc *worker, int64_t until_ms)
{
    if (worker->pid == 0)
        return;
    if (!ends_by(worker->pid, until_ms))
        kill(worker->pid, SIGKILL);
    while (waitpid(worker->pid, NULL, 0) < 0 && errno == EINTR)
        ;
    worker->pid = 0;
}
