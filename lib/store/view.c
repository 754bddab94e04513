#include "lib/store/view.h"

#include "lib/base/buf.h"
#include "lib/store/generation.h"
#include "lib/store/seal.h"

#include <string.h>
#include <sys/stat.h>

/* The files that a Xapian database of the glass kind may have, and ours. */
static const char *const view_files[] = {
    "iamglass",       "docdata.glass", "position.glass", "postlist.glass",
    "spelling.glass", "synonym.glass", "termlist.glass", SEAL_NAME,
};

_Static_assert(sizeof view_files / sizeof *view_files == VIEW_FILES,
               "a row a file");

void
view_take_of(struct view *out, const char *dir, unsigned generation)
{
    struct view view = {.status = STATUS_OK, .generation = generation};
    char name[GENERATION_NAME_MAX];
    struct buf path = {0};

    generation_name(name, generation);
    for (size_t i = 0; i < VIEW_FILES; i++) {
        struct view_row *row = &view.rows[i];
        struct stat st;

        buf_clear(&path);
        buf_printf(&path, "%s/%s/%s", dir, name, view_files[i]);
        if (stat(buf_text(&path), &st) != 0)
            continue;
        row->inode = st.st_ino;
        row->size = (unsigned long long)st.st_size;
        row->seconds = (unsigned long long)st.st_mtim.tv_sec;
        row->nanoseconds = (unsigned long long)st.st_mtim.tv_nsec;
    }
    buf_deinit(&path);
    *out = view;
}

void
view_take_name(struct view *view, const char *dir)
{
    view->generation = 0;
    view->status = generation_current(&view->generation, dir, NULL);
}

void
view_take(struct view *out, const char *dir)
{
    struct view view = {.status = STATUS_OK};

    view_take_name(&view, dir);
    if (view.status == STATUS_OK)
        view_take_of(&view, dir, view.generation);
    *out = view;
}

static bool
row_same(const struct view_row *a, const struct view_row *b)
{
    return a->inode == b->inode && a->size == b->size &&
           a->seconds == b->seconds && a->nanoseconds == b->nanoseconds;
}

bool
view_same(const struct view *a, const struct view *b)
{
    if (a->status != b->status || a->generation != b->generation)
        return false;
    for (size_t i = 0; i < VIEW_FILES; i++)
        if (!row_same(&a->rows[i], &b->rows[i]))
            return false;
    return true;
}

bool
view_intact(const struct view *before, const struct view *now)
{
    static const struct view_row unseen;

    for (size_t i = 0; i < VIEW_FILES; i++)
        if (!row_same(&now->rows[i], &unseen) &&
            !row_same(&before->rows[i], &now->rows[i]))
            return false;
    return true;
}

static unsigned long long
folder_of(const char *dir)
{
    struct stat st;

    return stat(dir, &st) == 0 ? st.st_ino : 0;
}

bool
view_watch_look(struct view_watch *watch, const char *dir, double now_ms)
{
    enum { FILES_MS = 100 /* between two looks at the files */ };
    struct view view = watch->view;
    unsigned long long folder = folder_of(dir);
    bool is_other = folder != watch->folder;

    view_take_name(&view, dir);
    if (!is_other && now_ms < watch->files_ms && view_same(&view, &watch->view))
        return false;
    watch->files_ms = now_ms + FILES_MS;
    watch->folder = folder;
    view_take(&view, dir);
    if (!is_other && view_same(&view, &watch->view))
        return false;
    watch->view = view;
    watch->known_ms = now_ms + FILES_MS;
    return true;
}
