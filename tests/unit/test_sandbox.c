/*
 * Each test enters the sandbox in a child and tries there; the child's exit
 * status is the verdict. A wall that this kernel does not have is no failure
 * of ours: what needs it is skipped.
 */
#include "lib/sandbox/sandbox.h"

#include "lib/base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { GOOD, BAD, SKIPPED };

struct fixture {
    char root[64]; /* a folder of our own */
    char index[80];
    char file[96]; /* INDEX/file */
    char beside[80];
    int go[2]; /* a byte here: the parent has done its part */
    int ready[2];
};

static void
put_file(const char *path, const char *text)
{
    assert_int_equal(file_replace(path, text, strlen(text), NULL), STATUS_OK);
}

static int
setup(void **state)
{
    static struct fixture fixture;

    strcpy(fixture.root, "/tmp/clause-sandbox-XXXXXX");
    if (mkdtemp(fixture.root) == NULL || pipe(fixture.go) < 0 ||
        pipe(fixture.ready) < 0)
        return -1;
    snprintf(fixture.index, sizeof fixture.index, "%s/index", fixture.root);
    snprintf(fixture.file, sizeof fixture.file, "%s/file", fixture.index);
    snprintf(fixture.beside, sizeof fixture.beside, "%s/beside", fixture.root);
    if (mkdir(fixture.index, 0700) < 0)
        return -1;
    put_file(fixture.file, "old");
    put_file(fixture.beside, "secret");
    *state = &fixture;
    return 0;
}

static int
teardown(void **state)
{
    struct fixture *fixture = *state;

    for (int i = 0; i < 2; i++) {
        close(fixture->go[i]);
        close(fixture->ready[i]);
    }
    return file_remove_tree(fixture->root, NULL) != STATUS_OK;
}

static void
enter(const struct fixture *fixture, struct sandbox *sandbox)
{
    const struct sandbox_spec spec = {.folder = fixture->index,
                                      .files_most = 32};

    sandbox_enter(sandbox, &spec);
}

static bool
reads(const char *path, const char *text)
{
    char bytes[16] = "";
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t n = fd < 0 ? -1 : read(fd, bytes, sizeof bytes - 1);

    close(fd);
    return n >= 0 && strcmp(bytes, text) == 0;
}

/* Whether a call failed because it was not allowed. */
static bool
is_refused(long result)
{
    return result < 0 && (errno == EPERM || errno == EACCES);
}

/* The exit status of a child that runs the try inside the sandbox. */
static int
verdict(pid_t child)
{
    int status;

    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static void
expect_good(int (*try)(const struct fixture *, struct sandbox *),
            const struct fixture *fixture)
{
    struct sandbox sandbox;
    pid_t child = fork();
    int code;

    assert_true(child >= 0);
    if (child == 0) {
        enter(fixture, &sandbox);
        _exit(try(fixture, &sandbox));
    }
    code = verdict(child);
    if (code == SKIPPED)
        skip();
    assert_int_equal(code, GOOD);
}

static int
try_reading(const struct fixture *fixture, struct sandbox *sandbox)
{
    if (!reads(fixture->file, "old"))
        return BAD;
    if (!sandbox->landlock)
        return SKIPPED;
    if (!is_refused(open("/etc/passwd", O_RDONLY)) ||
        !is_refused(open(fixture->beside, O_RDONLY)) ||
        !is_refused(open("/", O_RDONLY | O_DIRECTORY)))
        return BAD;
    return GOOD;
}

static void
only_the_folder_can_be_read(void **state)
{
    expect_good(try_reading, *state);
}

static int
try_writing(const struct fixture *fixture, struct sandbox *sandbox)
{
    const struct rlimit most = {1 << 20, 1 << 20};

    if (!sandbox->seccomp)
        return SKIPPED;
    if (!is_refused(open(fixture->file, O_WRONLY)) ||
        !is_refused(open(fixture->file, O_RDONLY | O_TRUNC)) ||
        !is_refused(open(fixture->beside, O_RDWR)) ||
        !is_refused(creat("/tmp/clause-sandbox-new", 0600)) ||
        !is_refused(unlink(fixture->file)) ||
        !is_refused(rename(fixture->file, fixture->beside)) ||
        !is_refused(mkdir("/tmp/clause-sandbox-new", 0700)) ||
        !is_refused(chmod(fixture->file, 0777)) ||
        !is_refused(setrlimit(RLIMIT_FSIZE, &most)))
        return BAD;
    return reads(fixture->file, "old") ? GOOD : BAD;
}

static void
nothing_can_be_written(void **state)
{
    expect_good(try_writing, *state);
}

static int
try_leaving(const struct fixture *fixture, struct sandbox *sandbox)
{
    char *const argv[] = {(char[]){"true"}, NULL};
    int pair[2];

    (void)fixture;
    if (!sandbox->seccomp)
        return SKIPPED;
    if (!is_refused(socket(AF_UNIX, SOCK_STREAM, 0)) ||
        !is_refused(socket(AF_INET, SOCK_STREAM, 0)) ||
        !is_refused(socket(AF_NETLINK, SOCK_RAW, 0)) ||
        !is_refused(socketpair(AF_UNIX, SOCK_STREAM, 0, pair)))
        return BAD;
    if (!is_refused(syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0)) ||
        !is_refused(syscall(SYS_clone3, NULL, 0)) ||
        !is_refused(execve("/bin/true", argv, environ)) ||
        !is_refused(ptrace(PTRACE_TRACEME, 0, NULL, NULL)) ||
        !is_refused(kill(getppid(), 0)) ||
        !is_refused(syscall(SYS_tgkill, getppid(), getppid(), 0)))
        return BAD;
    return GOOD;
}

