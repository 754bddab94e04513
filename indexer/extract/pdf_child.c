#include "indexer/extract/pdf_child.h"

#include "lib/base/cleanup.h"
#include "lib/base/file.h"
#include "lib/base/place.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum { CHUNK = 256 * 1024 };

/* The order of the text in the file, which is that of reading in what word
 * processors write; the other orders take labels in a row for a column. */
static const char *const pdf_command[] = {
    "pdftotext", "-q", "-raw", "-enc", "UTF-8", "-l", "2001", "-", "-", NULL};

static void
become_program(const struct sandbox_spec *spec, bool anyway, int in, int out)
{
    char *const nothing[] = {NULL};
    struct sandbox sandbox;

    if (dup2(in, STDIN_FILENO) < 0 || dup2(out, STDOUT_FILENO) < 0)
        _exit(PDF_CHILD_NO_PROGRAM);
    closefrom(STDERR_FILENO + 1);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    signal(SIGPIPE, SIG_DFL);
    sandbox_enter(&sandbox, spec);
    if ((!sandbox.seccomp || !sandbox.landlock) && !anyway)
        _exit(PDF_CHILD_NO_WALL);
    execve(PLACE_PDFTOTEXT, (char *const *)(uintptr_t)pdf_command, nothing);
    _exit(PDF_CHILD_NO_PROGRAM);
}

enum status
pdf_child_start(struct pdf_child *out, const struct sandbox_spec *spec,
                bool anyway, struct error *err)
{
    CLEANUP(file_closep) int its_in = -1;
    CLEANUP(file_closep) int its_out = -1;
    CLEANUP(file_closep) int in = -1;
    int pair[2];
    pid_t pid;

    if (pipe2(pair, O_CLOEXEC) < 0)
        return error_errno(err, STATUS_IO, "a pipe");
    its_in = pair[0];
    in = pair[1];
    if (pipe2(pair, O_CLOEXEC) < 0)
        return error_errno(err, STATUS_IO, "a pipe");
    its_out = pair[1];
    fcntl(in, F_SETFL, O_NONBLOCK);
    pid = fork();
    if (pid == 0)
        become_program(spec, anyway, its_in, its_out);
    if (pid < 0) {
        close(pair[0]);
        return error_errno(err, STATUS_IO, "starting pdftotext");
    }
    *out = (struct pdf_child){pid, in, pair[0]};
    in = -1;
    return STATUS_OK;
}

/* Gives it some more; closes its input at the end, or when it reads no more. */
static void
feed(struct pdf_child *child, const struct buf *document, size_t *given)
{
    size_t left = document->len - *given;
    ssize_t n = left == 0 ? 0 : write(child->in, document->data + *given, left);

    if (n > 0)
        *given += (size_t)n;
    else if (left == 0 || (errno != EINTR && errno != EAGAIN))
        file_closep(&child->in);
}

/* False at the end. */
static bool
drain(struct pdf_child *child, struct buf *text)
{
    ssize_t n = read(child->out, buf_reserve(text, CHUNK), CHUNK);

    if (n > 0)
        text->len += (size_t)n;
    return n > 0 || (n < 0 && errno == EINTR);
}

static bool
exchange(struct pdf_child *child, struct buf *text, const struct buf *document,
         size_t most)
{
    size_t given = 0;

    while (text->len <= most) {
        struct pollfd polled[] = {{.fd = child->out, .events = POLLIN},
                                  {.fd = child->in, .events = POLLOUT}};

        if (poll(polled, COUNT_OF(polled), -1) < 0 && errno != EINTR)
            return false;
        if (polled[1].revents != 0)
            feed(child, document, &given);
        if (polled[0].revents != 0 && !drain(child, text))
            return true;
    }
    return false;
}

enum status
pdf_child_read(struct pdf_child *child, struct buf *text,
               const struct buf *document, size_t most, int *ended,
               struct error *err)
{
    bool is_whole = exchange(child, text, document, most);

    file_closep(&child->in);
    file_closep(&child->out); /* who writes on ends by SIGPIPE */
    while (waitpid(child->pid, ended, 0) < 0)
        if (errno != EINTR)
            return error_errno(err, STATUS_IO, "waiting for pdftotext");
    if (!is_whole)
        return error_set(err, STATUS_TOO_LARGE,
                         "it has more than 16 MiB of text");
    return STATUS_OK;
}
