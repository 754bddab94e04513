#include "lib/base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
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

enum { PATH_ROOM = 300 };

struct folder {
    char dir[64];
    char path[PATH_ROOM];
    struct error err;
};

static const char *
within(struct folder *folder, const char *name)
{
    snprintf(folder->path, sizeof folder->path, "%s/%s", folder->dir, name);
    return folder->path;
}

static int
set_up(void **state)
{
    struct folder *folder = calloc(1, sizeof *folder);

    strcpy(folder->dir, "/tmp/clause-file-XXXXXX");
    *state = folder;
    return mkdtemp(folder->dir) == NULL ? -1 : 0;
}

static int
tear_down(void **state)
{
    struct folder *folder = *state;
    enum status status = file_remove_tree(folder->dir, &folder->err);
    bool gone = access(folder->dir, F_OK) != 0 && errno == ENOENT;

    free(folder);
    return status == STATUS_OK && gone ? 0 : -1;
}

static void
write_file(struct folder *folder, const char *name, const char *text)
{
    assert_int_equal(
        file_replace(within(folder, name), text, strlen(text), &folder->err),
        STATUS_OK);
}

static void
what_is_written_is_read(void **state)
{
    struct folder *folder = *state;
    struct buf buf = {0};

    buf_put_text(&buf, "before ");
    write_file(folder, "a", "one");
    write_file(folder, "a", "another");
    assert_int_equal(file_read(&buf, folder->path, 7, &folder->err), STATUS_OK);
    assert_string_equal(buf_text(&buf), "before another");
    assert_int_not_equal(access(within(folder, "a.new"), F_OK), 0);
    write_file(folder, "empty", "");
    assert_int_equal(file_read(&buf, folder->path, 0, &folder->err), STATUS_OK);
    assert_int_equal(buf.len, 14);
    buf_deinit(&buf);
}

/* Each is refused at once, and what the buffer held is still all it holds. */
static void
assert_refused(struct folder *folder, const char *name, size_t most,
               enum status status)
{
    struct buf buf = {0};

    buf_put_text(&buf, "kept");
    assert_int_equal(file_read(&buf, within(folder, name), most, &folder->err),
                     status);
    assert_int_equal(folder->err.code, status);
    assert_non_null(strstr(folder->err.text, name));
    assert_int_equal(buf.len, 4);
    buf_deinit(&buf);
}

static void
only_regular_files_within_the_limit_are_read(void **state)
{
    struct folder *folder = *state;
    char fifo[PATH_ROOM];

    write_file(folder, "file", "seven b");
    assert_int_equal(symlink("file", within(folder, "link")), 0);
    strcpy(fifo, within(folder, "fifo"));
    assert_int_equal(mkfifo(fifo, 0600), 0);
    assert_int_equal(mkdir(within(folder, "dir"), 0700), 0);
    assert_refused(folder, "file", 6, STATUS_TOO_LARGE);
    assert_refused(folder, "absent", 6, STATUS_NOT_FOUND);
    assert_refused(folder, "link", 100, STATUS_IO);
    assert_refused(folder, "fifo", 100, STATUS_BAD_DOCUMENT);
    assert_refused(folder, "dir", 100, STATUS_BAD_DOCUMENT);
}

/* Files of /proc say that they are empty, and are not. */
static void
a_file_that_grows_beyond_the_limit_is_refused(void **state)
{
    struct folder *folder = *state;
    struct buf buf = {0};

    buf_put_text(&buf, "kept");
    assert_int_equal(file_read(&buf, "/proc/self/status", 16, &folder->err),
                     STATUS_TOO_LARGE);
    assert_string_equal(buf_text(&buf), "kept");
    assert_int_equal(file_read(&buf, "/proc/self/status", 1 << 20, NULL),
                     STATUS_OK);
    assert_true(buf.len > 100);
    buf_deinit(&buf);
}

static void
a_failed_replacement_leaves_no_trace(void **state)
{
    struct folder *folder = *state;

    assert_int_equal(mkdir(within(folder, "dir"), 0700), 0);
    write_file(folder, "dir/file", "within"); /* so it cannot be renamed over */
    assert_int_not_equal(
        file_replace(within(folder, "dir"), "x", 1, &folder->err), STATUS_OK);
    assert_non_null(strstr(folder->err.text, "renaming"));
    assert_int_not_equal(access(within(folder, "dir.new"), F_OK), 0);
    assert_int_equal(file_replace(within(folder, "no/such"), "x", 1, NULL),
                     STATUS_IO);
}

