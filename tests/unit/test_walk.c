#include "indexer/input/beneath.h"
#include "indexer/input/source.h"
#include "indexer/input/walk.h"
#include "lib/base/file.h"
#include "tests/unit/fds_fixture.h"

#include <fcntl.h>
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
    struct walk walk;
    size_t fds;      /* open before */
    char folder[64]; /* a temporary directory of our own */
};

static int
setup(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);

    *state = fixture;
    fixture->fds = fds_count();
    fixture->arena = arena_new();
    strcpy(fixture->folder, "/tmp/clause-walk-XXXXXX");
    return mkdtemp(fixture->folder) == NULL;
}

static int
teardown(void **state)
{
    struct fixture *fixture = *state;
    enum status status = file_remove_tree(fixture->folder, NULL);
    bool left = fds_count() != fixture->fds;

    arena_free(fixture->arena);
    free(fixture);
    return status != STATUS_OK || left;
}

static const char *
path_of(const struct fixture *fixture, const char *name)
{
    return arena_printf(fixture->arena, "%s/%s", fixture->folder, name);
}

static void
put(const struct fixture *fixture, const char *name, const char *text)
{
    FILE *file = fopen(path_of(fixture, name), "w");

    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static void
make_dir(const struct fixture *fixture, const char *name)
{
    assert_int_equal(mkdir(path_of(fixture, name), 0700), 0);
}

static void
walk(struct fixture *fixture)
{
    assert_int_equal(walk_path(&fixture->walk, fixture->folder, fixture->arena,
                               &fixture->err),
                     STATUS_OK);
}

/* The names found, with a blank behind each. */
static const char *
names(const struct fixture *fixture)
{
    const char *all = "";

    for (size_t i = 0; i < fixture->walk.count; i++)
        all = arena_printf(fixture->arena, "%s%s ", all,
                           fixture->walk.files[i].name);
    return all;
}

static void
order_is_that_of_names(void **state)
{
    struct fixture *fixture = *state;

    make_dir(fixture, "b");
    make_dir(fixture, "tables");
    make_dir(fixture, ".git");
    put(fixture, "b/2.txt", "");
    put(fixture, "b/README.md", "");
    put(fixture, "tables/t.txt", "");
    put(fixture, ".git/g.txt", "");
    put(fixture, "c.txt", "");
    put(fixture, "a.txt", "");
    put(fixture, "b.txt", "");
    put(fixture, "b/10.txt", "");
    walk(fixture);
    assert_string_equal(names(fixture), "a.txt b/10.txt b/2.txt b.txt c.txt ");
}

static void
kinds_are_those_of_endings(void **state)
{
    static const struct {
        const char *name;
        enum walk_kind kind;
    } rows[] = {
        {"a.TXT", WALK_TEXT},    {"b.jsonl", WALK_ROWS},  {"c.html", WALK_HTML},
        {"d.htm", WALK_HTML},    {"e.Docx", WALK_DOCX},   {"f.pdf", WALK_PDF},
        {"g.doc", WALK_SKIPPED}, {"h.odt", WALK_SKIPPED}, {"i", WALK_SKIPPED},
        {"txt", WALK_SKIPPED},
    };
    struct fixture *fixture = *state;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        put(fixture, rows[i].name, "");
    walk(fixture);
    assert_int_equal(fixture->walk.count, sizeof rows / sizeof *rows);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct walk_file *file = &fixture->walk.files[i];

        assert_string_equal(file->name, rows[i].name);
        assert_int_equal(file->kind, rows[i].kind);
        assert_int_equal(file->reason == NULL, rows[i].kind < WALK_SKIPPED);
    }
    assert_non_null(strstr(fixture->walk.files[6].reason,
                           "convert it to .docx or PDF first"));
}

static void
what_is_no_file_is_named(void **state)
{
    static const char *const reasons[] = {
        "a FIFO, not a document",
        "a symbolic link, which is not followed",
        "a socket, not a document",
    };
    struct fixture *fixture = *state;
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

    snprintf(address.sun_path, sizeof address.sun_path, "%s/c.txt",
             fixture->folder);
    assert_int_equal(
        bind(fd, (const struct sockaddr *)&address, sizeof address), 0);
    close(fd);
    assert_int_equal(mkfifo(path_of(fixture, "a.txt"), 0600), 0);
    assert_int_equal(symlink("/", path_of(fixture, "b.txt")), 0);
    walk(fixture);
    assert_int_equal(fixture->walk.count, 3);
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(fixture->walk.files[i].kind, WALK_SKIPPED);
        assert_string_equal(fixture->walk.files[i].reason, reasons[i]);
    }
}

static void
folders_end_somewhere(void **state)
{
    struct fixture *fixture = *state;
    const char *name = "d";

    for (size_t i = 0; i < 70; i++) {
        make_dir(fixture, name);
        name = arena_printf(fixture->arena, "%s/d", name);
    }
    put(fixture, "z.txt", "");
    walk(fixture);
    assert_int_equal(fixture->walk.count, 2);
    assert_int_equal(fixture->walk.files[0].kind, WALK_FAILED);
    assert_non_null(strstr(fixture->walk.files[0].reason, "more than 64"));
    assert_string_equal(fixture->walk.files[1].name, "z.txt");
}

