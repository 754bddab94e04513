#include "indexer/input/walk.h"

#include "indexer/input/beneath.h"
#include "lib/base/cleanup.h"
#include "lib/base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

enum { WALK_DEPTH_MAX = 64 };

static const struct {
    const char *ending;
    enum walk_kind kind;
    const char *reason;
} endings[] = {
    {".txt", WALK_TEXT, NULL},
    {".html", WALK_HTML, NULL},
    {".htm", WALK_HTML, NULL},
    {".docx", WALK_DOCX, NULL},
    {".pdf", WALK_PDF, NULL},
    {".jsonl", WALK_ROWS, NULL},
    {".doc", WALK_SKIPPED,
     "the older format .doc is not read; convert it to .docx or PDF first"},
};

static const struct {
    mode_t type;
    const char *reason;
} odd_types[] = {
    {S_IFLNK, "a symbolic link, which is not followed"},
    {S_IFIFO, "a FIFO, not a document"},
    {S_IFSOCK, "a socket, not a document"},
    {S_IFCHR, "a device, not a document"},
    {S_IFBLK, "a device, not a document"},
};

struct entry {
    const char *name;
    mode_t mode;
};

struct entries {
    struct entry *list;
    size_t count;
};

struct walker {
    struct walk *walk;
    const char *top;
    struct arena *arena;
};

static void
closedirp(DIR **dir)
{
    if (*dir != NULL)
        closedir(*dir);
}

static int
by_name(const void *a, const void *b)
{
    return strcmp(((const struct entry *)a)->name,
                  ((const struct entry *)b)->name);
}

static void
set_kind(struct walk_file *file, const char *name, mode_t mode)
{
    size_t len = strlen(name);

    file->kind = WALK_SKIPPED;
    file->reason = "not a document";
    for (size_t i = 0; i < COUNT_OF(odd_types); i++)
        if ((mode & S_IFMT) == odd_types[i].type)
            file->reason = odd_types[i].reason;
    for (size_t i = 0; S_ISREG(mode) && i < COUNT_OF(endings); i++) {
        size_t end = strlen(endings[i].ending);

        if (len <= end || strcasecmp(name + len - end, endings[i].ending) != 0)
            continue;
        file->kind = endings[i].kind;
        file->reason = endings[i].reason;
    }
}

static struct walk_file *
walk_add(const struct walker *walker, const char *name)
{
    struct walk *walk = walker->walk;
    struct walk_file *file =
        arena_push(walker->arena, walk->files, walk->count);

    file->top = walker->top;
    file->name = name;
    return file;
}

/* A folder that vanished or may not be read must not go unsaid: what was in
 * it leaves the index. */
static void
add_failed(const struct walker *walker, const char *name,
           const struct error *why)
{
    struct walk_file *file = walk_add(walker, name);

    file->kind = WALK_FAILED;
    file->code = why->code;
    file->reason = arena_strdup(walker->arena, why->text);
}

/* Whether an entry of a folder is no part of a corpus. */
static bool
is_foreign(const struct entry *entry)
{
    return entry->name[0] == '.' || strcmp(entry->name, "README.md") == 0 ||
           (S_ISDIR(entry->mode) && strcmp(entry->name, "tables") == 0);
}

static enum status
entries_read(struct entries *out, const struct walker *walker,
             const char *folder, struct error *err)
{
    CLEANUP(file_closep) int fd = -1;
    CLEANUP(closedirp) DIR *dir = NULL;
    enum status status =
        beneath_open(&fd, walker->top, folder, O_RDONLY | O_DIRECTORY, err);
    struct dirent *read;

    if (status != STATUS_OK)
        return status;
    dir = fdopendir(fd);
    if (dir == NULL)
        return error_set(err, STATUS_IO, "%s", strerror(errno));
    fd = -1; /* it is the dir's now */
    while (errno = 0, (read = readdir(dir)) != NULL) {
        struct entry entry = {.name = read->d_name};
        struct stat st;

        if (fstatat(dirfd(dir), read->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0)
            entry.mode = st.st_mode;
        else if (errno == ENOENT)
            continue; /* gone since */
        else
            return error_set(err, STATUS_IO, "%s", strerror(errno));
        if (is_foreign(&entry))
            continue;
        entry.name = arena_strdup(walker->arena, read->d_name);
        *arena_push(walker->arena, out->list, out->count) = entry;
    }
    if (errno != 0)
        return error_set(err, STATUS_IO, "%s", strerror(errno));
    if (out->count > 1)
        qsort(out->list, out->count, sizeof *out->list, by_name);
    return STATUS_OK;
}

static enum status
walk_folder(const struct walker *walker, const char *folder, unsigned depth,
            struct error *err)
{
    struct entries entries = {0};
    enum status status;

    if (depth > WALK_DEPTH_MAX)
        return error_set(err, STATUS_TOO_LARGE,
                         "it stands within more than %d folders",
                         WALK_DEPTH_MAX);
    status = entries_read(&entries, walker, folder, err);
    for (size_t i = 0; status == STATUS_OK && i < entries.count; i++) {
        const struct entry *entry = &entries.list[i];
        const char *name = depth == 0 ? entry->name
                                      : arena_printf(walker->arena, "%s/%s",
                                                     folder, entry->name);
        struct error own;

        if (!S_ISDIR(entry->mode))
            set_kind(walk_add(walker, name), entry->name, entry->mode);
        else if (walk_folder(walker, name, depth + 1, &own) != STATUS_OK)
            add_failed(walker, name, &own);
    }
    return status;
}

/* A path that is a file itself: its folder is the top. */
static void
walk_one(struct walker *walker, const char *path, mode_t mode)
{
    const char *slash = strrchr(path, '/');

    walker->top = slash == path ? "/"
                                : arena_strndup(walker->arena, path,
                                                (size_t)(slash - path));
    set_kind(walk_add(walker, arena_strdup(walker->arena, slash + 1)),
             slash + 1, mode);
}

enum status
walk_path(struct walk *walk, const char *path, struct arena *arena,
          struct error *err)
{
    struct walker walker = {
        .walk = walk, .arena = arena, .top = arena_strdup(arena, path)};
    struct stat st;

    if (lstat(path, &st) != 0)
        return error_errno(err, file_status(errno), "%s", path);
    if (!S_ISDIR(st.st_mode)) {
        walk_one(&walker, path, st.st_mode);
        return STATUS_OK;
    }
    if (walk_folder(&walker, ".", 0, err) != STATUS_OK)
        return error_wrap(err, "%s", path);
    return STATUS_OK;
}
