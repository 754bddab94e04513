/*
 * Everything that can be wrong with an index on the disk, found at opening.
 */
#include "tests/unit/store_fixture.h"

#include "lib/base/cleanup.h"
#include "lib/base/file.h"
#include "lib/store/seal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static const char *const files[] = {
    "iamglass",       "docdata.glass",  "position.glass",
    "postlist.glass", "termlist.glass", SEAL_NAME,
};

static void
write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

/* Turns one bit around, as many bytes from the start. */
static void
flip(const char *path, long at)
{
    FILE *file = fopen(path, "r+");
    int byte;

    assert_non_null(file);
    assert_int_equal(fseek(file, at, SEEK_SET), 0);
    byte = fgetc(file);
    assert_int_not_equal(byte, EOF);
    assert_int_equal(fseek(file, at, SEEK_SET), 0);
    assert_int_equal(fputc(byte ^ 4, file), byte ^ 4);
    assert_int_equal(fclose(file), 0);
}

static long
size_of(const char *path)
{
    struct stat st;

    assert_int_equal(stat(path, &st), 0);
    return (long)st.st_size;
}

static void
expect_open(struct folder *folder, enum status status, const char *says)
{
    struct store *store = NULL;
    struct error err;

    assert_int_equal(store_open(&store, folder->dir, &err), status);
    if (strstr(err.text, says) == NULL)
        fail_msg("%s", err.text);
}

static char *
in_first(struct folder *folder, const char *name)
{
    return arena_printf(folder->arena, "%s/gen-000001/%s", folder->dir, name);
}

static void
test_without_an_index(void **state)
{
    struct folder *folder = *state;

    expect_open(folder, STATUS_NOT_FOUND, "no index in");
    assert_int_equal(file_make_dirs(folder->dir, NULL), STATUS_OK);
    expect_open(folder, STATUS_NOT_FOUND, "no index in");
    write_file(path_in(folder, "current"), "");
    expect_open(folder, STATUS_IO, "names no generation");
    write_file(path_in(folder, "current"), "auto ../../etc\n");
    expect_open(folder, STATUS_IO, "names no generation");
    write_file(path_in(folder, "current"), "auto gen-000009\n");
    expect_open(folder, STATUS_IO, "gen-000009 is missing");
    assert_int_equal(mkdir(path_in(folder, "gen-000009"), 0700), 0);
    expect_open(folder, STATUS_IO, "is not whole");

    /* what is broken is no obstacle to a new build */
    assert_int_equal(make_some(folder), 10);
    store_close(open_store(folder));
    assert_false(file_is_dir(path_in(folder, "gen-000009")));
}

static void
test_every_bit_counts(void **state)
{
    struct folder *folder = *state;

    make_some(folder);
    for (size_t i = 0; i < COUNT_OF(files); i++) {
        const char *path = in_first(folder, files[i]);
        long size = size_of(path), step = size / 16 + 1;

        for (long at = 0; at < size; at += step) {
            flip(path, at);
            expect_open(folder, STATUS_IO, "damaged");
            flip(path, at);
        }
        flip(path, size - 1);
        expect_open(folder, STATUS_IO, "damaged");
        flip(path, size - 1);
        store_close(open_store(folder));
    }
}

static void
test_files_cut_short_or_gone(void **state)
{
    struct folder *folder = *state;

    make_some(folder);
    for (size_t i = 0; i < COUNT_OF(files); i++) {
        char *path = in_first(folder, files[i]);
        char *away = in_first(folder, "away");

        assert_int_equal(rename(path, away), 0);
        expect_open(folder, STATUS_IO, "is missing");
        assert_int_equal(rename(away, path), 0);
    }
    for (size_t i = 0; i < COUNT_OF(files); i++) {
        char *path = in_first(folder, files[i]);

        assert_int_equal(truncate(path, size_of(path) / 2), 0);
        expect_open(folder, STATUS_IO, "damaged");
        assert_int_equal(make_some(folder), 2); /* and 1 goes */
        assert_int_equal(rename(path_in(folder, "gen-000002"),
                                path_in(folder, "gen-000001")),
                         0);
        write_file(path_in(folder, "current"), "auto gen-000001\n");
    }
}

static void
test_another_format(void **state)
{
    struct folder *folder = *state;
    char *first;

    make_some(folder);
    first = path_in(folder, "gen-000001");
    assert_int_equal(unlink(in_first(folder, SEAL_NAME)), 0);
    assert_int_equal(seal_write(first, "4711", NULL), STATUS_OK);
    expect_open(folder, STATUS_STORE, "format \"4711\"");
    assert_int_equal(make_some(folder), 2);
    store_close(open_store(folder));
}

/* The one before serves in its place, and says why. */
static void
test_the_one_before(void **state)
{
    struct folder *folder = *state;
    CLEANUP(store_closep) struct store *store = NULL;
    struct store *again = NULL;

    make_some(folder);
    assert_int_equal(make(folder, some, 2), 2);
    flip(path_in(folder, "gen-000002/postlist.glass"), 100);
    store = open_store(folder);
    assert_int_equal(store_identify(store).generation, 1);
    assert_int_equal(store_trouble(store)->code, STATUS_IO);
    assert_non_null(strstr(store_trouble(store)->text, "generation 1 answers"));
    assert_string_equal(find(folder, store, TERM("d")), "c d Xone|d d d a");

    /* the build after it keeps the good one, not the broken one */
    assert_int_equal(make(folder, some, 3), 3);
    assert_true(file_is_dir(path_in(folder, "gen-000001")));
    assert_false(file_is_dir(path_in(folder, "gen-000002")));
    again = open_store(folder);
    assert_int_equal(store_identify(again).generation, 3);
    assert_int_equal(store_trouble(again)->code, STATUS_OK);
    assert_string_equal(store_identify(again).uuid, store_identify(store).uuid);
    store_close(again);
}

static void
test_current_lost(void **state)
{
    struct folder *folder = *state;
    CLEANUP(store_closep) struct store *store = NULL;

    make_some(folder);
    assert_int_equal(make(folder, some, 2), 2);
    assert_int_equal(unlink(path_in(folder, "current")), 0);
    store = open_store(folder);
    assert_int_equal(store_identify(store).generation, 2);
    assert_int_equal(store_trouble(store)->code, STATUS_NOT_FOUND);
    assert_int_equal(make_some(folder), 3); /* no number twice */
}

static void
test_changed_under_a_reader(void **state)
{
    struct folder *folder = *state;
    CLEANUP(store_closep) struct store *store = NULL;

    make_some(folder);
    store = open_store(folder);
    assert_true(store_is_intact(store));
    flip(in_first(folder, "postlist.glass"), 50);
    assert_false(store_is_intact(store));
    flip(in_first(folder, "postlist.glass"), 50);
    assert_int_equal(file_remove_tree(path_in(folder, "gen-000001"), NULL),
                     STATUS_OK);
    assert_true(store_is_intact(store)); /* it holds the files that went */
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_without_an_index, open_folder,
                                        close_folder),
        cmocka_unit_test_setup_teardown(test_every_bit_counts, open_folder,
                                        close_folder),
        cmocka_unit_test_setup_teardown(test_files_cut_short_or_gone,
                                        open_folder, close_folder),
        cmocka_unit_test_setup_teardown(test_another_format, open_folder,
                                        close_folder),
        cmocka_unit_test_setup_teardown(test_the_one_before, open_folder,
                                        close_folder),
        cmocka_unit_test_setup_teardown(test_current_lost, open_folder,
                                        close_folder),
        cmocka_unit_test_setup_teardown(test_changed_under_a_reader,
                                        open_folder, close_folder),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
