#include "lib/wire/reply_form.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define HEAD "{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":"
#define REST                                                                   \
    "{\"total\":1,\"took_ms\":0.125,\"index\":{\"uuid\":\"x\","                \
    "\"generation\":12},\"notes\":[\"\\\"took_ms\\\":9\"]}}\n"

static void
the_parts_are_found(void **state)
{
    static const char line[] = HEAD REST;
    struct reply_form form;

    (void)state;
    assert_true(reply_form_find(&form, line, strlen(line), "7", 1));
    assert_int_equal(form.result_at, strlen(HEAD));
    assert_int_equal(form.took_end - form.took_at, strlen("0.125"));
    assert_memory_equal(line + form.took_at, "0.125", strlen("0.125"));
    assert_int_equal(form.generation, 12);
}

static const char *const others[] = {
    "",
    "{\"jsonrpc\":\"2.0\",\"id\":7,\"error\":{\"code\":-32600}}\n",
    "{\"jsonrpc\":\"2.0\",\"id\":8,\"result\":" REST,
    HEAD "{\"pong\":true}}\n",
    HEAD "{\"total\":1}}\n",
    HEAD "{\"total\":1,\"took_ms\":null,\"index\":{\"generation\":1}}}\n",
    HEAD "{\"total\":1,\"took_ms\":0.1,\"index\":null}}\n",
    HEAD "{\"total\":1,\"took_ms\":0.1",
};

static void
other_replies_are_told(void **state)
{
    struct reply_form form;

    (void)state;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_false(
            reply_form_find(&form, others[i], strlen(others[i]), "7", 1));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_parts_are_found),
        cmocka_unit_test(other_replies_are_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
