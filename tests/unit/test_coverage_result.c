/*
 * Pages of a coverage: each ends where it is full, and says where the next
 * one begins.
 */
#include "lib/base/cleanup.h"
#include "lib/base/memory.h"
#include "lib/wire/coverage_result.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { MANY = 60000, ROOM = 1048576 - 512, REST = 300, ROWS_HELD = 2000 };

static const struct coverage_status unknown = {.word = "unknown"};

/* Rows whose files count them, the held ones from 0, the known from MANY. */
static void
make_rows(struct coverage_result *result, size_t held, size_t known,
          struct arena *arena)
{
    *result = (struct coverage_result){.uuid = "6f1c", .generation = 4};
    result->held = arena_alloc(arena, held * sizeof *result->held);
    result->known = arena_alloc(arena, known * sizeof *result->known);
    result->held_count = held;
    result->known_count = known;
    for (size_t i = 0; i < held; i++)
        result->held[i] =
            (struct coverage_held){.id = "demo-900@2026",
                                   .cite = "Demo Res. 900 (Exampleville, 2026)",
                                   .title = "A made-up one",
                                   .status = unknown,
                                   .file = arena_printf(arena, "#%zu", i)};
    for (size_t i = 0; i < known; i++)
        result->known[i] = (struct coverage_known){
            .id = "demo-901@2026",
            .where = "catalogue",
            .text = "Exampleville, 2026",
            .status = unknown,
            .file = arena_printf(arena, "#%zu", MANY + i)};
}

/* Marks the rows that a page has; fails the test when one was there before. */
static size_t
take_rows(const char *page, bool *seen)
{
    size_t count = 0;

    for (const char *at = page; (at = strchr(at, '#')) != NULL; at++) {
        size_t number = strtoul(at + 1, NULL, 10);

        assert_false(seen[number]);
        seen[number] = true;
        count++;
    }
    return count;
}

/* The value of `next`; 0: null. */
static size_t
next_of(const char *page)
{
    const char *next = strstr(page, "\"next\":");

    assert_non_null(next);
    return strtoul(next + strlen("\"next\":"), NULL, 10);
}

/* Goes through all pages; returns how many there are. */
static size_t
read_pages(struct coverage_result *result, size_t most)
{
    bool *seen = memory_alloc(2 * MANY * sizeof *seen);
    size_t pages = 0, rows = 0, next;

    do {
        CLEANUP(buf_deinit) struct buf page = {0};

        coverage_result_put(&page, result);
        if (result->room > 0)
            assert_true(page.len <= most);
        rows += take_rows(buf_text(&page), seen);
        next = next_of(buf_text(&page));
        assert_true(next == 0 || next > result->offset);
        for (size_t i = result->offset; next != 0 && i < next; i++) {
            assert_true(i >= result->held_count || seen[i]);
            assert_true(i >= result->known_count || seen[MANY + i]);
        }
        result->offset = next;
        pages++;
    } while (next > 0);
    assert_int_equal(rows, result->held_count + result->known_count);
    free(seen);
    return pages;
}

static void
test_sixty_thousand_rows(void **state)
{
    static const struct {
        size_t held, known;
    } shapes[] = {{0, MANY}, {MANY, 0}, {ROWS_HELD, MANY}, {MANY, MANY}};

    (void)state;
    for (size_t i = 0; i < COUNT_OF(shapes); i++) {
        CLEANUP(arena_freep) struct arena *arena = arena_new();
        struct coverage_result result;

        make_rows(&result, shapes[i].held, shapes[i].known, arena);
        result.room = ROOM;
        assert_true(read_pages(&result, ROOM + REST) > 10);
    }
}

/* A page is as full as it can be: the next row would not have fitted. */
static void
test_pages_are_full(void **state)
{
    CLEANUP(arena_freep) struct arena *arena = arena_new();
    CLEANUP(buf_deinit) struct buf page = {0};
    struct coverage_result result;
    size_t next;

    (void)state;
    make_rows(&result, 0, ROWS_HELD, arena);
    result.room = 10000;
    coverage_result_put(&page, &result);
    assert_true(page.len > 10000 - REST && page.len <= 10000 + REST);
    next = next_of(buf_text(&page));
    result.limit = next;
    buf_clear(&page);
    coverage_result_put(&page, &result);
    assert_int_equal(next_of(buf_text(&page)), next);
}

/* A row that is larger than a page must not make pages that never end. */
static void
test_a_row_too_large(void **state)
{
    CLEANUP(arena_freep) struct arena *arena = arena_new();
    struct coverage_result result;

    (void)state;
    make_rows(&result, 3, 5, arena);
    result.room = 1;
    assert_int_equal(read_pages(&result, SIZE_MAX), 5);
}

static void
test_limits_and_no_rows(void **state)
{
    static const struct {
        size_t held, known, limit, pages;
    } shapes[] = {{0, 0, 0, 1}, {0, 0, 10, 1}, {5, 3, 0, 1}, {5, 3, 5, 1},
                  {5, 3, 4, 2}, {3, 5, 2, 3},  {4, 4, 2, 2}, {1, 1, 100, 1}};

    (void)state;
    for (size_t i = 0; i < COUNT_OF(shapes); i++) {
        CLEANUP(arena_freep) struct arena *arena = arena_new();
        struct coverage_result result;

        make_rows(&result, shapes[i].held, shapes[i].known, arena);
        result.limit = shapes[i].limit;
        assert_int_equal(read_pages(&result, SIZE_MAX), shapes[i].pages);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sixty_thousand_rows),
        cmocka_unit_test(test_pages_are_full),
        cmocka_unit_test(test_a_row_too_large),
        cmocka_unit_test(test_limits_and_no_rows),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
