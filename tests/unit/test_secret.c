#include "lib/base/secret.h"

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
#include <unistd.h>

#include <cmocka.h>

#define GOOD "0123456789abcdef0123456789abcdef" /* 32 */

struct fixture {
    struct arena *arena;
    struct error err;
    char folder[64];
    char path[80];
    char *token;
};

static int
setup(void **state)
{
    static struct fixture fixture;

    fixture = (struct fixture){.arena = arena_new()};
    strcpy(fixture.folder, "/tmp/clause-secret-XXXXXX");
    if (mkdtemp(fixture.folder) == NULL)
        return -1;
    snprintf(fixture.path, sizeof fixture.path, "%s/token", fixture.folder);
    *state = &fixture;
    return 0;
}

static int
teardown(void **state)
{
    struct fixture *fixture = *state;

    arena_free(fixture->arena);
    return file_remove_tree(fixture->folder, NULL) != STATUS_OK;
}

static enum status
read_of(struct fixture *fixture, const char *bytes, size_t len)
{
    assert_int_equal(file_replace(fixture->path, bytes, len, NULL), STATUS_OK);
    return secret_read(&fixture->token, fixture->path, fixture->arena,
                       &fixture->err);
}

static void
end_of_the_line_is_no_part(void **state)
{
    static const char *const files[] = {GOOD, GOOD "\n", GOOD "\r\n"};
    struct fixture *fixture = *state;

    for (size_t i = 0; i < COUNT_OF(files); i++) {
        assert_int_equal(read_of(fixture, files[i], strlen(files[i])),
                         STATUS_OK);
        assert_string_equal(fixture->token, GOOD);
    }
}

static void
length_has_two_ends(void **state)
{
    struct fixture *fixture = *state;
    char bytes[SECRET_MOST + 1];

    memset(bytes, 'x', sizeof bytes);
    assert_int_equal(read_of(fixture, bytes, SECRET_LEAST), STATUS_OK);
    assert_int_equal(read_of(fixture, bytes, SECRET_MOST), STATUS_OK);
    fixture->token = NULL;
    assert_int_equal(read_of(fixture, bytes, SECRET_LEAST - 1),
                     STATUS_BAD_REQUEST);
    assert_int_equal(read_of(fixture, bytes, SECRET_MOST + 1),
                     STATUS_BAD_REQUEST);
    assert_int_equal(read_of(fixture, "", 0), STATUS_BAD_REQUEST);
    assert_non_null(strstr(fixture->err.text, "head -c 32 /dev/urandom"));
    assert_null(fixture->token);
}

static void
bytes_that_no_line_may_hold(void **state)
{
    static const char *const files[] = {
        GOOD " " GOOD, GOOD "\n" GOOD, GOOD "\n\n", GOOD "\xc3\xa9", GOOD "\t"};
    struct fixture *fixture = *state;

    for (size_t i = 0; i < COUNT_OF(files); i++)
        assert_int_equal(read_of(fixture, files[i], strlen(files[i])),
                         STATUS_BAD_REQUEST);
    assert_int_equal(read_of(fixture, GOOD "\0x", 34), STATUS_BAD_REQUEST);
}

static void
file_that_others_may_use_is_refused(void **state)
{
    static const mode_t modes[] = {0640, 0604, 0620, 0660, 0644, 0700};
    struct fixture *fixture = *state;

    for (size_t i = 0; i < COUNT_OF(modes); i++) {
        assert_int_equal(read_of(fixture, GOOD, 32), STATUS_OK);
        assert_int_equal(chmod(fixture->path, modes[i]), 0);
        assert_int_equal(secret_read(&fixture->token, fixture->path,
                                     fixture->arena, &fixture->err),
                         STATUS_BAD_REQUEST);
        assert_non_null(strstr(fixture->err.text, "chmod 600"));
    }
    assert_int_equal(chmod(fixture->path, 0400), 0);
    assert_int_equal(secret_read(&fixture->token, fixture->path, fixture->arena,
                                 &fixture->err),
                     STATUS_OK);
}

static void
file_of_another_user_is_refused(void **state)
{
    struct fixture *fixture = *state;

    if (geteuid() != 0)
        skip();
    assert_int_equal(read_of(fixture, GOOD, 32), STATUS_OK);
    assert_int_equal(chown(fixture->path, 12345, 0), 0);
    assert_int_equal(secret_read(&fixture->token, fixture->path, fixture->arena,
                                 &fixture->err),
                     STATUS_BAD_REQUEST);
    assert_non_null(strstr(fixture->err.text, "belongs to user 12345"));
}

static void
what_is_no_regular_file_is_refused(void **state)
{
    struct fixture *fixture = *state;
    char link[96];

    assert_int_equal(read_of(fixture, GOOD, 32), STATUS_OK);
    snprintf(link, sizeof link, "%s/link", fixture->folder);
    assert_int_equal(symlink(fixture->path, link), 0);
    assert_int_equal(
        secret_read(&fixture->token, link, fixture->arena, &fixture->err),
        STATUS_BAD_REQUEST);
    assert_non_null(strstr(fixture->err.text, "is a symbolic link"));
    assert_int_equal(secret_read(&fixture->token, fixture->folder,
                                 fixture->arena, &fixture->err),
                     STATUS_BAD_REQUEST);
    assert_non_null(strstr(fixture->err.text, "is no regular file"));
    unlink(fixture->path);
    assert_int_equal(mkfifo(fixture->path, 0600), 0);
    assert_int_equal(secret_read(&fixture->token, fixture->path, fixture->arena,
                                 &fixture->err),
                     STATUS_BAD_REQUEST);
    unlink(fixture->path);
    assert_int_equal(secret_read(&fixture->token, fixture->path, fixture->arena,
                                 &fixture->err),
                     STATUS_BAD_REQUEST);
    assert_non_null(strstr(fixture->err.text, "No such file"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(end_of_the_line_is_no_part),
        TEST(length_has_two_ends),
        TEST(bytes_that_no_line_may_hold),
        TEST(file_that_others_may_use_is_refused),
        TEST(file_of_another_user_is_refused),
        TEST(what_is_no_regular_file_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
