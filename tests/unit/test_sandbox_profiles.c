/*
 * The profiles of the sandbox that read no folder: each is entered in a child,
 * which tries there; its exit status is the verdict. A wall that this kernel
 * does not have is no failure of ours: what needs it is skipped.
 */
#include "lib/sandbox/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { GOOD, BAD, SKIPPED, TEST_CPU_SECONDS = 1 };

/* Whether a call failed because it was not allowed. */
static bool
is_refused(long result)
{
    return result < 0 && (errno == EPERM || errno == EACCES);
}

static pid_t
start(enum sandbox_profile profile, int (*try)(void))
{
    const struct sandbox_spec spec = {
        .profile = profile, .files_most = 16, .cpu_most = TEST_CPU_SECONDS};
    struct sandbox sandbox;
    pid_t child = fork();

    assert_true(child >= 0);
    if (child == 0) {
        sandbox_enter(&sandbox, &spec);
        if (!sandbox.seccomp || !sandbox.landlock)
            _exit(SKIPPED);
        _exit(try());
    }
    return child;
}

static void
expect_good(enum sandbox_profile profile, int (*try)(void))
{
    pid_t child = start(profile, try);
    int status;

    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    if (WEXITSTATUS(status) == SKIPPED)
        skip();
    assert_int_equal(WEXITSTATUS(status), GOOD);
}

static bool
has_no_network_and_no_process(void)
{
    int pair[2];

    return is_refused(socket(AF_UNIX, SOCK_STREAM, 0)) &&
           is_refused(socket(AF_INET, SOCK_STREAM, 0)) &&
           is_refused(socketpair(AF_UNIX, SOCK_STREAM, 0, pair)) &&
           is_refused(syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0)) &&
           is_refused(syscall(SYS_clone3, NULL, 0)) &&
           is_refused(syscall(SYS_vfork)) &&
           is_refused(syscall(SYS_ptrace, 0, 0, 0, 0)) &&
           is_refused(syscall(SYS_unshare, 0)) &&
           is_refused(kill(getppid(), 0));
}

static bool
writes_nothing(void)
{
    return is_refused(creat("/tmp/clause-sandbox-new", 0600)) &&
           is_refused(open("/dev/null", O_RDWR)) &&
           is_refused(syscall(SYS_mkdir, "/tmp/clause-sandbox-new", 0700)) &&
           is_refused(syscall(SYS_rename, "/tmp/a", "/tmp/b")) &&
           is_refused(syscall(SYS_unlink, "/tmp/clause-sandbox-new"));
}

static int
try_nothing(void)
{
    char *const argv[] = {(char[]){"true"}, NULL};
    void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    if (page == MAP_FAILED || !is_refused(mprotect(page, 4096, PROT_EXEC)))
        return BAD;
    if (!is_refused(open("/etc/passwd", O_RDONLY)) ||
        !is_refused(open("/usr/bin/true", O_RDONLY)) ||
        !is_refused(open("/", O_RDONLY | O_DIRECTORY)) ||
        !is_refused(execve("/usr/bin/true", argv, environ)))
        return BAD;
    return writes_nothing() && has_no_network_and_no_process() ? GOOD : BAD;
}

static void
nothing_can_be_opened_or_started(void **state)
{
    (void)state;
    expect_good(SANDBOX_NOTHING, try_nothing);
}

static int
try_program(void)
{
    void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    if (!is_refused(open("/etc/passwd", O_RDONLY)) ||
        !is_refused(open("/proc/self/maps", O_RDONLY)) ||
        !is_refused(open("/", O_RDONLY | O_DIRECTORY)) ||
        open("/usr/bin/true", O_RDONLY) < 0)
        return BAD;
    if (page == MAP_FAILED || !is_refused(mprotect(page, 4096, PROT_EXEC)))
        return BAD;
    page = mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC,
                MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (page != MAP_FAILED)
        return BAD;
    return writes_nothing() && has_no_network_and_no_process() ? GOOD : BAD;
}

static void
only_what_the_system_is_made_of_can_be_read(void **state)
{
    (void)state;
    expect_good(SANDBOX_PROGRAM, try_program);
}

static int
try_becoming(void)
{
    char *const argv[] = {(char[]){"true"}, NULL};

    execve("/usr/bin/true", argv, (char *const[]){NULL});
    return BAD;
}

static void
a_program_of_the_system_can_be_started(void **state)
{
    (void)state;
    expect_good(SANDBOX_PROGRAM, try_becoming);
}

static int
try_forever(void)
{
    for (volatile unsigned i = 0;; i++)
        ;
    return BAD;
}

static void
who_works_too_long_is_told(void **state)
{
    pid_t child = start(SANDBOX_NOTHING, try_forever);
    int status;

    (void)state;
    assert_int_equal(waitpid(child, &status, 0), child);
    if (WIFEXITED(status) && WEXITSTATUS(status) == SKIPPED)
        skip();
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGXCPU);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_can_be_opened_or_started),
        cmocka_unit_test(only_what_the_system_is_made_of_can_be_read),
        cmocka_unit_test(a_program_of_the_system_can_be_started),
        cmocka_unit_test(who_works_too_long_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
