/*
 * From faults of a query to replies, and from trouble to what mends it.
 */
#include "lib/base/arena.h"
#include "lib/base/cleanup.h"
#include "lib/engine/faults.h"
#include "lib/engine/fix.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const struct reply_datum *
datum(const struct reply_error *error, const char *key)
{
    for (size_t i = 0; i < error->data_count; i++)
        if (strcmp(error->data[i].key, key) == 0)
            return &error->data[i];
    return NULL;
}

static void
test_places_are_code_points(void **state)
{
    struct reply_error error;
    const struct query_fault fault = {.kind = FAULT_BAD_RANGE,
                                      .at = 3,
                                      .len = 4,
                                      .message = "wrong",
                                      .hint = "right"};

    (void)state;
    assert_false(fault_reply(&error, &fault, "\u00e9 \u00e9\u00e9x"));
    assert_int_equal(error.code, REPLY_BAD_RANGE);
    assert_int_equal(datum(&error, "at")->number, 2);
    assert_int_equal(datum(&error, "len")->number, 2);
    assert_string_equal(datum(&error, "unit")->text, "code_points");
    assert_string_equal(datum(&error, "hint")->text, "right");
    assert_null(datum(&error, "field"));
}

static void
test_a_repair_is_whole_or_none(void **state)
{
    char longest[REPLY_TEXT_MAX + 1];
    struct reply_error error;
    struct query_fault fault = {
        .kind = FAULT_SYNTAX, .message = "wrong", .suggestion = longest};

    (void)state;
    memset(longest, 'x', sizeof longest);
    longest[REPLY_TEXT_MAX] = '\0';
    fault_reply(&error, &fault, "");
    assert_null(datum(&error, "suggestion"));
    longest[REPLY_TEXT_MAX - 1] = '\0';
    fault_reply(&error, &fault, "");
    assert_string_equal(datum(&error, "suggestion")->text, longest);
}

static void
test_numbers_of_limits(void **state)
{
    struct reply_error error;

    (void)state;
    fault_reply(&error,
                &(struct query_fault){.kind = FAULT_TOO_COMPLEX,
                                      .message = "too complex",
                                      .what = "operators",
                                      .limit = 256,
                                      .actual = 300},
                "");
    assert_int_equal(error.code, REPLY_QUERY_TOO_COMPLEX);
    assert_non_null(strstr(error.message, "256"));
    assert_int_equal(datum(&error, "actual")->number, 300);
    fault_reply(&error,
                &(struct query_fault){.kind = FAULT_TOO_BROAD,
                                      .message = "too broad",
                                      .limit = 200,
                                      .actual = 201},
                "");
    assert_int_equal(error.code, REPLY_WILDCARD_TOO_BROAD);
    assert_int_equal(datum(&error, "expansions")->number, 201);
}

static void
test_what_mends_an_index(void **state)
{
    CLEANUP(arena_freep) struct arena *arena = arena_new();

    (void)state;
    assert_null(fix_of(STATUS_OK, "/made/up", arena));
    assert_string_equal(fix_of(STATUS_NOT_FOUND, "/made/up", arena),
                        "clause-index --index /made/up FOLDER");
    assert_string_equal(fix_of(STATUS_STORE, "/made/up", arena),
                        "clause-index --index /made/up --rebuild");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_places_are_code_points),
        cmocka_unit_test(test_a_repair_is_whole_or_none),
        cmocka_unit_test(test_numbers_of_limits),
        cmocka_unit_test(test_what_mends_an_index),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
