#include "lib/base/list.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

enum { ITEMS = 6 };

struct item {
    int number;
    TAILQ_ENTRY(item) link;
};

TAILQ_HEAD(items, item);

static void
fill(struct items *items, int count)
{
    TAILQ_INIT(items);
    for (int i = 0; i < count; i++) {
        struct item *item = calloc(1, sizeof *item);

        item->number = i;
        TAILQ_INSERT_TAIL(items, item, link);
    }
}

/* Removes what `leaves` asks for while walking; returns how many were seen. */
static int
thin(struct items *items, bool (*leaves)(int))
{
    struct item *item, *next;
    int seen = 0;

    list_each_safe (item, items, link, next) {
        assert_int_equal(item->number, seen++);
        if (!leaves(item->number))
            continue;
        TAILQ_REMOVE(items, item, link);
        free(item); /* so that a step from it is seen by ASan */
    }
    return seen;
}

static bool
all(int number)
{
    (void)number;
    return true;
}

static bool
is_odd(int number)
{
    return number % 2 == 1;
}

static void
the_element_walked_on_may_go(void **state)
{
    struct items items;
    struct item *item;
    int expected = 0;

    (void)state;
    fill(&items, ITEMS);
    assert_int_equal(thin(&items, is_odd), ITEMS);
    list_each (item, &items, link) {
        assert_int_equal(item->number, expected);
        expected += 2;
    }
    assert_int_equal(expected, ITEMS);
    item = TAILQ_FIRST(&items);
    TAILQ_REMOVE(&items, item, link);
    free(item);
    for (int left = 2; left > 0; left--) {
        item = TAILQ_FIRST(&items);
        assert_int_equal(item->number, ITEMS - 2 * left);
        TAILQ_REMOVE(&items, item, link);
        free(item);
    }
    assert_true(TAILQ_EMPTY(&items));
}

static void
all_may_go_and_none_is_fine(void **state)
{
    struct items items;
    struct item *item;

    (void)state;
    fill(&items, ITEMS);
    assert_int_equal(thin(&items, all), ITEMS);
    assert_true(TAILQ_EMPTY(&items));
    assert_int_equal(thin(&items, all), 0);
    list_each (item, &items, link)
        fail();
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_element_walked_on_may_go),
        cmocka_unit_test(all_may_go_and_none_is_fine),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
