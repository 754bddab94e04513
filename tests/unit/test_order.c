#include "daemon/order.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

struct fixture {
    struct order order;
    struct buf out;
};

static int
setup(void **state)
{
    static struct fixture fixture;

    fixture = (struct fixture){.order = {.on = false}};
    *state = &fixture;
    return 0;
}

static int
teardown(void **state)
{
    struct fixture *fixture = *state;

    order_deinit(&fixture->order);
    buf_deinit(&fixture->out);
    return 0;
}

static unsigned
give(struct fixture *fixture, uint64_t turn, const char *text)
{
    return order_give(&fixture->order, turn, text, strlen(text), &fixture->out);
}

static void
nothing_is_ordered_unless_asked_for(void **state)
{
    struct fixture *fixture = *state;
    uint64_t a = order_draw(&fixture->order), b = order_draw(&fixture->order);

    assert_int_equal(a, 0);
    assert_int_equal(give(fixture, b, "b"), 1);
    assert_int_equal(give(fixture, a, "a"), 1);
    assert_string_equal(buf_text(&fixture->out), "ba");
}

static void
replies_wait_for_those_before(void **state)
{
    struct fixture *fixture = *state;
    uint64_t early = order_draw(&fixture->order), turns[4];

    order_start(&fixture->order);
    order_start(&fixture->order); /* said twice is said once */
    for (int i = 0; i < 4; i++)
        turns[i] = order_draw(&fixture->order);
    assert_int_equal(give(fixture, turns[2], "ccc"), 0);
    assert_int_equal(give(fixture, turns[1], "b"), 0);
    assert_int_equal(fixture->order.kept, 4);
    assert_int_equal(give(fixture, early, "-"), 1);
    assert_int_equal(give(fixture, turns[0], "a"), 3);
    assert_int_equal(fixture->order.kept, 0);
    assert_int_equal(give(fixture, turns[3], "d"), 1);
    assert_string_equal(buf_text(&fixture->out), "-abcccd");
}

/* What is still kept at the end is freed with it. */
static void
an_end_in_between_leaves_nothing(void **state)
{
    struct fixture *fixture = *state;
    uint64_t second;

    order_start(&fixture->order);
    order_draw(&fixture->order);
    second = order_draw(&fixture->order);
    assert_int_equal(give(fixture, second, "kept"), 0);
    order_deinit(&fixture->order);
    assert_false(fixture->order.on);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(nothing_is_ordered_unless_asked_for,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(replies_wait_for_those_before, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(an_end_in_between_leaves_nothing, setup,
                                        teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
