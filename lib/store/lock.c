#include "lib/store/lock.h"

#include "lib/base/buf.h"
#include "lib/base/cleanup.h"
#include "lib/base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <unistd.h>

enum { LOCK_TEXT_MAX = 32 };

static enum status
lock_busy(int fd, const char *dir, struct error *err)
{
    char holder[LOCK_TEXT_MAX] = "";
    ssize_t got = pread(fd, holder, sizeof holder - 1, 0);

    if (got <= 0)
        return error_set(err, STATUS_BUSY,
                         "%s is being written by another process", dir);
    holder[got - 1] = '\0'; /* its line end */
    return error_set(err, STATUS_BUSY,
                     "%s is being written by process %s; wait until it is "
                     "done",
                     dir, holder);
}

enum status
lock_take(int *out, const char *dir, struct error *err)
{
    CLEANUP(file_closep) int fd = -1;
    struct buf path = {0};
    char holder[LOCK_TEXT_MAX];
    int len;

    buf_printf(&path, "%s/lock", dir);
    fd = open(buf_text(&path), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    buf_deinit(&path);
    if (fd < 0)
        return error_errno(err, STATUS_IO, "%s/lock", dir);
    if (flock(fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
        return lock_busy(fd, dir, err);
    len = snprintf(holder, sizeof holder, "%ld\n", (long)getpid());
    if (ftruncate(fd, 0) != 0 || pwrite(fd, holder, (size_t)len, 0) != len)
        return error_errno(err, STATUS_IO, "%s/lock", dir);
    *out = fd;
    fd = -1;
    return STATUS_OK;
}
