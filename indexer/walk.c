#include "indexer/walk.h"

#include "lib/base/cleanup.h"

#include <errno.h>
#include <fts.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

static const struct {
    const char *ending;
    enum walk_kind kind;
} endings[] = {
    {".txt", WALK_TEXT}, {".jsonl", WALK_ROWS}, {".docx", WALK_DOCX},
    {".pdf", WALK_PDF},  {".html", WALK_HTML},  {".htm", WALK_HTML},
    {".doc", WALK_DOC},
};

static enum walk_kind
kind_of(const char *name)
{
    size_t len = strlen(name);

    for (size_t i = 0; i < COUNT_OF(endings); i++) {
        size_t end = strlen(endings[i].ending);

        if (len > end && strcasecmp(name + len - end, endings[i].ending) == 0)
            return endings[i].kind;
    }
    return WALK_SKIPPED;
}

static int
by_name(const FTSENT **a, const FTSENT **b)
{
    return strcmp((*a)->fts_name, (*b)->fts_name);
}

static void
fts_closep(FTS **fts)
{
    if (*fts != NULL)
        fts_close(*fts);
}

/* Whether an entry below the top is no part of a corpus. */
static bool
is_foreign(const FTSENT *entry)
{
    if (entry->fts_level == FTS_ROOTLEVEL)
        return false;
    return entry->fts_name[0] == '.' ||
           strcmp(entry->fts_name, "README.md") == 0 ||
           (entry->fts_info == FTS_D && strcmp(entry->fts_name, "tables") == 0);
}

static void
walk_add(struct walk *walk, const FTSENT *entry, size_t skip,
         struct arena *arena)
{
    struct walk_file *file = arena_push(arena, walk->files, walk->count);

    file->path = arena_strdup(arena, entry->fts_path);
    file->name = entry->fts_level == FTS_ROOTLEVEL ? entry->fts_name
                                                   : entry->fts_path + skip;
    file->name = arena_strdup(arena, file->name);
    file->kind =
        entry->fts_info == FTS_F ? kind_of(entry->fts_name) : WALK_SKIPPED;
}

enum status
walk_path(struct walk *walk, const char *path, struct arena *arena,
          struct error *err)
{
    char *top = arena_strdup(arena, path);
    size_t len = strlen(top);
    CLEANUP(fts_closep) FTS *fts = NULL;
    FTSENT *entry;

    while (len > 1 && top[len - 1] == '/')
        top[--len] = '\0';
    fts = fts_open((char *[]){top, NULL}, FTS_PHYSICAL | FTS_NOCHDIR, by_name);
    if (fts == NULL)
        return error_errno(err, STATUS_IO, "%s", path);
    while ((entry = fts_read(fts)) != NULL) {
        if (is_foreign(entry)) {
            fts_set(fts, entry, FTS_SKIP);
            continue;
        }
        switch (entry->fts_info) {
        case FTS_D:
        case FTS_DP:
            break;
        case FTS_NS:
        case FTS_DNR:
        case FTS_ERR:
            errno = entry->fts_errno;
            return error_errno(err,
                               errno == ENOENT ? STATUS_NOT_FOUND : STATUS_IO,
                               "%s", entry->fts_path);
        default:
            walk_add(walk, entry, len + 1, arena);
        }
    }
    return STATUS_OK;
}