static void
a_path_may_be_a_file(void **state)
{
    struct fixture *fixture = *state;

    put(fixture, "a.txt", "");
    assert_int_equal(walk_path(&fixture->walk, path_of(fixture, "a.txt"),
                               fixture->arena, &fixture->err),
                     STATUS_OK);
    assert_string_equal(names(fixture), "a.txt ");
    assert_string_equal(fixture->walk.files[0].top, fixture->folder);
    assert_int_equal(walk_path(&fixture->walk, path_of(fixture, "none"),
                               fixture->arena, &fixture->err),
                     STATUS_NOT_FOUND);
    assert_non_null(strstr(fixture->err.text, "none"));
}

static void
nothing_is_opened_outside(void **state)
{
    struct fixture *fixture = *state;
    static const char *const closed[] = {"link.txt", "up/a.txt", "../a.txt",
                                         "/etc/hostname"};
    const char *in = path_of(fixture, "in");
    int fd = -1;

    put(fixture, "a.txt", "");
    make_dir(fixture, "in");
    assert_int_equal(symlink("../a.txt", path_of(fixture, "in/link.txt")), 0);
    assert_int_equal(symlink("..", path_of(fixture, "in/up")), 0);
    for (size_t i = 0; i < sizeof closed / sizeof *closed; i++) {
        assert_int_equal(
            beneath_open(&fd, in, closed[i], O_RDONLY, &fixture->err),
            STATUS_DENIED);
        assert_int_equal(fd, -1);
    }
    assert_int_equal(
        beneath_open(&fd, fixture->folder, "a.txt", O_RDONLY, &fixture->err),
        STATUS_OK);
    close(fd);
}

/* Opens a.txt, whose text is "one". */
static struct source
open_one(struct fixture *fixture)
{
    struct source source;

    put(fixture, "a.txt", "one");
    walk(fixture);
    assert_int_equal(
        source_open(&source, &fixture->walk.files[0], 10, &fixture->err),
        STATUS_OK);
    return source;
}

static void
a_source_is_read_whole_and_again(void **state)
{
    struct fixture *fixture = *state;
    struct source source = open_one(fixture);
    struct buf bytes = {0};

    assert_int_equal(source_read(&source, &bytes, &fixture->err), STATUS_OK);
    assert_int_equal(source_read(&source, &bytes, &fixture->err), STATUS_OK);
    assert_string_equal(buf_text(&bytes), "oneone");
    assert_int_equal(source_check(&source, &fixture->err), STATUS_OK);
    buf_deinit(&bytes);
    source_close(&source);
}

static void
a_source_that_grows_is_refused(void **state)
{
    struct fixture *fixture = *state;
    struct source source = open_one(fixture);
    struct buf bytes = {0};

    put(fixture, "a.txt", "one and more");
    assert_int_equal(source_read(&source, &bytes, &fixture->err), STATUS_BUSY);
    assert_int_equal(source_check(&source, &fixture->err), STATUS_BUSY);
    assert_non_null(strstr(fixture->err.text, "run again"));
    buf_deinit(&bytes);
    source_close(&source);
}

static void
a_source_that_is_replaced_is_refused(void **state)
{
    struct fixture *fixture = *state;
    struct source source = open_one(fixture);

    put(fixture, "b.txt", "two");
    assert_int_equal(
        rename(path_of(fixture, "b.txt"), path_of(fixture, "a.txt")), 0);
    assert_int_equal(source_check(&source, &fixture->err), STATUS_BUSY);
    assert_int_equal(unlink(path_of(fixture, "a.txt")), 0);
    assert_int_equal(source_check(&source, &fixture->err), STATUS_BUSY);
    source_close(&source);
}

static void
a_source_is_a_regular_file_of_some_size(void **state)
{
    struct fixture *fixture = *state;
    struct walk_file file = {.top = fixture->folder, .name = "fifo"};
    struct source source;

    assert_int_equal(mkfifo(path_of(fixture, "fifo"), 0600), 0);
    assert_int_equal(source_open(&source, &file, 10, &fixture->err),
                     STATUS_BAD_DOCUMENT);
    put(fixture, "big", "eleven byte");
    file.name = "big";
    assert_int_equal(source_open(&source, &file, 10, &fixture->err),
                     STATUS_TOO_LARGE);
    assert_string_equal(fixture->err.text,
                        "has 11 bytes, more than the 10 allowed");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(order_is_that_of_names),
        TEST(kinds_are_those_of_endings),
        TEST(what_is_no_file_is_named),
        TEST(folders_end_somewhere),
        TEST(a_path_may_be_a_file),
        TEST(nothing_is_opened_outside),
        TEST(a_source_is_read_whole_and_again),
        TEST(a_source_that_grows_is_refused),
        TEST(a_source_that_is_replaced_is_refused),
        TEST(a_source_is_a_regular_file_of_some_size),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
