/*
 * A file is a checksum in hex and, behind it, a record: what it was made of
 * and by, and the lines. The libraries of the programs count by the stamp of
 * the loader's cache, which is written anew whenever one is installed.
 */
#include "indexer/input/parsed.h"

#include "indexer/input/extractor.h"
#include "lib/base/arena.h"
#include "lib/base/checksum.h"
#include "lib/base/digest.h"
#include "lib/base/file.h"
#include "lib/base/memory.h"
#include "lib/base/place.h"
#include "lib/base/record.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    PARSED_VERSION = 1,
    CHECKSUM_LEN = CHECKSUM_HEX_SIZE - 1,
    DIGEST_LEN = DIGEST_HEX_SIZE - 1,
    FRAME_MAX = 1024 /* bytes around the lines */
};

/* A file of ours that this run has use for. */
struct used {
    const char *name;
    bool made; /* by this run */
};

struct parsed {
    struct arena *arena;
    struct parsed_use use;
    const char *dir;
    const char *programs; /* NULL until it is needed */
    struct used *used;
    size_t used_count;
    struct error trouble;
};

struct parsed *
parsed_new(const char *index_dir, struct parsed_use use)
{
    struct parsed *parsed = memory_alloc(sizeof *parsed);

    parsed->arena = arena_new();
    parsed->use = use;
    parsed->dir = arena_printf(parsed->arena, "%s/parsed", index_dir);
    return parsed;
}

void
parsed_free(struct parsed *parsed)
{
    if (parsed == NULL)
        return;
    arena_free(parsed->arena);
    free(parsed);
}

void
parsed_freep(struct parsed **parsed)
{
    parsed_free(*parsed);
    *parsed = NULL;
}

const struct error *
parsed_trouble(const struct parsed *parsed)
{
    return &parsed->trouble;
}

static void
put_program(struct buf *out, const char *path)
{
    char hex[CHECKSUM_HEX_SIZE];
    unsigned long long size = 0;

    if (checksum_file(path, hex, &size, NULL) == STATUS_OK)
        buf_printf(out, "%s %llu ", hex, size);
    else
        buf_put_text(out, "none ");
}

static void
put_libraries(struct buf *out)
{
    struct stat st;

    if (stat("/etc/ld.so.cache", &st) == 0)
        buf_printf(out, "%llu %lld %lld.%09ld", (unsigned long long)st.st_ino,
                   (long long)st.st_size, (long long)st.st_mtim.tv_sec,
                   st.st_mtim.tv_nsec);
}

/* What makes the lines; "" when there is nothing that could. */
static const char *
programs(struct parsed *parsed)
{
    struct buf text = {0};
    char *extract;

    if (parsed->programs != NULL)
        return parsed->programs;
    if (place_extract(&extract, parsed->arena, NULL) == STATUS_OK) {
        put_program(&text, extract);
        put_program(&text, PLACE_PDFTOTEXT);
        put_libraries(&text);
    }
    parsed->programs = arena_strdup(parsed->arena, buf_text(&text));
    buf_deinit(&text);
    return parsed->programs;
}

static const char *
file_name(struct parsed *parsed, const struct parsed_name *name)
{
    return arena_printf(parsed->arena, "%s.%s", name->sha256, name->format);
}

static char *
path_of(struct parsed *parsed, const char *file)
{
    return arena_printf(parsed->arena, "%s/%s", parsed->dir, file);
}

static void
set_used(struct parsed *parsed, const char *file, bool made)
{
    *arena_push(parsed->arena, parsed->used, parsed->used_count) =
        (struct used){.name = file, .made = made};
}

/* The record in front of the lines. */
static void
put_origin(struct buf *out, struct parsed *parsed, const char *file)
{
    record_put_number(out, PARSED_VERSION);
    record_put_text(out, file);
    record_put_text(out, programs(parsed));
}

static bool
skip_equal(const char **at, const char *end, const struct buf *expected)
{
    if ((size_t)(end - *at) < expected->len ||
        memcmp(*at, expected->data, expected->len) != 0)
        return false;
    *at += expected->len;
    return true;
}

