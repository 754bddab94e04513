/*
 * The document is handed over as a file in memory, so that the bytes that are
 * read are those that were hashed, whatever happens to the file meanwhile.
 * The program leads a group of processes, which ends as a whole.
 */
#include "indexer/extractor.h"

#include "indexer/stop.h"
#include "lib/base/cleanup.h"
#include "lib/base/file.h"
#include "lib/base/place.h"
#include "lib/text/utf8.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { SAID_MAX = 4096, SLICE_MS = 200 };

/* What the program ends with. */
enum { EXIT_DONE = 0, EXIT_BAD = 1, EXIT_NO_WALL = 3 };

struct run {
    pid_t pid;
    int64_t until_ms;
    int out, said; /* the ends we read; -1: closed */
    struct buf *bytes;
    struct buf *sentence;
};

static int64_t
now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static enum status
document_open(int *out, const struct buf *document, struct error *err)
{
    CLEANUP(file_closep) int fd = memfd_create("document", MFD_CLOEXEC);
    enum status status;

    if (fd < 0)
        return error_errno(err, STATUS_IO, "memory for a document");
    status = file_write_all(fd, document->data, document->len, err);
    if (status != STATUS_OK)
        return status;
    if (lseek(fd, 0, SEEK_SET) < 0)
        return error_errno(err, STATUS_IO, "memory for a document");
    *out = fd;
    fd = -1;
    return STATUS_OK;
}

/* It leads a group of its own and has the signals that we hold. */
static int
attributes_set(posix_spawnattr_t *attributes)
{
    sigset_t none, usual;
    int failed;

    sigemptyset(&none);
    sigemptyset(&usual);
    sigaddset(&usual, SIGPIPE);
    failed = posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETPGROUP |
                                                      POSIX_SPAWN_SETSIGMASK |
                                                      POSIX_SPAWN_SETSIGDEF);
    if (failed == 0)
        failed = posix_spawnattr_setsigmask(attributes, &none);
    if (failed == 0)
        failed = posix_spawnattr_setsigdefault(attributes, &usual);
    return failed;
}

/* Starts it on three descriptors; an errno, or 0. */
static int
spawn(pid_t *pid, char *const *words, const int fds[3])
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    int failed = posix_spawn_file_actions_init(&actions);

    if (failed != 0)
        return failed;
    failed = posix_spawnattr_init(&attributes);
    if (failed == 0) {
        failed = attributes_set(&attributes);
        for (int i = 0; i < 3 && failed == 0; i++)
            failed = posix_spawn_file_actions_adddup2(&actions, fds[i], i);
        if (failed == 0)
            failed = posix_spawn(pid, words[0], &actions, &attributes, words,
                                 environ);
        posix_spawnattr_destroy(&attributes);
    }
    posix_spawn_file_actions_destroy(&actions);
    return failed;
}

static enum status
start(struct run *run, const struct extractor *extractor, const char *format,
      int document, struct error *err)
{
    char *words[] = {extractor->program, (char *)format,
                     extractor->unsandboxed ? "--unsandboxed" : NULL, NULL};
    int out[2], said[2], failed;

    if (pipe2(out, O_CLOEXEC) < 0)
        return error_errno(err, STATUS_IO, "a pipe");
    if (pipe2(said, O_CLOEXEC) < 0) {
        failed = errno;
        close(out[0]);
        close(out[1]);
        errno = failed;
        return error_errno(err, STATUS_IO, "a pipe");
    }
    failed = spawn(&run->pid, words, (int[]){document, out[1], said[1]});
    close(out[1]);
    close(said[1]);
    run->out = out[0];
    run->said = said[0];
    run->until_ms = now_ms() + EXTRACTOR_WALL_MS;
    if (failed == 0)
        return STATUS_OK;
    run->pid = -1;
    errno = failed;
    return error_errno(err, STATUS_IO, "%s", extractor->program);
}

/* Reads once; closes *fd at the end. False: more than most came. */
static bool
take(int *fd, struct buf *into, size_t most)
{
    enum { PIECE = 64 * 1024 };
    char *end = buf_reserve(into, PIECE);
    ssize_t got = read(*fd, end, PIECE);

    if (got < 0 && errno == EINTR)
        return true;
    if (got <= 0) {
        file_closep(fd);
        return true;
    }
    into->len += (size_t)got;
    return into->len <= most;
}

