#include "lib/base/record.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const uint64_t numbers[] = {
    0, 1, 127, 128, 16383, 16384, 1ULL << 32, UINT64_MAX - 1, UINT64_MAX,
};

enum { NUMBERS = sizeof numbers / sizeof *numbers };

static void
what_is_put_comes_back(void **state)
{
    struct arena *arena = arena_new();
    struct buf out = {0};
    struct record record;
    size_t len;

    (void)state;
    for (int i = 0; i < NUMBERS; i++)
        record_put_number(&out, numbers[i]);
    record_put_text(&out, "operators");
    record_put_text(&out, "");
    record_put_text(&out, NULL);
    record_put_bytes(&out, "a\0b", 3);
    record = record_open(out.data, out.len);
    for (int i = 0; i < NUMBERS; i++)
        assert_int_equal(record_number(&record), numbers[i]);
    assert_string_equal(record_text(&record, arena), "operators");
    assert_string_equal(record_text(&record, arena), "");
    assert_string_equal(record_text(&record, arena), "");
    assert_memory_equal(record_bytes(&record, &len), "a\0b", 3);
    assert_int_equal(len, 3);
    assert_false(record.bad);
    assert_ptr_equal(record.at, record.end);
    buf_deinit(&out);
    arena_free(arena);
}

/* Every cut of a record is noticed; no byte behind it is read (ASan). */
static void
a_cut_record_is_bad(void **state)
{
    struct arena *arena = arena_new();
    struct buf out = {0};

    (void)state;
    record_put_number(&out, 300);
    record_put_text(&out, "addressee");
    record_put_number(&out, UINT64_MAX);
    for (size_t len = 0; len < out.len; len++) {
        char *copy = arena_alloc(arena, len);
        struct record record;

        memcpy(copy, out.data, len);
        record = record_open(copy, len);
        record_number(&record);
        record_text(&record, arena);
        record_number(&record);
        assert_true(record.bad);
        assert_int_equal(record_number(&record), 0);
        assert_string_equal(record_text(&record, arena), "");
    }
    buf_deinit(&out);
    arena_free(arena);
}

static const struct hostile {
    const char *bytes;
    size_t len;
} hostiles[] = {
    {"\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", 10}, /* a text of 2^64-1 */
    {"\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01",
     11}, /* too long a number */
    {"\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x00", 12},
    {"\x05"
     "abcd",
     5}, /* one byte too few */
    {"\x80", 1},
    {"", 0},
};

static void
lengths_that_lie_are_bad(void **state)
{
    struct arena *arena = arena_new();

    (void)state;
    for (size_t i = 0; i < sizeof hostiles / sizeof *hostiles; i++) {
        struct record record = record_open(hostiles[i].bytes, hostiles[i].len);
        size_t len = 1;

        record_bytes(&record, &len);
        assert_true(record.bad);
        assert_int_equal(len, 0);
        record = record_open(hostiles[i].bytes, hostiles[i].len);
        assert_string_equal(record_text(&record, arena), "");
        assert_true(record.bad);
    }
    arena_free(arena);
}

static void
a_number_over_its_most_is_bad(void **state)
{
    struct buf out = {0};
    struct record record;

    (void)state;
    for (int i = 0; i < 3; i++)
        record_put_number(&out, (uint64_t)(6 + i));
    record = record_open(out.data, out.len);
    assert_int_equal(record_number_to(&record, 7), 6);
    assert_int_equal(record_number_to(&record, 7), 7);
    assert_false(record.bad);
    assert_int_equal(record_number_to(&record, 7), 0);
    assert_true(record.bad);
    assert_ptr_equal(record.at, record.end);
    assert_int_equal(record_number_to(&record, UINT64_MAX), 0);
    buf_deinit(&out);
}

static void
numbers_beyond_the_most_are_bad(void **state)
{
    struct buf out = {0};
    struct record record;

    (void)state;
    record_put_number(&out, 300);
    record_put_number(&out, 301);
    record_put_number(&out, 1);
    record = record_open(out.data, out.len);
    assert_int_equal(record_number_to(&record, 300), 300);
    assert_false(record.bad);
    assert_int_equal(record_number_to(&record, 300), 0);
    assert_true(record.bad);
    assert_int_equal(record_number_to(&record, 300), 0); /* and so on */
    record = record_open(out.data, 1);                   /* cut */
    assert_int_equal(record_number_to(&record, UINT64_MAX), 0);
    assert_true(record.bad);
    buf_deinit(&out);
}

static void
an_empty_record_may_be_null(void **state)
{
    struct record record = record_open(NULL, 0);

    (void)state;
    assert_false(record.bad);
    assert_int_equal(record_number(&record), 0);
    assert_true(record.bad);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_put_comes_back),
        cmocka_unit_test(a_cut_record_is_bad),
        cmocka_unit_test(lengths_that_lie_are_bad),
        cmocka_unit_test(a_number_over_its_most_is_bad),
        cmocka_unit_test(numbers_beyond_the_most_are_bad),
        cmocka_unit_test(an_empty_record_may_be_null),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
