/*
 * Replies given again, over an index that comes, changes and goes.
 */
#include "tests/unit/store_fixture.h"

#include "daemon/cache.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { LINE_MAX_BYTES = 256 };

/* A request line with an id, and where it stands. */
static struct cache_request
request_of(char line[LINE_MAX_BYTES], const char *id, const char *q)
{
    int len = snprintf(line, LINE_MAX_BYTES, "{\"id\":%s,\"q\":\"%s\"}", id, q);

    return (struct cache_request){line, (size_t)len, strlen("{\"id\":"),
                                  strlen(id)};
}

static void
put_reply(struct buf *out, const char *id, const char *took,
          unsigned generation, const char *rest)
{
    buf_clear(out);
    buf_printf(out,
               "{\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":{\"total\":1,"
               "\"took_ms\":%s,\"index\":{\"generation\":%u},\"q\":\"%s\"}}\n",
               id, took, generation, rest);
}

/* Asks; when it is not held, a worker's answer comes and may be kept. */
static bool
ask(struct cache *cache, const char *id, const char *q, unsigned generation)
{
    char line[LINE_MAX_BYTES];
    struct cache_request request = request_of(line, id, q);
    struct buf reply = {0}, wanted = {0};
    unsigned long epoch;
    bool found = cache_find(cache, &request, &reply, &epoch);

    if (found) {
        const char *took = strstr(buf_text(&reply), "took_ms");

        put_reply(&wanted, id, "", generation, q);
        assert_null(strstr(reply.data, "9999"));
        assert_memory_equal(reply.data, wanted.data,
                            (size_t)(took - reply.data));
        assert_string_equal(strstr(took, ",\"index"),
                            strstr(buf_text(&wanted), ",\"index"));
    } else {
        struct job *job = job_new(id, strlen(id), line, request.len);

        job->epoch = epoch;
        job->id_at = request.id_at;
        put_reply(&reply, id, "9999.999", generation, q);
        cache_keep(cache, job, reply.data, reply.len);
        job_free(job);
    }
    buf_deinit(&reply);
    buf_deinit(&wanted);
    return found;
}

/* Until answers out of this generation are kept. */
static void
settle(struct cache *cache, unsigned generation)
{
    while (!ask(cache, "1", "settle", generation))
        continue;
}

static void
a_reply_is_given_again(void **state)
{
    struct folder *folder = *state;
    struct cache *cache = cache_new(folder->dir, 1 << 20);
    struct cache_counts counts, before;

    make_some(folder);
    settle(cache, 1);
    cache_count(cache, &before);
    assert_false(ask(cache, "1", "one", 1));
    assert_true(ask(cache, "1", "one", 1));
    assert_true(ask(cache, "\"another\"", "one", 1));
    assert_false(ask(cache, "1", "two", 1));
    assert_true(ask(cache, "22", "two", 1));
    cache_count(cache, &counts);
    assert_int_equal(counts.hits, before.hits + 3);
    assert_int_equal(counts.misses, before.misses + 2);
    assert_int_equal(counts.replies, before.replies + 2);
    cache_free(cache);
}

static void
another_index_lets_all_go(void **state)
{
    struct folder *folder = *state;
    struct cache *cache = cache_new(folder->dir, 1 << 20);
    struct cache_counts counts;

    assert_false(ask(cache, "1", "one", 1)); /* there is none */
    assert_false(ask(cache, "1", "one", 1));
    make_some(folder);
    assert_false(ask(cache, "1", "one", 1)); /* of workers that may be late */
    settle(cache, 1);
    assert_false(ask(cache, "1", "one", 1));
    assert_true(ask(cache, "1", "one", 1));
    make_some(folder);
    assert_false(ask(cache, "1", "one", 2));
    settle(cache, 2);
    assert_false(ask(cache, "1", "one", 1)); /* told by the one before */
    assert_false(ask(cache, "1", "one", 2));
    assert_true(ask(cache, "1", "one", 2));
    assert_int_equal(unlink(path_in(folder, "current")), 0);
    assert_false(ask(cache, "1", "one", 2));
    cache_count(cache, &counts);
    assert_int_equal(counts.replies, 0);
    assert_int_equal(counts.bytes, 0);
    cache_free(cache);
}

/* By one whose generation has the same number, and back again. */
static void
another_folder_lets_all_go(void **state)
{
    struct folder *folder = *state;
    struct cache *cache = cache_new(folder->dir, 1 << 20);
    char aside[LINE_MAX_BYTES], other[LINE_MAX_BYTES];

    snprintf(aside, sizeof aside, "%s/aside", folder->base);
    snprintf(other, sizeof other, "%s/other", folder->base);
    make_some(folder);
    settle(cache, 1);
    assert_false(ask(cache, "1", "one", 1));
    assert_true(ask(cache, "1", "one", 1));
    assert_int_equal(rename(folder->dir, aside), 0);
    make_some(folder);
    assert_false(ask(cache, "1", "one", 1));
    assert_false(ask(cache, "1", "two", 1));
    assert_int_equal(rename(folder->dir, other), 0);
    assert_int_equal(rename(aside, folder->dir), 0);
    assert_false(ask(cache, "1", "two", 1));
    cache_free(cache);
}

/* The index changes while a worker answers. */
static void
an_answer_of_before_is_not_kept(void **state)
{
    struct folder *folder = *state;
    struct cache *cache = cache_new(folder->dir, 1 << 20);
    char line[LINE_MAX_BYTES];
    struct cache_request request = request_of(line, "1", "one");
    struct job *job = job_new("1", 1, line, request.len);
    struct buf reply = {0};

    make_some(folder);
    settle(cache, 1);
    assert_false(cache_find(cache, &request, &reply, &job->epoch));
    assert_true(job->epoch > 0);
    job->id_at = request.id_at;
    make_some(folder);
    put_reply(&reply, "1", "0.1", 2, "one");
    cache_keep(cache, job, reply.data, reply.len);
    assert_false(ask(cache, "1", "one", 2));
    job_free(job);
    buf_deinit(&reply);
    cache_free(cache);
}

static void
what_is_old_makes_room(void **state)
{
    struct folder *folder = *state;
    struct cache *cache = cache_new(folder->dir, 8000);
    struct cache_counts counts;
    char q[16], large[200];

    make_some(folder);
    settle(cache, 1);
    assert_false(ask(cache, "1", "first", 1));
    for (int i = 0; i < 1000; i++) {
        snprintf(q, sizeof q, "%d", i);
        assert_false(ask(cache, "1", q, 1));
        assert_true(ask(cache, "1", "first", 1)); /* asked for lately */
        cache_count(cache, &counts);
        assert_true(counts.bytes <= 8000);
    }
    assert_true(counts.replies > 20);
    assert_false(ask(cache, "1", "0", 1));
    memset(large, 'x', sizeof large - 1);
    large[sizeof large - 1] = '\0';
    assert_false(ask(cache, "1", large, 1));
    assert_false(ask(cache, "1", large, 1));
    cache_free(cache);
}

static void
no_room_is_no_cache(void **state)
{
    struct folder *folder = *state;
    struct cache *cache = cache_new(folder->dir, 0);
    struct cache_counts counts;

    make_some(folder);
    assert_null(cache);
    assert_false(ask(cache, "1", "one", 1));
    assert_false(ask(cache, "1", "one", 1));
    cache_count(cache, &counts);
    assert_int_equal(counts.misses, 0);
    cache_free(cache);
}

#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, open_folder, close_folder)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_reply_is_given_again),     TEST(another_index_lets_all_go),
        TEST(another_folder_lets_all_go), TEST(an_answer_of_before_is_not_kept),
        TEST(what_is_old_makes_room),     TEST(no_room_is_no_cache),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
