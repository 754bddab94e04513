/*
 * A list of what is allowed, because a list of what is not would have to
 * know the system calls of kernels to come. Names that an architecture does
 * not have are passed over by libseccomp.
 */
#include "lib/sandbox/syscalls.h"

#include "lib/base/cleanup.h"

#include <errno.h>
#include <fcntl.h>
#include <seccomp.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

/* Flags of open() that do more than read. */
#define OPEN_WRITES (O_ACCMODE | O_CREAT | O_TRUNC | O_APPEND)

static const char *const syscalls_plain[] = {
    /* what is open */
    "read", "readv", "pread64", "preadv", "write", "writev", "lseek", "close",
    "poll", "ppoll", "fstat", "fadvise64", "getdents64",
    /* names of files: Landlock says which */
    "stat", "lstat", "newfstatat", "statx", "access", "faccessat", "faccessat2",
    /* memory and waiting */
    "brk", "munmap", "mremap", "madvise", "futex", "sched_yield",
    "clock_gettime", "clock_getres", "clock_nanosleep", "gettimeofday",
    "nanosleep", "getrandom", "restart_syscall",
    /* itself */
    "getpid", "gettid", "getuid", "geteuid", "getgid", "getegid", "uname",
    "sysinfo", "sched_getaffinity", "rt_sigaction", "rt_sigprocmask",
    "rt_sigreturn", "sigaltstack", "set_robust_list", "rseq", "exit",
    "exit_group",
    /* how sanitizers try whether an address may be read */
    "pipe", "pipe2",
    /* more walls */
    "landlock_create_ruleset", "landlock_add_rule", "landlock_restrict_self"};

/* Allowed when (argument & mask) == value. */
static const struct syscalls_limited {
    const char *name;
    unsigned argument;
    scmp_datum_t mask, value;
} syscalls_limited[] = {
    {"open", 1, OPEN_WRITES, O_RDONLY}, {"openat", 2, OPEN_WRITES, O_RDONLY},
    {"mmap", 2, PROT_EXEC, 0},          {"mprotect", 2, PROT_EXEC, 0},
    {"ioctl", 1, UINT32_MAX, TCGETS}, /* whether it is a terminal */
    {"prlimit64", 2, UINT64_MAX, 0},  /* to read a limit */
};

static int
syscalls_allow(scmp_filter_ctx filter, const char *name,
               const struct scmp_arg_cmp *only)
{
    int number = seccomp_syscall_resolve_name(name);

    if (number == __NR_SCMP_ERROR) /* newer than the library */
        return 0;
    return seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, number,
                                  only == NULL ? 0 : 1, only);
}

static int
syscalls_fill(scmp_filter_ctx filter)
{
    /* abort() is a signal to oneself */
    const struct scmp_arg_cmp own = {0, SCMP_CMP_EQ, (scmp_datum_t)getpid(), 0};
    int failed = syscalls_allow(filter, "tgkill", &own);

    for (size_t i = 0; i < COUNT_OF(syscalls_plain) && failed == 0; i++)
        failed = syscalls_allow(filter, syscalls_plain[i], NULL);
    for (size_t i = 0; i < COUNT_OF(syscalls_limited) && failed == 0; i++) {
        const struct syscalls_limited *row = &syscalls_limited[i];
        const struct scmp_arg_cmp only = {row->argument, SCMP_CMP_MASKED_EQ,
                                          row->mask, row->value};

        failed = syscalls_allow(filter, row->name, &only);
    }
    return failed;
}

enum status
syscalls_restrict(struct error *err)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    int failed = filter == NULL ? -ENOMEM : syscalls_fill(filter);

    if (failed == 0) /* a tree in place of a list: fewer steps a call */
        failed = seccomp_attr_set(filter, SCMP_FLTATR_CTL_OPTIMIZE, 2);
    if (failed == 0)
        failed = seccomp_load(filter);
    if (filter != NULL)
        seccomp_release(filter);
    if (failed != 0)
        return error_set(err, STATUS_IO,
                         "this kernel takes no seccomp filter: "
                         "%s",
                         strerror(-failed));
    return STATUS_OK;
}
