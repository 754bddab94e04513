/*
 * Owner and mode are looked at on the open file, so that no other can be put
 * in its place meanwhile. What was read is wiped, but for the arena's copy.
 */
#include "lib/base/secret.h"

#include "lib/base/cleanup.h"
#include "lib/base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static enum status
secret_check_file(int fd, const char *path, struct error *err)
{
    struct stat st;

    if (fstat(fd, &st) < 0)
        return error_errno(err, STATUS_BAD_REQUEST, "the token file %s", path);
    if (!S_ISREG(st.st_mode))
        return error_set(err, STATUS_BAD_REQUEST,
                         "the token file %s is no regular file", path);
    if (st.st_uid != geteuid() && st.st_uid != 0)
        return error_set(err, STATUS_BAD_REQUEST,
                         "the token file %s belongs to user %u, who could "
                         "change it; make it yours or root's",
                         path, (unsigned)st.st_uid);
    if ((st.st_mode & 0177) != 0)
        return error_set(err, STATUS_BAD_REQUEST,
                         "the token file %s has mode %04o, so that others "
                         "may read it: chmod 600 %s",
                         path, (unsigned)st.st_mode & 07777, path);
    return STATUS_OK;
}

/* The length without the line's end; 0: there are bytes that may not be. */
static size_t
secret_len(const char *bytes, size_t len)
{
    if (len > 0 && bytes[len - 1] == '\n')
        len--;
    if (len > 0 && bytes[len - 1] == '\r')
        len--;
    for (size_t i = 0; i < len; i++)
        if (bytes[i] <= ' ' || bytes[i] > '~')
            return 0;
    return len;
}

static enum status
secret_take(char **out, const char *bytes, size_t len, const char *path,
            struct arena *arena, struct error *err)
{
    size_t good = secret_len(bytes, len);

    if (good < SECRET_LEAST || good > SECRET_MOST)
        return error_set(err, STATUS_BAD_REQUEST,
                         "the token file %s must hold one line of %d to %d "
                         "printable characters without spaces: head -c 32 "
                         "/dev/urandom | base64 >%s",
                         path, SECRET_LEAST, SECRET_MOST, path);
    *out = arena_strndup(arena, bytes, good);
    return STATUS_OK;
}

enum status
secret_read(char **out, const char *path, struct arena *arena,
            struct error *err)
{
    char bytes[SECRET_MOST + 3]; /* CR, LF, and one to see that it is longer */
    CLEANUP(file_closep)
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    enum status status;
    ssize_t len;

    if (fd < 0 && errno == ELOOP)
        return error_set(err, STATUS_BAD_REQUEST,
                         "the token file %s is a symbolic link; name the file "
                         "itself",
                         path);
    if (fd < 0)
        return error_errno(err, STATUS_BAD_REQUEST, "the token file %s", path);
    status = secret_check_file(fd, path, err);
    if (status != STATUS_OK)
        return status;
    len = read(fd, bytes, sizeof bytes);
    if (len < 0)
        return error_errno(err, STATUS_BAD_REQUEST, "the token file %s", path);
    status = secret_take(out, bytes, (size_t)len, path, arena, err);
    explicit_bzero(bytes, sizeof bytes);
    return status;
}
