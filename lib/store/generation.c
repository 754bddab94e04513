#include "lib/store/generation.h"

#include "lib/base/buf.h"
#include "lib/base/cleanup.h"
#include "lib/base/file.h"

#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

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

static bool
is_other_than_folder(const char *path)
{
    struct stat st;

    return stat(path, &st) == 0 && !S_ISDIR(st.st_mode);
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
    if (status == STATUS_IO && is_other_than_folder(dir))
        return error_set(err, STATUS_NOT_FOUND,
                         "%s is not a folder: move it away. Then make an "
                         "index: clause-index FOLDER",
                         dir);
    if (status != STATUS_OK)
        return status;
    while (text.len > 0 && text.data[text.len - 1] == '\n')
        text.len--;
    name = strncmp(buf_text(&text), "auto ", 5) == 0 ? text.data + 5 : "";
    generation = generation_parse(name, strlen(name));
    if (generation == 0)
        return error_set(err, STATUS_IO,
                         "%s is damaged: it names no generation", path.data);
    *out = generation;
    return STATUS_OK;
}

static void
closedirp(DIR **dir)
{
    if (*dir != NULL)
        closedir(*dir);
}

/* How many steps back from current; from 0 the highest number is nearest. */
static unsigned
steps_back(unsigned current, unsigned generation)
{
    return (2 * GENERATION_MOST + current - generation - 1) % GENERATION_MOST;
}

/* Puts a generation where its steps belong; the last may fall off the end. */
static size_t
put_other(unsigned list[GENERATION_OTHERS], size_t count, unsigned current,
          unsigned generation)
{
    size_t at = count < GENERATION_OTHERS ? count : GENERATION_OTHERS - 1;

    if (count == GENERATION_OTHERS &&
        steps_back(current, list[at]) < steps_back(current, generation))
        return count;
    for (; at > 0 &&
           steps_back(current, list[at - 1]) > steps_back(current, generation);
         at--)
        list[at] = list[at - 1];
    list[at] = generation;
    return count < GENERATION_OTHERS ? count + 1 : count;
}

size_t
generation_others(unsigned list[GENERATION_OTHERS], const char *dir,
                  unsigned current)
{
    CLEANUP(closedirp) DIR *folder = opendir(dir);
    const struct dirent *entry;
    size_t count = 0;

    while (folder != NULL && (entry = readdir(folder)) != NULL) {
        unsigned generation =
            generation_parse(entry->d_name, strlen(entry->d_name));

        if (generation != 0 && generation != current)
            count = put_other(list, count, current, generation);
    }
    return count;
}

unsigned
generation_free(const char *dir, unsigned current)
{
    CLEANUP(buf_deinitp) struct buf path = {0};
    char name[GENERATION_NAME_MAX];
    unsigned others[GENERATION_OTHERS];
    struct stat st;

    if (current == 0 && generation_others(others, dir, 0) > 0)
        current = others[0];
    do {
        current = current % GENERATION_MOST + 1;
        generation_name(name, current);
        buf_clear(&path);
        buf_printf(&path, "%s/%s", dir, name);
    } while (lstat(buf_text(&path), &st) == 0);
    return current;
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