/* What another process has beside the file is not touched. */
static void
processes_replace_the_same_file_at_once(void **state)
{
    struct folder *folder = *state;
    struct buf buf = {0};

    assert_int_equal(mkdir(within(folder, "a.new"), 0700), 0);
    assert_int_equal(mkdir(within(folder, "a.1.new"), 0700), 0);
    assert_int_equal(
        file_replace_quick(within(folder, "a"), "text", 4, &folder->err),
        STATUS_OK);
    assert_int_equal(file_read(&buf, folder->path, 4, NULL), STATUS_OK);
    assert_string_equal(buf_text(&buf), "text");
    assert_true(file_is_dir(within(folder, "a.new")));
    buf_deinit(&buf);
}

/* A child that has been waited for is a process that is gone. */
static void
the_name_tells_whether_a_file_is_being_made(void **state)
{
    static const char *const others[] = {
        "",      "a",        ".new",     "a.new",
        "1.new", "a.0.new",  "a..new",   "a.-1.new",
        "a.1",   "a.1.newt", "a.1x.new", "a.99999999999999999999.new"};
    char name[64];
    pid_t child = fork();

    (void)state;
    if (child == 0)
        _exit(0);
    assert_int_equal(waitpid(child, NULL, 0), child);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (file_is_being_made(others[i]))
            fail_msg("%s", others[i]);
    snprintf(name, sizeof name, "a.docx.%ld.new", (long)getpid());
    assert_true(file_is_being_made(name));
    assert_true(file_is_being_made("a.1.new")); /* whoever may signal it */
    snprintf(name, sizeof name, "a.docx.%ld.new", (long)child);
    assert_false(file_is_being_made(name));
}

static void
folders_are_made_with_their_parents(void **state)
{
    struct folder *folder = *state;
    struct stat st;

    assert_int_equal(file_make_dirs(within(folder, "a/b//c/"), &folder->err),
                     STATUS_OK);
    assert_true(file_is_dir(within(folder, "a/b/c")));
    assert_int_equal(stat(folder->path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0700);
    assert_int_equal(file_make_dirs(folder->path, &folder->err), STATUS_OK);
    write_file(folder, "a/file", "");
    assert_false(file_is_dir(folder->path));
    assert_int_equal(file_make_dirs(folder->path, &folder->err), STATUS_IO);
    assert_int_equal(file_make_dirs(within(folder, "a/file/x"), &folder->err),
                     STATUS_IO);
    assert_int_equal(file_make_dirs("", &folder->err), STATUS_IO);
}

static void
a_tree_is_removed_and_links_are_not_followed(void **state)
{
    struct folder *folder = *state;

    write_file(folder, "outside", "stays");
    assert_int_equal(file_make_dirs(within(folder, "tree/a/b"), NULL),
                     STATUS_OK);
    write_file(folder, "tree/a/b/file", "goes");
    assert_int_equal(symlink("../outside", within(folder, "tree/link")), 0);
    assert_int_equal(symlink("..", within(folder, "tree/up")), 0);
    assert_int_equal(file_remove_tree(within(folder, "tree"), &folder->err),
                     STATUS_OK);
    assert_false(file_is_dir(folder->path));
    assert_int_equal(file_remove_tree(folder->path, &folder->err), STATUS_OK);
    assert_int_equal(access(within(folder, "outside"), F_OK), 0);
}

static void
errors_of_descriptors_are_told(void **state)
{
    struct folder *folder = *state;
    int fd = open("/dev/full", O_WRONLY | O_CLOEXEC);

    assert_true(fd >= 0);
    assert_int_equal(file_write_all(fd, "x", 1, &folder->err), STATUS_IO);
    assert_int_equal(file_write_all(fd, NULL, 0, &folder->err), STATUS_OK);
    file_closep(&fd);
    assert_int_equal(fd, -1);
    file_closep(&fd);
    assert_int_equal(file_sync(folder->dir, &folder->err), STATUS_OK);
    assert_int_equal(file_sync(within(folder, "absent"), &folder->err),
                     STATUS_IO);
}

#define IN_A_FOLDER(test)                                                      \
    cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        IN_A_FOLDER(what_is_written_is_read),
        IN_A_FOLDER(only_regular_files_within_the_limit_are_read),
        IN_A_FOLDER(a_file_that_grows_beyond_the_limit_is_refused),
        IN_A_FOLDER(a_failed_replacement_leaves_no_trace),
        IN_A_FOLDER(processes_replace_the_same_file_at_once),
        cmocka_unit_test(the_name_tells_whether_a_file_is_being_made),
        IN_A_FOLDER(folders_are_made_with_their_parents),
        IN_A_FOLDER(a_tree_is_removed_and_links_are_not_followed),
        IN_A_FOLDER(errors_of_descriptors_are_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
