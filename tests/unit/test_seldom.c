#include "daemon/seldom.h"
#include "daemon/tick.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { MINUTE_MS = 60 * 1000 };

static void
the_first_is_due_and_no_other(void **state)
{
    struct seldom seldom = {0};

    (void)state;
    assert_true(seldom_is_due(&seldom));
    for (int i = 0; i < 1000; i++)
        assert_false(seldom_is_due(&seldom));
}

/* Asking does not put it off: from the last that was due. */
static void
it_is_due_again_after_a_minute(void **state)
{
    struct seldom seldom = {0};
    int64_t before_ms = tick_ms(), next_ms;

    (void)state;
    assert_true(seldom_is_due(&seldom));
    next_ms = seldom.next_ms;
    assert_in_range(next_ms, before_ms + MINUTE_MS, tick_ms() + MINUTE_MS);
    assert_false(seldom_is_due(&seldom));
    assert_int_equal(seldom.next_ms, next_ms);
    seldom.next_ms -= MINUTE_MS; /* the minute has gone by */
    assert_true(seldom_is_due(&seldom));
    assert_false(seldom_is_due(&seldom));
}

static void
two_things_are_due_each(void **state)
{
    struct seldom one = {0}, other = {0};

    (void)state;
    assert_true(seldom_is_due(&one));
    assert_true(seldom_is_due(&other));
    assert_false(seldom_is_due(&one));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_is_due_and_no_other),
        cmocka_unit_test(it_is_due_again_after_a_minute),
        cmocka_unit_test(two_things_are_due_each),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
