#include "indexer/input/beneath.h"

#include "lib/base/cleanup.h"
#include "lib/base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

/* What to say where the system's own words would puzzle. */
static enum status
fail(int error, struct error *err)
{
    switch (error) {
    case ELOOP:
        return error_set(err, STATUS_DENIED,
                         "a symbolic link stands where a file or folder was");
    case EXDEV:
        return error_set(err, STATUS_DENIED, "it lies outside of the folder");
    case ENOSYS:
        return error_set(err, STATUS_IO,
                         "this kernel cannot open files safely (openat2 of "
                         "Linux 5.6 is needed)");
    default:
        return error_set(err, file_status(error), "%s", strerror(error));
    }
}

enum status
beneath_open(int *fd, const char *top, const char *name, int flags,
             struct error *err)
{
    struct open_how how = {
        .flags = (unsigned)(flags | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC),
        .resolve =
            RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS,
    };
    CLEANUP(file_closep)
    int folder = open(top, O_PATH | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
    long opened;

    if (folder < 0)
        return fail(errno, err);
    if ((flags & O_PATH) != 0)
        how.flags &= ~(unsigned)O_NONBLOCK; /* openat2 refuses it there */
    do /* EAGAIN: something was renamed meanwhile */
        opened = syscall(SYS_openat2, folder, name, &how, sizeof how);
    while (opened < 0 && (errno == EINTR || errno == EAGAIN));
    if (opened < 0)
        return fail(errno, err);
    *fd = (int)opened;
    return STATUS_OK;
}
