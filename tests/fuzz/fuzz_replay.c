/*
 * Gives a fuzzer every file of the folders named, each in memory of exactly
 * its size: `fuzz_query tests/fuzz/seeds/query`.
 */
#include "tests/fuzz/fuzz.h"

#include "lib/base/arena.h"
#include "lib/base/buf.h"
#include "lib/base/cleanup.h"
#include "lib/base/file.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SEED_BYTES_MAX = 1024 * 1024 };

static bool
replay_file(const char *path)
{
    struct buf bytes = {0};
    struct error err;
    char *exact;

    if (file_read(&bytes, path, SEED_BYTES_MAX, &err) != STATUS_OK) {
        fprintf(stderr, "%s\n", err.text);
        return false;
    }
    fprintf(stderr, "%s\n", path); /* the last one is what failed */
    exact = malloc(bytes.len == 0 ? 1 : bytes.len);
    if (bytes.len > 0)
        memcpy(exact, bytes.data, bytes.len);
    LLVMFuzzerTestOneInput((const uint8_t *)exact, bytes.len);
    free(exact);
    buf_deinit(&bytes);
    return true;
}

/* How many files were replayed; -1: one could not be read. */
static int
replay_folder(const char *folder, struct arena *arena)
{
    struct dirent **entries;
    int count = scandir(folder, &entries, NULL, alphasort), replayed = 0;

    for (int i = 0; i < count; i++) {
        const char *name = entries[i]->d_name;

        if (*name != '.' && replayed >= 0)
            replayed = replay_file(arena_printf(arena, "%s/%s", folder, name))
                           ? replayed + 1
                           : -1;
        free(entries[i]);
    }
    if (count >= 0)
        free(entries);
    return replayed;
}

int
main(int argc, char **argv)
{
    CLEANUP(arena_freep) struct arena *arena = arena_new();

    if (argc < 2)
        return EXIT_FAILURE;
    for (int i = 1; i < argc; i++) {
        if (replay_folder(argv[i], arena) <= 0) {
            fprintf(stderr, "%s: nothing to replay\n", argv[i]);
            return EXIT_FAILURE;
        }
    }
    return EXIT_SUCCESS;
}
