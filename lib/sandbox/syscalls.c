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

/* Bits: which profiles a row is for. */
enum {
    FOLDER = 1 << SANDBOX_FOLDER,
    NOTHING = 1 << SANDBOX_NOTHING,
    PROGRAM = 1 << SANDBOX_PROGRAM,
    ALL = FOLDER | NOTHING | PROGRAM
};

/* Calls that may have any arguments; a NULL ends a row's names. */
static const struct syscalls_plain {
    unsigned profiles;
    const char *const *names;
} syscalls_plain[] = {
    /* what is open; newer C libraries have newfstatat for fstat */
    {ALL,
     (const char *const[]){"read", "readv", "write", "writev", "lseek", "close",
                           "poll", "ppoll", "fstat", "newfstatat", NULL}},
    {FOLDER | PROGRAM, (const char *const[]){"pread64", "preadv", "fadvise64",
                                             "getdents64", NULL}},
    /* names of files: Landlock says which */
    {FOLDER | PROGRAM, (const char *const[]){"stat", "lstat", "statx", "access",
                                             "faccessat", "faccessat2", NULL}},
    /* memory and waiting */
    {ALL, (const char *const[]){"brk", "munmap", "mremap", "madvise", "futex",
                                "sched_yield", "clock_gettime", "clock_getres",
                                "clock_nanosleep", "gettimeofday", "nanosleep",
                                "getrandom", "restart_syscall", NULL}},
    /* itself */
    {ALL,
     (const char *const[]){"getpid", "gettid", "getuid", "geteuid", "getgid",
                           "getegid", "uname", "sysinfo", "sched_getaffinity",
                           "rt_sigaction", "rt_sigprocmask", "rt_sigreturn",
                           "sigaltstack", "set_robust_list", "rseq", "exit",
                           "exit_group", NULL}},
    /* how sanitizers try whether an address may be read */
    {FOLDER | NOTHING, (const char *const[]){"pipe", "pipe2", NULL}},
    /* more walls */
    {FOLDER,
     (const char *const[]){"landlock_create_ruleset", "landlock_add_rule",
                           "landlock_restrict_self", NULL}},
    /* how a child ended that was there before the wall */
    {NOTHING, (const char *const[]){"wait4", NULL}},
    /* to become a program, and how one begins */
    {PROGRAM, (const char *const[]){"execve", "arch_prctl", "set_tid_address",
                                    "readlink", "readlinkat", "getcwd", NULL}},
};

/* Allowed when (argument & mask) == value. */
static const struct syscalls_limited {
    const char *name;
    scmp_datum_t mask, value;
    unsigned profiles, argument;
} syscalls_limited[] = {
    {"open", OPEN_WRITES, O_RDONLY, FOLDER | PROGRAM, 1},
    {"openat", OPEN_WRITES, O_RDONLY, FOLDER | PROGRAM, 2},
    {"mmap", PROT_EXEC, 0, ALL, 2},
    /* code of libraries: never what can be written */
    {"mmap", PROT_EXEC | PROT_WRITE, PROT_EXEC, PROGRAM, 2},
    {"mprotect", PROT_EXEC, 0, ALL, 2},
    {"ioctl", UINT32_MAX, TCGETS, ALL, 1}, /* whether it is a terminal */
    {"prlimit64", UINT64_MAX, 0, ALL, 2},  /* to read a limit */
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
syscalls_allow_plain(scmp_filter_ctx filter, const struct syscalls_plain *row)
{
    int failed = 0;

    for (size_t i = 0; row->names[i] != NULL && failed == 0; i++)
        failed = syscalls_allow(filter, row->names[i], NULL);
    return failed;
}

static int
syscalls_allow_limited(scmp_filter_ctx filter,
                       const struct syscalls_limited *row)
{
    const struct scmp_arg_cmp only = {row->argument, SCMP_CMP_MASKED_EQ,
                                      row->mask, row->value};

    return syscalls_allow(filter, row->name, &only);
}

static int
syscalls_fill(scmp_filter_ctx filter, unsigned profile)
{
    /* abort() is a signal to oneself */
    const struct scmp_arg_cmp own = {0, SCMP_CMP_EQ, (scmp_datum_t)getpid(), 0};
    int failed = syscalls_allow(filter, "tgkill", &own);

    for (size_t i = 0; i < COUNT_OF(syscalls_plain) && failed == 0; i++)
        if (syscalls_plain[i].profiles & profile)
            failed = syscalls_allow_plain(filter, &syscalls_plain[i]);
    for (size_t i = 0; i < COUNT_OF(syscalls_limited) && failed == 0; i++)
        if (syscalls_limited[i].profiles & profile)
            failed = syscalls_allow_limited(filter, &syscalls_limited[i]);
    return failed;
}

enum status
syscalls_restrict(enum sandbox_profile profile, struct error *err)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    int failed =
        filter == NULL ? -ENOMEM : syscalls_fill(filter, 1U << profile);

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
