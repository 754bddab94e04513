#include "indexer/input/extractor.h"

#include "indexer/clock.h"
#include "lib/base/cleanup.h"
#include "lib/base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <unistd.h>

enum { CHUNK = 64 * 1024, FIRST_FREE_FD = 3 };

/* How clause-extract ends. */
enum { CODE_GOOD = 0, CODE_BAD_DOCUMENT = 1, CODE_NO_SANDBOX = 3 };

struct pipes {
    int out[2], err[2];
};

static void
pipes_close(struct pipes *pipes)
{
    for (size_t i = 0; i < 2; i++) {
        file_closep(&pipes->out[i]);
        file_closep(&pipes->err[i]);
    }
}

/* Our ends do not block: the pool waits for all at once. */
static enum status
pipes_open(struct pipes *pipes, struct error *err)
{
    if (pipe2(pipes->out, O_CLOEXEC) < 0 || pipe2(pipes->err, O_CLOEXEC) < 0 ||
        fcntl(pipes->out[0], F_SETFL, O_NONBLOCK) < 0 ||
        fcntl(pipes->err[0], F_SETFL, O_NONBLOCK) < 0)
        return error_errno(err, STATUS_IO, "a pipe");
    return STATUS_OK;
}

/* Its own group, to end it with what it started; no signal held back or
 * ignored that we hold back or ignore. */
static int
set_attributes(posix_spawnattr_t *attributes)
{
    sigset_t none, all;
    int failed;

    sigemptyset(&none);
    sigfillset(&all);
    failed = posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETPGROUP |
                                                      POSIX_SPAWN_SETSIGMASK |
                                                      POSIX_SPAWN_SETSIGDEF);
    if (failed == 0)
        failed = posix_spawnattr_setpgroup(attributes, 0);
    if (failed == 0)
        failed = posix_spawnattr_setsigmask(attributes, &none);
    if (failed == 0)
        failed = posix_spawnattr_setsigdefault(attributes, &all);
    return failed;
}

static int
set_files(posix_spawn_file_actions_t *files, const struct pipes *pipes, int fd)
{
    int failed = posix_spawn_file_actions_adddup2(files, fd, STDIN_FILENO);

    if (failed == 0)
        failed = posix_spawn_file_actions_adddup2(files, pipes->out[1],
                                                  STDOUT_FILENO);
    if (failed == 0)
        failed = posix_spawn_file_actions_adddup2(files, pipes->err[1],
                                                  STDERR_FILENO);
    return failed;
}

static int
spawn(pid_t *pid, const struct extractor_command *command, const char *format,
      const struct pipes *pipes, int fd)
{
    char *argv[] = {(char *)command->program, (char *)format,
                    command->unsandboxed ? "--unsandboxed" : NULL, NULL};
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    int failed = posix_spawn_file_actions_init(&files);

    if (failed != 0)
        return failed;
    failed = posix_spawnattr_init(&attributes);
    if (failed == 0) {
        failed = set_attributes(&attributes);
        if (failed == 0)
            failed = set_files(&files, pipes, fd);
        if (failed == 0)
            failed = posix_spawn(pid, command->program, &files, &attributes,
                                 argv, environ);
        posix_spawnattr_destroy(&attributes);
    }
    posix_spawn_file_actions_destroy(&files);
    return failed;
}

static void
end_group(const struct extractor *extractor)
{
    kill(-extractor->pid, SIGKILL);
}

static void
reap(const struct extractor *extractor, siginfo_t *info)
{
    while (waitid(P_PID, (id_t)extractor->pid, info, WEXITED) < 0 &&
           errno == EINTR)
        ;
}

