/*
 * Writing with the real Xapian in a temporary folder: generations, and
 * everything that can be wrong with an index.
 */
#include "tests/unit/store_fixture.h"

#include "lib/base/cleanup.h"
#include "lib/base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static void
test_generations(void **state)
{
    struct folder *folder = *state;
    CLEANUP(store_closep) struct store *store = NULL;
    CLEANUP(store_closep) struct store *later = NULL;
    char *uuid;

    assert_int_equal(make_some(folder), 1);
    store = open_store(folder);
    uuid = arena_strdup(folder->arena, store_identify(store).uuid);
    assert_int_equal(store_identify(store).generation, 1);
    assert_true(strlen(uuid) >= 32);

    assert_int_equal(make(folder, some, 2), 2);
    /* the old one is still whole for those who hold it */
    assert_string_equal(find(folder, store, TERM("d")), "c d Xone|d d d a");
    later = open_store(folder);
    assert_string_equal(find(folder, later, TERM("d")), "");
    assert_string_equal(store_identify(later).uuid, uuid);

    assert_int_equal(make(folder, some, 3), 3);
    assert_true(file_is_dir(path_in(folder, "gen-000003")));
    assert_true(file_is_dir(path_in(folder, "gen-000002")));
    assert_false(file_is_dir(path_in(folder, "gen-000001")));
    assert_false(file_is_dir(path_in(folder, "building")));
}

static void
test_unpublished_is_nothing(void **state)
{
    struct folder *folder = *state;
    struct writer *writer = NULL;
    CLEANUP(store_closep) struct store *store = NULL;

    make_some(folder);
    assert_int_equal(writer_open(&writer, folder->dir, NULL), STATUS_OK);
    add(writer, "new");
    writer_close(writer);
    store = open_store(folder);
    assert_int_equal(store_identify(store).generation, 1);
    assert_string_equal(find(folder, store, TERM("new")), "");
    assert_false(file_is_dir(path_in(folder, "building")));
}

static void
test_one_writer(void **state)
{
    struct folder *folder = *state;
    CLEANUP(writer_closep) struct writer *writer = NULL;
    struct writer *second = NULL;
    struct error err;
    char holder[32];

    assert_int_equal(writer_open(&writer, folder->dir, &err), STATUS_OK);
    assert_int_equal(writer_open(&second, folder->dir, &err), STATUS_BUSY);
    snprintf(holder, sizeof holder, "process %ld", (long)getpid());
    assert_non_null(strstr(err.text, holder));
    assert_int_equal(truncate(path_in(folder, "lock"), 0), 0);
    assert_int_equal(writer_open(&second, folder->dir, &err), STATUS_BUSY);
    assert_non_null(strstr(err.text, "a process that has only just begun"));
    writer_closep(&writer);
    assert_int_equal(writer_open(&writer, folder->dir, &err), STATUS_OK);
}

/* A writer that is killed leaves no lock and a served generation. */
static void
test_killed_writer(void **state)
{
    struct folder *folder = *state;
    int code;
    pid_t child;

    make_some(folder);
    child = fork();
    if (child == 0) {
        struct writer *writer = NULL;

        if (writer_open(&writer, folder->dir, NULL) == STATUS_OK)
            add(writer, "lost");
        _exit(0);
    }
    assert_int_equal(waitpid(child, &code, 0), child);
    assert_true(file_is_dir(path_in(folder, "building")));
    assert_int_equal(make_some(folder), 2);
    assert_false(file_is_dir(path_in(folder, "building")));
}

static void
write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static void
test_a_file_in_the_way(void **state)
{
    struct folder *folder = *state;
    struct writer *writer = NULL;
    struct error err;

    write_file(arena_printf(folder->arena, "%s/deep", folder->base), "");
    assert_int_equal(writer_open(&writer, folder->dir, &err), STATUS_IO);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_generations, open_folder,
                                        close_folder),
        cmocka_unit_test_setup_teardown(test_unpublished_is_nothing,
                                        open_folder, close_folder),
        cmocka_unit_test_setup_teardown(test_one_writer, open_folder,
                                        close_folder),
        cmocka_unit_test_setup_teardown(test_killed_writer, open_folder,
                                        close_folder),
        cmocka_unit_test_setup_teardown(test_a_file_in_the_way, open_folder,
                                        close_folder),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
