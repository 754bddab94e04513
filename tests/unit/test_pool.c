/* The extractors are shell scripts; the document is theirs to run. */
#include "indexer/input/pool.h"
#include "tests/unit/fds_fixture.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

/* The format's place is that of a script's name: `sh FORMAT` runs what it
 * reads when FORMAT is "-s". */
static const char format[] = "-s";

static struct pool *
make(unsigned jobs, long long wall_ms, int stop_fd)
{
    return pool_new(
        &(struct extractor_command){.program = "/bin/sh", .wall_ms = wall_ms},
        jobs, stop_fd);
}

static void
start(struct pool *pool, const char *script, void *job)
{
    struct error err;
    struct buf document = {0};

    buf_put_text(&document, script);
    assert_int_equal(pool_start(pool, format, &document, job, &err), STATUS_OK);
    buf_deinit(&document);
}

static void
expect(struct pool *pool, enum status code, const char *text)
{
    struct pool_done done;

    assert_true(pool_take(&done, pool, true));
    assert_int_equal(done.code, code);
    if (code == STATUS_OK)
        assert_string_equal(buf_text(&done.lines), text);
    else
        assert_non_null(strstr(done.err.text, text));
    buf_deinit(&done.lines);
}

static void
what_it_wrote_comes_back(void **state)
{
    struct pool *pool = make(1, EXTRACTOR_WALL_MS, -1);
    struct pool_done done;

    (void)state;
    assert_true(pool_is_idle(pool) && !pool_is_full(pool));
    assert_false(pool_take(&done, pool, true));
    start(pool, "echo lines; echo more >&2", NULL);
    assert_true(pool_is_full(pool));
    expect(pool, STATUS_OK, "lines\n");
    start(pool, "echo its fault >&2; echo and more >&2; exit 1", NULL);
    expect(pool, STATUS_BAD_DOCUMENT, "its fault");
    assert_true(pool_is_idle(pool));
    pool_free(pool);
}

static void
each_is_told_by_its_job(void **state)
{
    struct pool *pool = make(3, EXTRACTOR_WALL_MS, -1);
    int jobs[3] = {0}, seen = 0;
    struct pool_done done;

    (void)state;
    for (size_t i = 0; i < 3; i++)
        start(pool, "echo x", &jobs[i]);
    assert_true(pool_is_full(pool));
    while (pool_take(&done, pool, true)) {
        *(int *)done.job += 1;
        seen++;
        buf_deinit(&done.lines);
    }
    assert_int_equal(seen, 3);
    assert_true(jobs[0] == 1 && jobs[1] == 1 && jobs[2] == 1);
    pool_free(pool);
}

static void
one_that_hangs_is_ended(void **state)
{
    struct pool *pool = make(1, 50, -1);

    (void)state;
    start(pool, "echo x; while :; do read y < /dev/zero; done", NULL);
    expect(pool, STATUS_TOO_LARGE, "not read within");
    pool_free(pool);
}

/* A child that it leaves holds its pipes open; nobody waits for that. */
static void
what_it_leaves_behind_is_ended(void **state)
{
    struct pool *pool = make(1, EXTRACTOR_WALL_MS, -1);

    (void)state;
    start(pool, "tail -f /dev/null & echo lines", NULL);
    expect(pool, STATUS_OK, "lines\n");
    pool_free(pool);
}

static void
no_output_is_taken_without_end(void **state)
{
    struct pool *pool = make(2, EXTRACTOR_WALL_MS, -1);

    (void)state;
    start(pool, "cat /dev/zero", NULL);
    expect(pool, STATUS_TOO_LARGE, "more than 32 MiB");
    start(pool, "head -c 100000 /dev/zero | tr '\\0' e >&2; exit 1", NULL);
    expect(pool, STATUS_BAD_DOCUMENT, "eeee");
    pool_free(pool);
}

static void
waiting_ends_when_asked(void **state)
{
    int ends[2];
    struct pool *pool;
    struct pool_done done;

    (void)state;
    assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
    pool = make(1, EXTRACTOR_WALL_MS, ends[0]);
    start(pool, "tail -f /dev/null", NULL);
    assert_false(pool_take(&done, pool, false));
    assert_int_equal(write(ends[1], "x", 1), 1);
    assert_false(pool_take(&done, pool, true));
    assert_false(pool_is_idle(pool));
    pool_free(pool); /* ends it */
    close(ends[0]);
    close(ends[1]);
}

static void
a_program_that_is_not_there_is_said(void **state)
{
    struct pool *pool = pool_new(
        &(struct extractor_command){.program = "/no/where", .wall_ms = 1000}, 1,
        -1);
    struct error err;
    struct buf document = {0};

    (void)state;
    assert_int_equal(pool_start(pool, format, &document, NULL, &err),
                     STATUS_IO);
    assert_non_null(strstr(err.text, "/no/where"));
    assert_true(pool_is_idle(pool));
    pool_free(pool);
}

static int
setup(void **state)
{
    *state = (void *)(uintptr_t)fds_count();
    return 0;
}

static int
teardown(void **state)
{
    return (uintptr_t)*state != fds_count();
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_it_wrote_comes_back),
        TEST(each_is_told_by_its_job),
        TEST(one_that_hangs_is_ended),
        TEST(what_it_leaves_behind_is_ended),
        TEST(no_output_is_taken_without_end),
        TEST(waiting_ends_when_asked),
        TEST(a_program_that_is_not_there_is_said),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
