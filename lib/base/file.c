#include "lib/base/file.h"

#include "lib/base/cleanup.h"
#include "lib/base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <libgen.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define BESIDE ".new" /* ends the name of a file that will replace one */

enum { FILE_CHUNK = 64 * 1024, FILE_TREE_FDS = 16 };

void
file_closep(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

enum status
file_status(int error)
{
    switch (error) {
    case ENOENT:
        return STATUS_NOT_FOUND;
    case EACCES:
    case EPERM:
        return STATUS_DENIED;
    default:
        return STATUS_IO;
    }
}

static enum status
file_open_regular(int *out, const char *path, size_t most, struct error *err)
{
    CLEANUP(file_closep) int fd = -1;
    struct stat st;

    fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (fd < 0)
        return error_errno(err, file_status(errno), "%s", path);
    if (fstat(fd, &st) != 0)
        return error_errno(err, STATUS_IO, "%s", path);
    if (!S_ISREG(st.st_mode))
        return error_set(err, STATUS_BAD_DOCUMENT, "%s: not a regular file",
                         path);
    if ((unsigned long long)st.st_size > most)
        return error_set(err, STATUS_TOO_LARGE,
                         "%s: has %lld bytes, more than the %zu allowed", path,
                         (long long)st.st_size, most);
    *out = fd;
    fd = -1;
    return STATUS_OK;
}

enum status
file_read_fd(struct buf *out, int fd, const char *path, size_t most,
             struct error *err)
{
    size_t first = out->len;

    for (;;) {
        ssize_t got = read(fd, buf_reserve(out, FILE_CHUNK), FILE_CHUNK);

        if (got == 0)
            return STATUS_OK;
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return error_errno(err, STATUS_IO, "reading %s", path);
        out->len += (size_t)got;
        if (out->len - first > most)
            return error_set(err, STATUS_TOO_LARGE,
                             "%s: has more than the %zu bytes allowed", path,
                             most);
    }
}

enum status
file_read(struct buf *out, const char *path, size_t most, struct error *err)
{
    CLEANUP(file_closep) int fd = -1;
    size_t first = out->len;
    enum status status = file_open_regular(&fd, path, most, err);

    if (status == STATUS_OK)
        status = file_read_fd(out, fd, path, most, err);
    if (status != STATUS_OK)
        out->len = first;
    return status;
}

enum status
file_write_all(int fd, const void *bytes, size_t len, struct error *err)
{
    const char *at = bytes;

    while (len > 0) {
        ssize_t put = write(fd, at, len);

        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return error_errno(err, STATUS_IO, "writing");
        at += put;
        len -= (size_t)put;
    }
    return STATUS_OK;
}

enum status
file_sync(const char *path, struct error *err)
{
    CLEANUP(file_closep) int fd = open(path, O_RDONLY | O_CLOEXEC);

    if (fd < 0 || fsync(fd) != 0)
        return error_errno(err, STATUS_IO, "syncing %s", path);
    return STATUS_OK;
}

static enum status
file_sync_parent(const char *path, struct error *err)
{
    char *copy = memory_strdup(path);
    enum status status = file_sync(dirname(copy), err);

    free(copy);
    return status;
}

static enum status
file_write_new(const char *path, const void *bytes, size_t len, bool sync,
               struct error *err)
{
    CLEANUP(file_closep) int fd = -1;
    enum status status;

    fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0)
        return error_errno(err, STATUS_IO, "%s", path);
    status = file_write_all(fd, bytes, len, err);
    if (status != STATUS_OK)
        return error_wrap(err, "%s", path);
    if (sync && fsync(fd) != 0)
        return error_errno(err, STATUS_IO, "syncing %s", path);
    return STATUS_OK;
}

static enum status
file_replace_by(const char *path, const void *bytes, size_t len, bool sync,
                struct error *err)
{
    struct buf beside = {0};
    enum status status;

    if (sync)
        buf_printf(&beside, "%s" BESIDE, path);
    else
        buf_printf(&beside, "%s.%ld" BESIDE, path, (long)getpid());
    status = file_write_new(buf_text(&beside), bytes, len, sync, err);
    if (status == STATUS_OK && rename(beside.data, path) != 0)
        status = error_errno(err, STATUS_IO, "renaming %s", beside.data);
    if (status != STATUS_OK)
        unlink(beside.data);
    else if (sync)
        status = file_sync_parent(path, err);
    buf_deinit(&beside);
    return status;
}

enum status
file_replace(const char *path, const void *bytes, size_t len, struct error *err)
{
    return file_replace_by(path, bytes, len, true, err);
}

enum status
file_replace_quick(const char *path, const void *bytes, size_t len,
                   struct error *err)
{
    return file_replace_by(path, bytes, len, false, err);
}

bool
file_is_being_made(const char *name)
{
    size_t len = strlen(name), ending = strlen(BESIDE);
    const char *end, *dot;
    char *stop;
    long pid;

    if (len < ending || strcmp(name + len - ending, BESIDE) != 0)
        return false;
    end = name + len - ending;
    dot = memrchr(name, '.', (size_t)(end - name));
    if (dot == NULL)
        return false;
    pid = strtol(dot + 1, &stop, 10);
    return stop == end && pid > 0 && pid <= INT_MAX &&
           (kill((pid_t)pid, 0) == 0 || errno == EPERM);
}

enum status
file_make_dirs(const char *path, struct error *err)
{
    enum status status = STATUS_OK;
    char *copy;

    if (*path == '\0')
        return error_set(err, STATUS_IO, "a folder without a name");
    copy = memory_strdup(path);
    for (char *at = copy + 1; status == STATUS_OK; at++) {
        char kept = *at;

        if (kept != '/' && kept != '\0')
            continue;
        *at = '\0';
        if (mkdir(copy, 0700) != 0 && errno != EEXIST)
            status = error_errno(err, STATUS_IO, "making the folder %s", copy);
        *at = kept;
        if (kept == '\0')
            break;
    }
    free(copy);
    if (status == STATUS_OK && !file_is_dir(path))
        status = error_set(err, STATUS_IO, "%s is not a folder", path);
    return status;
}

static int
file_remove_one(const char *path, const struct stat *st, int type,
                struct FTW *walk)
{
    (void)st;
    (void)type;
    (void)walk;
    return remove(path);
}

enum status
file_remove_tree(const char *path, struct error *err)
{
    if (nftw(path, file_remove_one, FILE_TREE_FDS, FTW_DEPTH | FTW_PHYS) != 0 &&
        errno != ENOENT)
        return error_errno(err, STATUS_IO, "removing %s", path);
    return STATUS_OK;
}

bool
file_is_dir(const char *path)
{
    struct stat st;

    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}
