/*
 * Views of an index folder: when there is something to open anew.
 */
#include "tests/unit/store_fixture.h"

#include "lib/base/cleanup.h"
#include "lib/base/file.h"
#include "lib/store/view.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <unistd.h>

#include <cmocka.h>

static void
test_views(void **state)
{
    struct folder *folder = *state;
    struct view none, first, again, second;

    view_take(&none, folder->dir);
    assert_int_equal(none.status, STATUS_NOT_FOUND);
    make_some(folder);
    view_take(&first, folder->dir);
    view_take(&again, folder->dir);
    assert_int_equal(first.generation, 1);
    assert_false(view_same(&none, &first));
    assert_true(view_same(&first, &again));
    make_some(folder);
    view_take_name(&again, folder->dir);
    assert_false(view_same(&first, &again));
    view_take(&second, folder->dir);
    assert_int_equal(second.generation, 2);
    assert_false(view_same(&first, &second));
    view_take_of(&again, folder->dir, 1);
    assert_true(view_same(&first, &again));
}

static void
test_intact(void **state)
{
    struct folder *folder = *state;
    struct view first, now;

    make_some(folder);
    view_take(&first, folder->dir);
    assert_int_equal(truncate(path_in(folder, "gen-000001/iamglass"), 10), 0);
    view_take(&now, folder->dir);
    assert_false(view_same(&first, &now));
    assert_false(view_intact(&first, &now));
    assert_int_equal(unlink(path_in(folder, "gen-000001/iamglass")), 0);
    view_take(&now, folder->dir);
    assert_false(view_same(&first, &now));
    assert_true(view_intact(&first, &now));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_views, open_folder, close_folder),
        cmocka_unit_test_setup_teardown(test_intact, open_folder, close_folder),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