/* The lines in the bytes of a file, if it is whole and the one meant. */
static bool
find_lines(const char **lines, size_t *len, const struct buf *bytes,
           const struct buf *origin)
{
    char sum[CHECKSUM_HEX_SIZE];
    struct record record;
    const char *at, *end;

    if (bytes->len < CHECKSUM_LEN)
        return false;
    at = bytes->data + CHECKSUM_LEN;
    end = bytes->data + bytes->len;
    checksum_bytes(at, (size_t)(end - at), sum);
    if (memcmp(bytes->data, sum, CHECKSUM_LEN) != 0 ||
        !skip_equal(&at, end, origin))
        return false;
    record = record_open(at, (size_t)(end - at));
    *lines = record_bytes(&record, len);
    return !record.bad && record.at == record.end;
}

bool
parsed_get(struct buf *lines, struct parsed *parsed,
           const struct parsed_name *name)
{
    struct buf bytes = {0}, origin = {0};
    const char *file, *found;
    bool good = false;
    size_t len;

    if (!parsed->use.read || *programs(parsed) == '\0')
        return false;
    file = file_name(parsed, name);
    put_origin(&origin, parsed, file);
    if (file_read(&bytes, path_of(parsed, file), EXTRACTOR_OUT_MAX + FRAME_MAX,
                  NULL) == STATUS_OK)
        good = find_lines(&found, &len, &bytes, &origin);
    if (good) {
        buf_put(lines, found, len);
        set_used(parsed, file, false);
    }
    buf_deinit(&origin);
    buf_deinit(&bytes);
    return good;
}

/* Space that this run took may be what the index lacks now. */
static void
give_up(struct parsed *parsed)
{
    parsed->use.write = false;
    for (size_t i = 0; i < parsed->used_count; i++)
        if (parsed->used[i].made)
            unlink(path_of(parsed, parsed->used[i].name));
}

void
parsed_put(struct parsed *parsed, const struct parsed_name *name,
           const struct buf *lines)
{
    struct buf body = {0}, bytes = {0};
    char sum[CHECKSUM_HEX_SIZE];
    const char *file;
    enum status status;

    if (!parsed->use.write || *programs(parsed) == '\0')
        return;
    file = file_name(parsed, name);
    put_origin(&body, parsed, file);
    record_put_bytes(&body, lines->data, lines->len);
    checksum_bytes(body.data, body.len, sum);
    buf_put(&bytes, sum, CHECKSUM_LEN);
    buf_put(&bytes, body.data, body.len);
    status = file_make_dirs(parsed->dir, &parsed->trouble);
    if (status == STATUS_OK)
        status = file_replace_quick(path_of(parsed, file), bytes.data,
                                    bytes.len, &parsed->trouble);
    if (status == STATUS_OK)
        set_used(parsed, file, true);
    else
        give_up(parsed);
    buf_deinit(&body);
    buf_deinit(&bytes);
}

static int
by_name(const void *a, const void *b)
{
    return strcmp(((const struct used *)a)->name,
                  ((const struct used *)b)->name);
}

/* Whether it is called as a file of ours: nothing else is touched. */
static bool
is_ours(const char *name)
{
    return strspn(name, "0123456789abcdef") == DIGEST_LEN &&
           name[DIGEST_LEN] == '.';
}

void
parsed_tidy(struct parsed *parsed)
{
    struct dirent *entry;
    DIR *dir;

    if (!parsed->use.write)
        return;
    dir = opendir(parsed->dir);
    if (dir == NULL)
        return;
    if (parsed->used_count > 0)
        qsort(parsed->used, parsed->used_count, sizeof *parsed->used, by_name);
    while ((entry = readdir(dir)) != NULL) {
        const struct used key = {.name = entry->d_name};

        if (is_ours(entry->d_name) && !file_is_being_made(entry->d_name) &&
            (parsed->used_count == 0 ||
             bsearch(&key, parsed->used, parsed->used_count,
                     sizeof *parsed->used, by_name) == NULL))
            unlink(path_of(parsed, entry->d_name));
    }
    closedir(dir);
}
