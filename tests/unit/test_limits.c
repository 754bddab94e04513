#include "lib/base/limits.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void
table_is_whole(void **state)
{
    (void)state;
    for (int i = 0; i < LIMIT_COUNT; i++) {
        assert_non_null(limit_specs[i].name);
        assert_non_null(limit_specs[i].unit);
        assert_non_null(limit_specs[i].help);
        assert_true(limit_specs[i].value > 0);
        for (int k = 0; k < i; k++)
            assert_string_not_equal(limit_specs[i].name, limit_specs[k].name);
    }
}

static void
values_may_only_come_down(void **state)
{
    struct limits limits;
    struct error err;

    (void)state;
    limits_init(&limits);
    assert_int_equal(limits.values[LIMIT_REQUEST_BYTES], 65536);
    assert_int_equal(limits_lower(&limits, "queue=1", &err), STATUS_OK);
    assert_int_equal(limits.values[LIMIT_QUEUE], 1);
    assert_int_equal(limits_lower(&limits, "queue=256", &err), STATUS_OK);
    assert_int_equal(limits_lower(&limits, "queue=257", &err),
                     STATUS_BAD_REQUEST);
    assert_string_equal(err.text,
                        "the limit queue may be 1 to 256 requests, not 257");
    assert_int_equal(limits.values[LIMIT_QUEUE], 256);
}

static void
those_that_depend_come_along(void **state)
{
    struct limits limits;
    struct error err;

    (void)state;
    limits_init(&limits);
    assert_int_equal(limits_lower(&limits, "output_high=1000", &err),
                     STATUS_OK);
    assert_int_equal(limits.values[LIMIT_OUTPUT_LOW], 1000);
    assert_int_equal(limits_lower(&limits, "deadline_ms_max=5", &err),
                     STATUS_OK);
    assert_int_equal(limits.values[LIMIT_DEADLINE_DEFAULT_MS], 5);
}

static void
nonsense_is_refused(void **state)
{
    static const char *const texts[] = {
        "",          "queue",     "=5",
        "queue=",    "queue=0",   "queue=-1",
        "queue=1x",  "queue= ",   "queue=99999999999999999999",
        "nothing=1", "queue =1",  "averylongnamethatisnolimitofoursatall=1",
        "queue=0x5", "queue=1.5",
    };
    struct limits limits, before;
    struct error err;

    (void)state;
    limits_init(&limits);
    before = limits;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        assert_int_equal(limits_lower(&limits, texts[i], &err),
                         STATUS_BAD_REQUEST);
        assert_memory_equal(&limits, &before, sizeof limits);
    }
    assert_int_equal(limits_lower(&limits, "queu=1", &err), STATUS_BAD_REQUEST);
    assert_string_equal(err.text, "no limit queu. Did you mean queue?");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(table_is_whole),
        cmocka_unit_test(values_may_only_come_down),
        cmocka_unit_test(those_that_depend_come_along),
        cmocka_unit_test(nonsense_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
