/*
 * What makes up a score, as rows for people.
 */
#include "lib/base/cleanup.h"
#include "lib/engine/why.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct lower_row list[] = {
    {.what = "one", .field = FIELD_TEXT},
    {.what = "two", .field = FIELD_HEADING},
    {.what = "three", .field = FIELD_TITLE, .concept = true},
    {.what = "director-tsb", .field = FIELD_TO},
};
static const struct lower_rows rows = {.list = list, .count = COUNT_OF(list)};

static void
test_the_greatest_first_and_no_zeros(void **state)
{
    CLEANUP(arena_freep) struct arena *arena = arena_new();
    static const double numbers[] = {0.5, 0, 2, 24};
    struct search_hit hit = {0};

    (void)state;
    why_take(&hit, &rows, numbers, arena);
    assert_int_equal(hit.why_count, 3);
    assert_string_equal(hit.why[0].what, "director-tsb");
    assert_string_equal(hit.why[0].field, "to");
    assert_string_equal(hit.why[1].what, "three");
    assert_string_equal(hit.why[1].field, "title");
    assert_true(hit.why[1].concept && !hit.why[2].concept);
    assert_string_equal(hit.why[2].field, "text");
}

static void
test_equal_weights_stay_in_the_order_of_the_query(void **state)
{
    CLEANUP(arena_freep) struct arena *arena = arena_new();
    static const double numbers[] = {1, 1, 1, 1};
    struct search_hit hit = {0};

    (void)state;
    why_take(&hit, &rows, numbers, arena);
    assert_int_equal(hit.why_count, COUNT_OF(list));
    for (size_t i = 0; i < COUNT_OF(list); i++)
        assert_string_equal(hit.why[i].what, list[i].what);
}

static void
test_filters_have_no_rows(void **state)
{
    CLEANUP(arena_freep) struct arena *arena = arena_new();
    static const struct lower_rows none = {0};
    struct search_hit hit = {.why_count = 9};

    (void)state;
    why_take(&hit, &none, NULL, arena);
    assert_int_equal(hit.why_count, 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_greatest_first_and_no_zeros),
        cmocka_unit_test(test_equal_weights_stay_in_the_order_of_the_query),
        cmocka_unit_test(test_filters_have_no_rows),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
