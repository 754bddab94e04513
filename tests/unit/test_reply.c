#include "lib/wire/reply.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void
errors_carry_number_string_and_data(void **state)
{
    struct reply_error error;
    struct buf out = {0};

    (void)state;
    reply_error_set(&error, REPLY_UNKNOWN_FIELD, "unknown field \"kinds\"");
    reply_error_number(&error, "at", 0);
    reply_error_text(&error, "did_you_mean", "kind\n");
    reply_put_error(&out, "\"a\\n\"", 5, &error);
    assert_string_equal(
        buf_text(&out),
        "{\"jsonrpc\":\"2.0\",\"id\":\"a\\n\",\"error\":{\"code\":1002,"
        "\"message\":\"unknown field \\\"kinds\\\"\",\"data\":{"
        "\"code\":\"unknown_field\",\"at\":0,"
        "\"did_you_mean\":\"kind\\n\"}}}\n");
    buf_clear(&out);
    reply_error_set(&error, REPLY_PARSE_ERROR, "x");
    reply_put_error(&out, NULL, 0, &error);
    assert_string_equal(buf_text(&out),
                        "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{"
                        "\"code\":-32700,\"message\":\"x\",\"data\":{"
                        "\"code\":\"parse_error\"}}}\n");
    buf_clear(&out);
    reply_put_error_body(&out, &error);
    assert_string_equal(buf_text(&out),
                        "{\"code\":-32700,\"message\":\"x\",\"data\":{"
                        "\"code\":\"parse_error\"}}");
    buf_deinit(&out);
}

static void
ids_stay_as_they_came(void **state)
{
    static const char *const ids[] = {"1", "-0", "9007199254740991",
                                      "\"\\u0041\xc3\xa9\""};
    struct buf out = {0};

    (void)state;
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        char expected[200] = "{\"jsonrpc\":\"2.0\",\"id\":";

        strcat(expected, ids[i]);
        strcat(expected, ",\"result\":{\"pong\":true}}\n");
        buf_clear(&out);
        reply_put_ping(&out, ids[i], strlen(ids[i]));
        assert_string_equal(buf_text(&out), expected);
    }
    buf_deinit(&out);
}

static void
a_result_goes_between_begin_and_end(void **state)
{
    struct buf out = {0};

    (void)state;
    buf_put_text(&out, "before\n"); /* replies are appended */
    reply_begin(&out, "7", 1);
    buf_put_text(&out, "[]");
    reply_end(&out);
    assert_string_equal(
        buf_text(&out),
        "before\n{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":[]}\n");
    buf_deinit(&out);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(errors_carry_number_string_and_data),
        cmocka_unit_test(ids_stay_as_they_came),
        cmocka_unit_test(a_result_goes_between_begin_and_end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
