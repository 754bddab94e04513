#include "lib/store/lock.h"

#include "lib/base/buf.h"
#include "lib/base/cleanup.h"
#include "lib/base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

enum { LOCK_TEXT_MAX = 64 };

/* Who holds it is told by the file: "PID SINCE", or nothing yet. */
static enum status
lock_busy(int fd, const char *dir, struct error *err)
{
    char text[LOCK_TEXT_MAX] = "", *save = NULL;
    const char *pid, *since;

    if (pread(fd, text, sizeof text - 1, 0) < 0)
        *text = '\0';
    pid = strtok_r(text, " \n", &save);
    since = strtok_r(NULL, " \n", &save);
    if (pid == NULL)
        return error_set(err, STATUS_BUSY,
                         "%s is being written by a process that has only just "
                         "begun",
                         dir);
    return error_set(err, STATUS_BUSY, "%s is being written by process %s%s%s",
                     dir, pid, since != NULL ? " since " : "",
                     since != NULL ? since : "");
}

/* Writes who holds it, and since when. */
static bool
lock_sign(int fd)
{
    char text[LOCK_TEXT_MAX];
    time_t now = time(NULL);
    struct tm utc;
    int len = snprintf(text, sizeof text, "%ld ", (long)getpid());

    len += (int)strftime(text + len, sizeof text - (size_t)len,
                         "%Y-%m-%dT%H:%M:%SZ\n", gmtime_r(&now, &utc));
    return ftruncate(fd, 0) == 0 && pwrite(fd, text, (size_t)len, 0) == len;
}

enum status
lock_take(int *out, const char *dir, struct error *err)
{
    CLEANUP(file_closep) int fd = -1;
    struct buf path = {0};

    buf_printf(&path, "%s/lock", dir);
    fd = open(buf_text(&path), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    buf_deinit(&path);
    if (fd < 0)
        return error_errno(err, STATUS_IO, "%s/lock", dir);
    if (flock(fd, LOCK_EX | LOCK_NB) != 0)
        return errno == EWOULDBLOCK
                   ? lock_busy(fd, dir, err)
                   : error_errno(err, STATUS_IO, "locking %s/lock", dir);
    if (!lock_sign(fd))
        return error_errno(err, STATUS_IO, "writing %s/lock", dir);
    *out = fd;
    fd = -1;
    return STATUS_OK;
}
