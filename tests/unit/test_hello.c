#include "lib/wire/hello.h"

#include "lib/base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct buf line;

static bool
greet(struct hello *out, const char *params, struct reply_error *error)
{
    struct prescan scan;

    buf_clear(&line);
    buf_printf(&line,
               "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"hello\","
               "\"params\":%s}",
               params);
    assert_true(prescan_line(&scan, line.data, line.len, NULL, error));
    return hello_read(out, &scan, error);
}

static void
what_is_said_is_read(void **state)
{
    struct reply_error error;
    struct hello hello;

    (void)state;
    assert_true(greet(&hello, "{}", &error));
    assert_false(hello.ordered);
    assert_null(hello.client.at);
    assert_null(hello.token.at);
    assert_true(greet(&hello,
                      "{\"protocol\":[ 1 ,\t7],\"client\":\"bot/2\",\"token\":"
                      "\"secret\",\"ordered\":true}",
                      &error));
    assert_true(hello.ordered);
    assert_int_equal(hello.client.len, 5);
    assert_memory_equal(hello.client.at, "bot/2", 5);
    assert_int_equal(hello.token.len, 6);
    assert_memory_equal(hello.token.at, "secret", 6);
    assert_true(greet(&hello, "{\"ordered\":false,\"client\":\"\"}", &error));
    assert_false(hello.ordered);
    assert_int_equal(hello.client.len, 0);
}

static void
other_majors_are_refused(void **state)
{
    static const char *const params[] = {"{\"protocol\":[2,0]}",
                                         "{\"protocol\":[0,9]}",
                                         "{\"protocol\":[999999,1]}"};
    struct reply_error error;
    struct hello hello;

    (void)state;
    for (size_t i = 0; i < sizeof params / sizeof *params; i++) {
        assert_false(greet(&hello, params[i], &error));
        assert_int_equal(error.code, REPLY_PROTOCOL_UNSUPPORTED);
        assert_string_equal(error.data[0].key, "supported");
        assert_string_equal(error.data[0].text, "[[1,0]]");
    }
}

static void
values_of_another_shape_are_refused(void **state)
{
    static const struct {
        const char *params;
        const char *param;
    } rows[] = {
        {"{\"protocol\":1}", "protocol"},
        {"{\"protocol\":\"1.0\"}", "protocol"},
        {"{\"protocol\":[1]}", "protocol"},
        {"{\"protocol\":[]}", "protocol"},
        {"{\"protocol\":[1,0,0]}", "protocol"},
        {"{\"protocol\":[1.5,0]}", "protocol"},
        {"{\"protocol\":[-1,0]}", "protocol"},
        {"{\"protocol\":[1,[0]]}", "protocol"},
        {"{\"protocol\":[12345678901234567890,0]}", "protocol"},
        {"{\"protocol\":null}", "protocol"},
        {"{\"client\":7}", "client"},
        {"{\"ordered\":\"yes\"}", "ordered"},
        {"{\"ordered\":null}", "ordered"},
        {"{\"token\":[\"a\"]}", "token"},
    };
    struct reply_error error;
    struct hello hello;

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_false(greet(&hello, rows[i].params, &error));
        assert_int_equal(error.code, REPLY_INVALID_PARAMS);
        assert_string_equal(error.data[0].text, rows[i].param);
    }
}

static int
clean(void **state)
{
    (void)state;
    buf_deinit(&line);
    return 0;
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_said_is_read),
        cmocka_unit_test(other_majors_are_refused),
        cmocka_unit_test(values_of_another_shape_are_refused),
    };

    return cmocka_run_group_tests(tests, NULL, clean);
}