/* Reads both pipes to their ends. */
static enum status
listen_to(struct run *run, struct error *err)
{
    while (run->out >= 0 || run->said >= 0) {
        struct pollfd fds[] = {{.fd = run->out, .events = POLLIN},
                               {.fd = run->said, .events = POLLIN}};

        if (now_ms() > run->until_ms)
            return error_set(err, STATUS_BAD_DOCUMENT,
                             "it was not read within %d s",
                             EXTRACTOR_WALL_MS / 1000);
        if (stop_asked(err) != STATUS_OK)
            return STATUS_BUSY;
        if (poll(fds, COUNT_OF(fds), SLICE_MS) <= 0)
            continue;
        if (fds[0].revents != 0 &&
            !take(&run->out, run->bytes, EXTRACTOR_OUT_MAX))
            return error_set(err, STATUS_TOO_LARGE, "more than %d MiB of lines",
                             EXTRACTOR_OUT_MAX / 1024 / 1024);
        if (fds[1].revents != 0 && !take(&run->said, run->sentence, SAID_MAX))
            return error_set(err, STATUS_BAD_DOCUMENT,
                             "its reader says too much");
    }
    return STATUS_OK;
}

/* Waits for it within its time; the rest of its group ends with it. */
static enum status
reap(const struct run *run, bool listened, siginfo_t *how, struct error *err)
{
    enum status status = STATUS_OK;
    int options = WEXITED | WNOWAIT | (listened ? WNOHANG : 0);

    if (!listened)
        kill(-run->pid, SIGKILL);
    memset(how, 0, sizeof *how);
    while (waitid(P_PID, (id_t)run->pid, how, options) < 0 ||
           how->si_pid == 0) {
        /* Both its pipes are at their ends, so it is about to end. */
        if (now_ms() > run->until_ms) {
            options &= ~WNOHANG;
            kill(-run->pid, SIGKILL);
            status =
                error_set(err, STATUS_BAD_DOCUMENT, "its reader did not end");
        }
        if ((options & WNOHANG) != 0)
            poll(NULL, 0, 1);
    }
    kill(-run->pid, SIGKILL);
    while (waitpid(run->pid, NULL, 0) < 0 && errno == EINTR)
        ;
    return status;
}

/* The sentence it ended with, on one line. */
static const char *
sentence(struct run *run, struct arena *arena)
{
    struct buf safe = {0};
    const char *text = buf_text(run->sentence);
    char *copy;

    utf8_put_safe(&safe, text, strcspn(text, "\n"));
    copy = arena_strdup(arena, safe.len == 0 ? "its reader does not say why"
                                             : buf_text(&safe));
    buf_deinit(&safe);
    return copy;
}

static enum status
judge(struct run *run, const siginfo_t *how, struct arena *arena,
      struct error *err)
{
    if (how->si_code != CLD_EXITED && how->si_status == SIGXCPU)
        return error_set(err, STATUS_BAD_DOCUMENT, "it takes too long to read");
    if (how->si_code != CLD_EXITED)
        return error_set(err, STATUS_BAD_DOCUMENT,
                         "its reader crashed (signal %d)", how->si_status);
    switch (how->si_status) {
    case EXIT_DONE:
        return STATUS_OK;
    case EXIT_NO_WALL:
        return error_set(err, STATUS_DENIED,
                         "%s; --allow-unsandboxed reads it all the same",
                         sentence(run, arena));
    case EXIT_BAD:
        return error_set(err, STATUS_BAD_DOCUMENT, "%s", sentence(run, arena));
    default:
        return error_set(err, STATUS_BUG, "its reader ended with %d: %s",
                         how->si_status, sentence(run, arena));
    }
}

enum status
extractor_run(struct extractor *extractor, const char *format,
              const struct buf *document, struct buf *out, struct arena *arena,
              struct error *err)
{
    CLEANUP(file_closep) int fd = -1;
    CLEANUP(buf_deinit) struct buf said = {0};
    struct run run = {
        .pid = -1, .out = -1, .said = -1, .bytes = out, .sentence = &said};
    siginfo_t how;
    enum status status = STATUS_OK, ended;

    if (extractor->program == NULL)
        status = place_extract(&extractor->program, arena, err);
    if (status == STATUS_OK)
        status = document_open(&fd, document, err);
    if (status == STATUS_OK)
        status = start(&run, extractor, format, fd, err);
    if (status == STATUS_OK)
        status = listen_to(&run, err);
    file_closep(&run.out);
    file_closep(&run.said);
    if (run.pid < 0)
        return status;
    ended = reap(&run, status == STATUS_OK, &how, err);
    if (status != STATUS_OK || ended != STATUS_OK)
        return status != STATUS_OK ? status : ended;
    return judge(&run, &how, arena, err);
}
