/*
 * Landlock comes before seccomp where it can; where the folder is not there
 * yet it comes later, and seccomp leaves the calls that it needs.
 */
#include "lib/sandbox/sandbox.h"

#include "lib/base/cleanup.h"
#include "lib/base/file.h"
#include "lib/sandbox/landlock.h"
#include "lib/sandbox/syscalls.h"

#include <fcntl.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static void
sandbox_limit(int resource, rlim_t most)
{
    struct rlimit limit;

    if (getrlimit((__rlimit_resource_t)resource, &limit) < 0)
        return;
    if (limit.rlim_max > most)
        limit.rlim_max = most;
    limit.rlim_cur = limit.rlim_max;
    setrlimit((__rlimit_resource_t)resource, &limit); /* lowers: allowed */
}

/* A log that is a file would end with the right to make files longer. */
static bool
sandbox_logs_to_a_file(void)
{
    struct stat st;

    return fstat(STDERR_FILENO, &st) == 0 && S_ISREG(st.st_mode);
}

/* Until a process that works too long is told so, and until it is killed.
 * What is lower stays, though root could raise it. */
static void
sandbox_limit_cpu(unsigned seconds)
{
    struct rlimit limit;

    if (getrlimit(RLIMIT_CPU, &limit) < 0)
        return;
    if (limit.rlim_max > seconds + 1)
        limit.rlim_max = seconds + 1;
    if (limit.rlim_cur > seconds)
        limit.rlim_cur = seconds;
    setrlimit(RLIMIT_CPU, &limit);
}

static void
sandbox_set_limits(const struct sandbox_spec *spec)
{
    sandbox_limit(RLIMIT_CORE, 0);
    if (!sandbox_logs_to_a_file())
        sandbox_limit(RLIMIT_FSIZE, 0);
    if (spec->memory_most != 0)
        sandbox_limit(RLIMIT_AS, spec->memory_most);
    if (spec->cpu_most != 0)
        sandbox_limit_cpu(spec->cpu_most);
    sandbox_limit(RLIMIT_NOFILE, spec->files_most);
}

/* The wall around the folder, as far as there is one. */
static void
sandbox_wall_in(struct sandbox *sandbox)
{
    CLEANUP(file_closep)
    int folder = open(sandbox->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    struct stat st;

    if (folder < 0 || fstat(folder, &st) < 0)
        return;
    if (landlock_restrict(folder, &sandbox->missing) != STATUS_OK) {
        sandbox->can_landlock = false;
        return;
    }
    sandbox->landlock = true;
    sandbox->dev = st.st_dev;
    sandbox->ino = st.st_ino;
}

/* The wall around what the system's programs are made of, or nothing. */
static void
sandbox_wall_off(struct sandbox *sandbox, enum sandbox_profile profile)
{
    static const char *const programs[] = {"/usr", "/lib", "/lib32", "/lib64",
                                           "/etc/ld.so.cache"};
    size_t count = profile == SANDBOX_PROGRAM ? COUNT_OF(programs) : 0;

    sandbox->landlock =
        landlock_restrict_to(programs, count, &sandbox->missing) == STATUS_OK;
    sandbox->can_landlock = sandbox->landlock;
}

void
sandbox_enter(struct sandbox *out, const struct sandbox_spec *spec)
{
    struct error *missing = &out->missing;

    *out = (struct sandbox){.folder = spec->folder};
    sandbox_set_limits(spec);
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    /* Not everybody may; the walls stand without it. */
    if (spec->profile != SANDBOX_FOLDER)
        (void)!unshare(CLONE_NEWUSER | CLONE_NEWNET);
    out->can_landlock = landlock_check(missing) == STATUS_OK;
    if (out->can_landlock && spec->profile == SANDBOX_FOLDER)
        sandbox_wall_in(out);
    else if (out->can_landlock)
        sandbox_wall_off(out, spec->profile);
    out->seccomp = syscalls_restrict(spec->profile, missing) == STATUS_OK;
}

bool
sandbox_look(struct sandbox *sandbox)
{
    struct stat st;

    if (!sandbox->can_landlock || sandbox->folder == NULL)
        return true;
    if (!sandbox->landlock) {
        sandbox_wall_in(sandbox);
        return true;
    }
    return stat(sandbox->folder, &st) < 0 ||
           (st.st_dev == sandbox->dev && st.st_ino == sandbox->ino);
}