static enum status
start(struct extractor *out, const struct extractor_command *command,
      const char *format, const struct pipes *pipes, int fd, struct error *err)
{
    siginfo_t info;

    /* With a closed stream, a pipe or the document would stand in its place
     * and be written over when the child's are set. */
    if (fd < FIRST_FREE_FD || pipes->out[0] < FIRST_FREE_FD ||
        pipes->out[1] < FIRST_FREE_FD || pipes->err[0] < FIRST_FREE_FD ||
        pipes->err[1] < FIRST_FREE_FD)
        return error_set(err, STATUS_IO,
                         "standard input, output or error is closed");
    errno = spawn(&out->pid, command, format, pipes, fd);
    if (errno != 0)
        return error_errno(err, STATUS_IO, "starting %s", command->program);
    out->pid_fd = pidfd_open(out->pid, 0);
    if (out->pid_fd >= 0)
        return STATUS_OK;
    error_errno(err, STATUS_IO, "a descriptor of a process");
    end_group(out);
    reap(out, &info);
    return STATUS_IO;
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

enum status
extractor_start(struct extractor *out, const struct extractor_command *command,
                const char *format, const struct buf *document,
                struct error *err)
{
    CLEANUP(file_closep) int fd = -1;
    CLEANUP(pipes_close) struct pipes pipes = {{-1, -1}, {-1, -1}};
    struct extractor made = {.pid_fd = -1};
    enum status status = document_open(&fd, document, err);

    if (status == STATUS_OK)
        status = pipes_open(&pipes, err);
    if (status == STATUS_OK)
        status = start(&made, command, format, &pipes, fd, err);
    if (status != STATUS_OK)
        return status;
    made.end_ms = clock_ms() + command->wall_ms;
    made.out_fd = pipes.out[0];
    made.err_fd = pipes.err[0];
    pipes.out[0] = pipes.err[0] = -1;
    *out = made;
    return STATUS_OK;
}

/* Ends it for a reason; the first one counts. */
static void
end_for(struct extractor *extractor, const struct error *why)
{
    if (extractor->ended.code == STATUS_OK)
        extractor->ended = *why;
    extractor->end_ms = LLONG_MAX;
    end_group(extractor);
}

/* Takes what one pipe has, most bytes in all; what is more is dropped, and
 * false says so. */
static bool
read_pipe(int *fd, struct buf *out, size_t most)
{
    bool fits = true;

    while (*fd >= 0 && fits) {
        ssize_t got = read(*fd, buf_reserve(out, CHUNK), CHUNK);

        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0 && errno == EAGAIN)
            break;
        if (got <= 0) {
            file_closep(fd);
            break;
        }
        out->len += (size_t)got;
        if (out->len > most) {
            out->len = most;
            fits = false;
        }
    }
    return fits;
}

void
extractor_read(struct extractor *extractor)
{
    struct error why;

    (void)read_pipe(&extractor->err_fd, &extractor->err, EXTRACTOR_ERR_MAX);
    if (read_pipe(&extractor->out_fd, &extractor->out, EXTRACTOR_OUT_MAX))
        return;
    error_set(&why, STATUS_TOO_LARGE, "more than %d MiB of lines",
              EXTRACTOR_OUT_MAX / 1024 / 1024);
    file_closep(&extractor->out_fd);
    end_for(extractor, &why);
}

void
extractor_watch(struct extractor *extractor, long long now_ms)
{
    struct error why;

    if (now_ms < extractor->end_ms)
        return;
    error_set(&why, STATUS_TOO_LARGE, "it was not read within %d s",
              EXTRACTOR_WALL_MS / 1000);
    end_for(extractor, &why);
}

/* The first line that it wrote on standard error, or what is said for it. */
static const char *
sentence(struct extractor *extractor, const char *otherwise)
{
    char *text = (char *)buf_text(&extractor->err);

    text[strcspn(text, "\n")] = '\0';
    return *text == '\0' ? otherwise : text;
}

static enum status
judge_crash(struct extractor *extractor, int number, struct error *err)
{
    const char *why = sentence(extractor, "");

    if (number == SIGXCPU)
        return error_set(err, STATUS_BAD_DOCUMENT, "it takes too long to read");
    return error_set(err, STATUS_BAD_DOCUMENT,
                     "its reader crashed (signal %d)%s%s", number,
                     *why == '\0' ? "" : ": ", why);
}

static enum status
judge(struct extractor *extractor, const siginfo_t *info, struct error *err)
{
    const char *why;

    if (extractor->ended.code != STATUS_OK)
        return error_set(err, extractor->ended.code, "%s",
                         extractor->ended.text);
    if (info->si_code != CLD_EXITED)
        return judge_crash(extractor, info->si_status, err);
    why = sentence(extractor, "its reader does not say why");
    switch (info->si_status) {
    case CODE_GOOD:
        return STATUS_OK;
    case CODE_BAD_DOCUMENT:
        return error_set(err, STATUS_BAD_DOCUMENT, "%s", why);
    case CODE_NO_SANDBOX:
        return error_set(err, STATUS_DENIED,
                         "%s; --allow-unsandboxed reads it all the same", why);
    default:
        return error_set(err, STATUS_BUG, "its reader ended with %d: %s",
                         info->si_status, why);
    }
}

enum status
extractor_finish(struct extractor *extractor, struct buf *lines,
                 struct error *err)
{
    siginfo_t info = {0};
    enum status status;

    /* Before it is reaped nobody else can have its number. What it started
     * could hold the pipes open for ever. */
    end_group(extractor);
    extractor_read(extractor);
    reap(extractor, &info);
    file_closep(&extractor->pid_fd);
    file_closep(&extractor->out_fd);
    file_closep(&extractor->err_fd);
    status = judge(extractor, &info, err);
    if (status == STATUS_OK)
        *lines = extractor->out;
    else
        buf_deinit(&extractor->out);
    buf_deinit(&extractor->err);
    return status;
}
