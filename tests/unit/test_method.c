#include "lib/wire/method.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void
every_method_has_a_row_of_its_own(void **state)
{
    (void)state;
    for (int i = 0; i < METHOD_COUNT; i++) {
        const struct method_spec *spec = &method_specs[i];
        enum method found = METHOD_COUNT;

        assert_non_null(spec->name);
        assert_non_null(spec->help);
        assert_true(method_find(&found, spec->name));
        assert_int_equal(found, i);
        assert_false(method_is_reserved(spec->name));
        assert_string_equal(method_nearest(spec->name), spec->name);
    }
    assert_int_equal(method_specs[METHOD_PING].lane, LANE_MAIN);
    assert_int_equal(method_specs[METHOD_HELLO].lane, LANE_FAST);
    assert_int_equal(method_specs[METHOD_SEARCH].lane, LANE_WORK);
}

static const struct refusal {
    const char *name;
    const char *message;
    const char *near; /* NULL: none */
} refusals[] = {
    {"serch", "no method \"serch\"", "search"},
    {"Search", "no method \"Search\"", "search"},
    {"searches", "no method \"searches\"", "search"},
    {"frobnicate", "no method \"frobnicate\"", NULL},
    {"", "no method \"\"", NULL},
    {"p\ning", "no method \"p\ning\"", "ping"},
    {"cite", "method \"cite\" is not supported yet", NULL},
    {"export", "method \"export\" is not supported yet", NULL},
    {"shutdown", "method \"shutdown\" is not supported yet", NULL},
};

static void
unknown_methods_are_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
        const struct refusal *refusal = &refusals[i];
        struct reply_error error;
        enum method untouched = METHOD_STATUS;

        assert_false(method_find(&untouched, refusal->name));
        assert_int_equal(untouched, METHOD_STATUS);
        assert_false(method_refuse(&error, refusal->name));
        assert_int_equal(error.code, REPLY_METHOD_NOT_FOUND);
        assert_string_equal(error.message, refusal->message);
        assert_int_equal(error.data_count, refusal->near == NULL ? 0 : 1);
        if (refusal->near == NULL)
            continue;
        assert_string_equal(error.data[0].key, "did_you_mean");
        assert_string_equal(error.data[0].text, refusal->near);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_method_has_a_row_of_its_own),
        cmocka_unit_test(unknown_methods_are_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
