#include "client/own_worker.h"

#include "lib/base/arena.h"
#include "lib/base/cleanup.h"
#include "lib/base/file.h"
#include "lib/base/place.h"

#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { OURS, ITS };

static enum status
spawn(pid_t *pid, const char *path, const char *index, int fd,
      struct error *err)
{
    CLEANUP(arena_freep) struct arena *arena = arena_new();
    posix_spawn_file_actions_t actions;
    char *argv[] = {arena_strdup(arena, path), arena_strdup(arena, "--index"),
                    arena_strdup(arena, index), NULL};
    int failed = posix_spawn_file_actions_init(&actions);

    if (failed == 0) {
        failed = posix_spawn_file_actions_adddup2(&actions, fd, STDIN_FILENO);
        if (failed == 0)
            failed =
                posix_spawn_file_actions_adddup2(&actions, fd, STDOUT_FILENO);
        if (failed == 0)
            failed = posix_spawn(pid, path, &actions, NULL, argv, environ);
        posix_spawn_file_actions_destroy(&actions);
    }
    errno = failed;
    return failed == 0 ? STATUS_OK
                       : error_errno(err, STATUS_IO, "starting %s", path);
}

enum status
own_worker_start(struct own_worker *out, int *fd, const char *index,
                 struct error *err)
{
    CLEANUP(arena_freep) struct arena *arena = arena_new();
    int pair[2];
    char *path;
    pid_t pid;
    enum status status = place_worker(&path, arena, err);

    if (status != STATUS_OK)
        return status;
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) < 0)
        return error_errno(err, STATUS_IO, "socketpair");
    status = spawn(&pid, path, index, pair[ITS], err);
    file_closep(&pair[ITS]);
    if (status == STATUS_OK) {
        out->pid = pid;
        *fd = pair[OURS];
    } else {
        file_closep(&pair[OURS]);
    }
    return status;
}

void
own_worker_end(struct own_worker *worker)
{
    if (worker->pid == 0)
        return;
    kill(worker->pid, SIGKILL);
    while (waitpid(worker->pid, NULL, 0) < 0 && errno == EINTR)
        ;
    worker->pid = 0;
}
