#include "indexer/input/source.h"

#include "indexer/input/beneath.h"
#include "lib/base/cleanup.h"
#include "lib/base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

enum status
source_open(struct source *out, const struct walk_file *file, size_t most,
            struct error *err)
{
    CLEANUP(file_closep) int fd = -1;
    enum status status =
        beneath_open(&fd, file->top, file->name, O_RDONLY, err);
    struct stat st;

    if (status != STATUS_OK)
        return status;
    if (fstat(fd, &st) != 0)
        return error_set(err, STATUS_IO, "%s", strerror(errno));
    if (!S_ISREG(st.st_mode))
        return error_set(err, STATUS_BAD_DOCUMENT, "not a regular file");
    if ((unsigned long long)st.st_size > most)
        return error_set(err, STATUS_TOO_LARGE,
                         "has %lld bytes, more than the %zu allowed",
                         (long long)st.st_size, most);
    *out = (struct source){.file = file, .fd = fd, .before = st};
    fd = -1;
    return STATUS_OK;
}

enum status
source_read(struct source *source, struct buf *out, struct error *err)
{
    enum status status = file_read_fd(out, source->fd, source->file->name,
                                      (size_t)source->before.st_size, err);

    if (status == STATUS_TOO_LARGE)
        return error_set(err, STATUS_BUSY,
                         "it grew while it was read; run again");
    if (status == STATUS_OK && lseek(source->fd, 0, SEEK_SET) != 0)
        status = error_set(err, STATUS_IO, "%s", strerror(errno));
    return status;
}

static bool
is_same(const struct stat *a, const struct stat *b)
{
    return a->st_dev == b->st_dev && a->st_ino == b->st_ino &&
           a->st_size == b->st_size && a->st_mtim.tv_sec == b->st_mtim.tv_sec &&
           a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

enum status
source_check(const struct source *source, struct error *err)
{
    CLEANUP(file_closep) int named = -1;
    struct stat now, there;

    if (fstat(source->fd, &now) == 0 && is_same(&now, &source->before) &&
        beneath_open(&named, source->file->top, source->file->name, O_PATH,
                     NULL) == STATUS_OK &&
        fstat(named, &there) == 0 && is_same(&there, &source->before))
        return STATUS_OK;
    return error_set(err, STATUS_BUSY,
                     "it changed while it was read; run again");
}

void
source_close(struct source *source)
{
    file_closep(&source->fd);
}
