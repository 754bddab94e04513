#include "lib/base/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void
memory_is_zeroed_and_copied(void **state)
{
    char *bytes = memory_alloc(1000), *copy;

    (void)state;
    for (int i = 0; i < 1000; i++)
        assert_int_equal(bytes[i], 0);
    strcpy(bytes, "operators");
    bytes = memory_realloc(bytes, 100000);
    copy = memory_strdup(bytes);
    assert_string_equal(copy, "operators");
    assert_ptr_not_equal(copy, bytes);
    free(bytes);
    free(copy);
}

static void
sizes_are_rounded_up(void **state)
{
    static const size_t cases[][3] = {
        {0, 16, 0}, {1, 16, 16}, {16, 16, 16},       {17, 16, 32},
        {5, 1, 5},  {7, 8, 8},   {4095, 4096, 4096},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(memory_round_up(cases[i][0], cases[i][1]),
                         cases[i][2]);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_is_zeroed_and_copied),
        cmocka_unit_test(sizes_are_rounded_up),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