static void
no_network_no_process_no_program(void **state)
{
    expect_good(try_leaving, *state);
}

static int
try_growing(const struct fixture *fixture, struct sandbox *sandbox)
{
    void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    struct rlimit core;

    (void)fixture;
    if (!sandbox->seccomp)
        return SKIPPED;
    if (page == MAP_FAILED ||
        !is_refused(mprotect(page, 4096, PROT_READ | PROT_EXEC)) ||
        !is_refused(mmap(NULL, 4096, PROT_READ | PROT_EXEC,
                         MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED
                        ? -1
                        : 0))
        return BAD;
    if (!is_refused(prctl(PR_SET_NO_NEW_PRIVS, 0, 0, 0, 0)) ||
        !is_refused(syscall(SYS_keyctl, 0, 0)) ||
        !is_refused(syscall(SYS_bpf, 0, NULL, 0)) ||
        !is_refused(syscall(SYS_unshare, 0)))
        return BAD;
    return getrlimit(RLIMIT_CORE, &core) == 0 && core.rlim_max == 0 ? GOOD
                                                                    : BAD;
}

static void
no_new_code_and_no_new_rights(void **state)
{
    expect_good(try_growing, *state);
}

/* Stops until the parent has done its part. */
static void
wait_for_parent(const struct fixture *fixture)
{
    char byte = 0;

    if (write(fixture->ready[1], "r", 1) != 1 ||
        read(fixture->go[0], &byte, 1) != 1)
        _exit(BAD);
}

static pid_t
start_waiting(const struct fixture *fixture,
              int (*try)(const struct fixture *, struct sandbox *))
{
    struct sandbox sandbox;
    pid_t child = fork();
    char byte;

    assert_true(child >= 0);
    if (child == 0) {
        enter(fixture, &sandbox);
        if (!sandbox_look(&sandbox))
            _exit(BAD);
        wait_for_parent(fixture);
        _exit(try(fixture, &sandbox));
    }
    assert_int_equal(read(fixture->ready[0], &byte, 1), 1);
    return child;
}

static int
finish_waiting(const struct fixture *fixture, pid_t child)
{
    int code;

    assert_int_equal(write(fixture->go[1], "g", 1), 1);
    code = verdict(child);
    if (code == SKIPPED)
        skip();
    return code;
}

static int
try_new_generation(const struct fixture *fixture, struct sandbox *sandbox)
{
    char path[128];

    snprintf(path, sizeof path, "%s/gen/new", fixture->index);
    return sandbox_look(sandbox) && reads(path, "new") &&
                   reads(fixture->file, "newer")
               ? GOOD
               : BAD;
}

static void
what_comes_into_the_folder_later_can_be_read(void **state)
{
    struct fixture *fixture = *state;
    pid_t child = start_waiting(fixture, try_new_generation);
    char path[128];

    snprintf(path, sizeof path, "%s/gen", fixture->index);
    assert_int_equal(mkdir(path, 0700), 0);
    strcat(path, "/new");
    put_file(path, "new");
    put_file(fixture->file, "newer"); /* by a rename */
    assert_int_equal(finish_waiting(fixture, child), GOOD);
}

static int
try_late_folder(const struct fixture *fixture, struct sandbox *sandbox)
{
    if (sandbox->landlock || !sandbox_look(sandbox) ||
        !reads(fixture->file, "late"))
        return BAD;
    if (!sandbox->can_landlock)
        return SKIPPED;
    return sandbox->landlock && is_refused(open("/etc/passwd", O_RDONLY)) ? GOOD
                                                                          : BAD;
}

static void
folder_that_comes_later_is_walled_in_then(void **state)
{
    struct fixture *fixture = *state;
    pid_t child;

    assert_int_equal(file_remove_tree(fixture->index, NULL), STATUS_OK);
    child = start_waiting(fixture, try_late_folder);
    assert_int_equal(mkdir(fixture->index, 0700), 0);
    put_file(fixture->file, "late");
    assert_int_equal(finish_waiting(fixture, child), GOOD);
}

static int
try_other_folder(const struct fixture *fixture, struct sandbox *sandbox)
{
    (void)fixture;
    if (!sandbox->can_landlock)
        return SKIPPED;
    return sandbox_look(sandbox) ? BAD : GOOD;
}

static void
folder_that_was_replaced_is_noticed(void **state)
{
    struct fixture *fixture = *state;
    pid_t child = start_waiting(fixture, try_other_folder);
    char moved[96];

    snprintf(moved, sizeof moved, "%s/moved", fixture->root);
    assert_int_equal(rename(fixture->index, moved), 0);
    assert_int_equal(mkdir(fixture->index, 0700), 0);
    assert_int_equal(finish_waiting(fixture, child), GOOD);
}

/* The log of a worker: a pipe, a terminal, or a file of its parent. */
static void
standard_error_can_be_a_file(void **state)
{
    struct fixture *fixture = *state;
    struct sandbox sandbox;
    pid_t child = fork();

    assert_true(child >= 0);
    if (child == 0) {
        int log = open(fixture->beside, O_WRONLY | O_TRUNC);

        dup2(log, STDERR_FILENO);
        enter(fixture, &sandbox);
        _exit(write(STDERR_FILENO, "said", 4) == 4 ? GOOD : BAD);
    }
    assert_int_equal(verdict(child), GOOD);
    assert_true(reads(fixture->beside, "said"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(only_the_folder_can_be_read),
        TEST(nothing_can_be_written),
        TEST(no_network_no_process_no_program),
        TEST(no_new_code_and_no_new_rights),
        TEST(what_comes_into_the_folder_later_can_be_read),
        TEST(folder_that_comes_later_is_walled_in_then),
        TEST(folder_that_was_replaced_is_noticed),
        TEST(standard_error_can_be_a_file),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
