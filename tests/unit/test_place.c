#include "lib/base/place.h"

#include "lib/base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cmocka.h>

struct fixture {
    struct arena *arena;
    struct error err;
    char folder[64]; /* a temporary directory of our own */
};

static const char *const variables[] = {
    "CLAUSE_INDEX", "CLAUSE_CONNECT", "XDG_DATA_HOME",     "XDG_RUNTIME_DIR",
    "HOME",         "TMPDIR",         "CLAUSE_TOKEN_FILE",
};

static int
setup(void **state)
{
    static struct fixture fixture;

    for (size_t i = 0; i < sizeof variables / sizeof *variables; i++)
        unsetenv(variables[i]);
    fixture.arena = arena_new();
    strcpy(fixture.folder, "/tmp/clause-place-XXXXXX");
    *state = &fixture;
    return mkdtemp(fixture.folder) == NULL;
}

static int
teardown(void **state)
{
    struct fixture *fixture = *state;

    arena_free(fixture->arena);
    return file_remove_tree(fixture->folder, NULL) != STATUS_OK;
}

static void
index_is_the_first_of_its_places(void **state)
{
    struct arena *arena = ((struct fixture *)*state)->arena;

    assert_string_equal(place_index(NULL, arena), "/var/lib/clause/index");
    setenv("HOME", "/", 1); /* a service */
    assert_string_equal(place_index(NULL, arena), "/var/lib/clause/index");
    setenv("HOME", "/home/x", 1);
    assert_string_equal(place_index(NULL, arena),
                        "/home/x/.local/share/clause/index");
    setenv("XDG_DATA_HOME", "relative", 1);
    assert_string_equal(place_index(NULL, arena),
                        "/home/x/.local/share/clause/index");
    setenv("XDG_DATA_HOME", "/data", 1);
    assert_string_equal(place_index(NULL, arena), "/data/clause/index");
    setenv("CLAUSE_INDEX", "", 1);
    assert_string_equal(place_index(NULL, arena), "/data/clause/index");
    setenv("CLAUSE_INDEX", "mine", 1);
    assert_string_equal(place_index(NULL, arena), "mine");
    assert_string_equal(place_index("given", arena), "given");
}

static void
address_is_given_or_in_the_environment(void **state)
{
    struct fixture *fixture = *state;
    struct address address;

    setenv("CLAUSE_CONNECT", "unix:rel", 1);
    assert_int_equal(
        place_listen(&address, "tcp:h:1", fixture->arena, &fixture->err),
        STATUS_OK);
    assert_string_equal(address.text, "tcp:h:1");
    assert_int_equal(
        place_connect(&address, NULL, fixture->arena, &fixture->err),
        STATUS_OK);
    assert_string_equal(address.path, "rel");
    assert_int_equal(
        place_listen(&address, "/a/b", fixture->arena, &fixture->err),
        STATUS_BAD_REQUEST);
}

static void
token_file_is_given_or_in_the_environment(void **state)
{
    (void)state;
    assert_null(place_token_file(NULL));
    setenv("CLAUSE_TOKEN_FILE", "there", 1);
    assert_string_equal(place_token_file(NULL), "there");
    assert_string_equal(place_token_file("here"), "here");
}

static void
make_socket(const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);

    assert_true(strlen(path) < sizeof address.sun_path);
    strcpy(address.sun_path, path);
    assert_int_equal(bind(fd, (struct sockaddr *)&address, sizeof address), 0);
    close(fd);
}

static void
socket_is_sought_where_it_is_served(void **state)
{
    struct fixture *fixture = *state;
    struct arena *arena = fixture->arena;
    struct error *err = &fixture->err;
    char *runtime = arena_printf(arena, "%s/run", fixture->folder);
    struct address served, sought;

    setenv("TMPDIR", fixture->folder, 1);
    setenv("XDG_RUNTIME_DIR", runtime, 1); /* not there: passed over */
    assert_int_equal(place_listen(&served, NULL, arena, err), STATUS_OK);
    assert_string_not_equal(served.path,
                            arena_printf(arena, "%s/clause.sock", runtime));
    assert_int_equal(place_connect(&sought, NULL, arena, err), STATUS_OK);
    assert_int_equal(mkdir(runtime, 0700), 0);
    assert_int_equal(place_listen(&served, NULL, arena, err), STATUS_OK);
    assert_string_equal(served.path,
                        arena_printf(arena, "%s/clause.sock", runtime));
    make_socket(served.path);
    assert_int_equal(place_connect(&sought, NULL, arena, err), STATUS_OK);
    assert_string_equal(sought.path, served.path);
}

static void
folder_in_the_temporary_directory_must_be_ours(void **state)
{
    struct fixture *fixture = *state;
    struct arena *arena = fixture->arena;
    char *folder = arena_printf(arena, "%s/clause-%u", fixture->folder,
                                (unsigned)geteuid());
    struct address found;
    struct stat st;

    if (access("/run/clause", W_OK) == 0)
        skip(); /* the service's folder comes before it */
    setenv("TMPDIR", fixture->folder, 1);
    assert_int_equal(place_listen(&found, NULL, arena, &fixture->err),
                     STATUS_OK);
    assert_string_equal(found.path,
                        arena_printf(arena, "%s/clause.sock", folder));
    assert_int_equal(stat(folder, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0700);
    make_socket(found.path);
    assert_int_equal(place_connect(&found, NULL, arena, &fixture->err),
                     STATUS_OK);
    assert_string_equal(found.path,
                        arena_printf(arena, "%s/clause.sock", folder));
    assert_int_equal(chmod(folder, 0755), 0);
    assert_int_equal(place_listen(&found, NULL, arena, &fixture->err),
                     STATUS_IO);
    assert_int_equal(place_connect(&found, NULL, arena, &fixture->err),
                     STATUS_OK);
    assert_string_not_equal(found.path,
                            arena_printf(arena, "%s/clause.sock", folder));
}

static void
link_to_a_folder_of_others_is_refused(void **state)
{
    struct fixture *fixture = *state;
    char *folder = arena_printf(fixture->arena, "%s/clause-%u", fixture->folder,
                                (unsigned)geteuid());
    struct address found;

    if (access("/run/clause", W_OK) == 0)
        skip();
    setenv("TMPDIR", fixture->folder, 1);
    assert_int_equal(symlink("/var", folder), 0);
    assert_int_equal(place_listen(&found, NULL, fixture->arena, &fixture->err),
                     STATUS_IO);
    assert_non_null(strstr(fixture->err.text, folder));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(index_is_the_first_of_its_places, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(address_is_given_or_in_the_environment,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(
            token_file_is_given_or_in_the_environment, setup, teardown),
        cmocka_unit_test_setup_teardown(socket_is_sought_where_it_is_served,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(
            folder_in_the_temporary_directory_must_be_ours, setup, teardown),
        cmocka_unit_test_setup_teardown(link_to_a_folder_of_others_is_refused,
                                        setup, teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
