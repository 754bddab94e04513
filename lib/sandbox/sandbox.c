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

static void
sandbox_set_limits(const struct sandbox_spec *spec)
{
    sandbox_limit(RLIMIT_CORE, 0);
    if (!sandbox_logs_to_a_file())
        sandbox_limit(RLIMIT_FSIZE, 0);
    if (spec->memory_most != 0)
        sandbox_limit(RLIMIT_AS, spec->memory_most);
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

void
sandbox_enter(struct sandbox *out, const struct sandbox_spec *spec)
{
    struct error *missing = &out->missing;

    *out = (struct sandbox){.folder = spec->folder};
    sandbox_set_limits(spec);
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    out->can_landlock = landlock_check(missing) == STATUS_OK;
    if (out->can_landlock)
        sandbox_wall_in(out);
    out->seccomp = syscalls_restrict(missing) == STATUS_OK;
}

bool
sandbox_look(struct sandbox *sandbox)
{
    struct stat st;

    if (!sandbox->can_landlock)
        return true;
    if (!sandbox->landlock) {
        sandbox_wall_in(sandbox);
        return true;
    }
    return stat(sandbox->folder, &st) < 0 ||
           (st.st_dev == sandbox->dev && st.st_ino == sandbox->ino);
}
