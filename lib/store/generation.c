#include "lib/store/generation.h"

#include "lib/base/buf.h"
#include "lib/base/cleanup.h"
#include "lib/base/file.h"

#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    CURRENT_MAX = 4096 /* bytes of a stub file, comments included */
};

void
generation_name(char name[GENERATION_NAME_MAX], unsigned generation)
{
    snprintf(name, GENERATION_NAME_MAX, "gen-%06u", generation % 1000000);
}

/* The number of "gen-NNNNNN" and nothing else; 0: it is no such name. */
static unsigned
generation_parse(const char *name, size_t len)
{
    unsigned generation = 0;

    if (len != strlen("gen-000000") || memcmp(name, "gen-", 4) != 0)
        return 0;
    for (size_t i = 4; i < len; i++) {
        if (name[i] < '0' || name[i] > '9')
            return 0;
        generation = generation * 10 + (unsigned)(name[i] - '0');
    }
    return generation;
}

static void
buf_deinitp(struct buf *buf)
{
    buf_deinit(buf);
}

enum status
generation_current(unsigned *out, const char *dir, struct error *err)
{
    CLEANUP(buf_deinitp) struct buf path = {0};
    CLEANUP(buf_deinitp) struct buf text = {0};
    enum status status;
    unsigned generation;
    const char *name;

    buf_printf(&path, "%s/current", dir);
    status = file_read(&text, buf_text(&path), CURRENT_MAX, err);
    if (status == STATUS_NOT_FOUND)
        return error_set(err, STATUS_NOT_FOUND,
                         "no index in %s. Make one: clause-index FOLDER", dir);
    if (status != STATUS_OK)
        return status;
    while (text.len > 0 && text.data[text.len - 1] == '\n')
        text.len--;
    name = strncmp(buf_text(&text), "auto ", 5) == 0 ? text.data + 5 : "";
    generation = generation_parse(name, strlen(name));
    if (generation == 0)
        return error_set(err, STATUS_IO,
                         "%s names no generation. Mend it: clause-index "
                         "--rebuild",
                         path.data);
    *out = generation;
    return STATUS_OK;
}

enum status
generation_serve(const char *dir, unsigned generation, struct error *err)
{
    CLEANUP(buf_deinitp) struct buf path = {0};
    CLEANUP(buf_deinitp) struct buf text = {0};
    char name[GENERATION_NAME_MAX];

    generation_name(name, generation);
    buf_printf(&path, "%s/current", dir);
    buf_printf(&text, "auto %s\n", name);
    return file_replace(buf_text(&path), text.data, text.len, err);
}

/* Whether an entry of the index folder is ours and no longer needed. */
static bool
is_old(const char *name, unsigned keep, unsigned also)
{
    unsigned generation = generation_parse(name, strlen(name));

    if (generation != 0)
        return generation != keep && generation != also;
    return strncmp(name, "gen-", 4) == 0 || strcmp(name, "building") == 0 ||
           strcmp(name, "current.new") == 0;
}

static void
closedirp(DIR **dir)
{
    if (*dir != NULL)
        closedir(*dir);
}

enum status
generation_clean(const char *dir, unsigned keep, unsigned also,
                 struct error *err)
{
    CLEANUP(closedirp) DIR *folder = opendir(dir);
    CLEANUP(buf_deinitp) struct buf path = {0};
    const struct dirent *entry;
    enum status status;

    if (folder == NULL)
        return error_errno(err, STATUS_IO, "reading %s", dir);
    while ((entry = readdir(folder)) != NULL) {
        if (!is_old(entry->d_name, keep, also))
            continue;
        buf_clear(&path);
        buf_printf(&path, "%s/%s", dir, entry->d_name);
        status = file_remove_tree(buf_text(&path), err);
        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}
