#include "daemon/login.h"

#include "lib/base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define TOKEN "0123456789abcdef+/0123456789abcdef"

static int
setup(void **state)
{
    static struct login login;
    char path[] = "/tmp/clause-login-XXXXXX";
    int fd = mkstemp(path); /* mode 0600 */
    enum status status;

    if (fd < 0 || write(fd, TOKEN "\n", sizeof TOKEN) != sizeof TOKEN)
        return -1;
    close(fd);
    status = login_init(&login, path, NULL);
    unlink(path);
    *state = &login;
    return status != STATUS_OK;
}

static enum reply_code
verdict(void **state, const char *line)
{
    struct reply_error error = {.code = REPLY_CODE_COUNT};
    struct prescan scan;

    return prescan_line(&scan, line, strlen(line), NULL, &error) &&
                   login_check(*state, &scan, &error)
               ? REPLY_CODE_COUNT
               : error.code;
}

static enum reply_code
verdict_of(void **state, const char *method, const char *params)
{
    char line[8192];

    snprintf(line, sizeof line,
             "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"%s\",\"params\":%s}",
             method, params);
    return verdict(state, line);
}

static void
hello_with_the_token(void **state)
{
    assert_int_equal(verdict_of(state, "hello", "{\"token\":\"" TOKEN "\"}"),
                     REPLY_CODE_COUNT);
    assert_int_equal(verdict_of(state, "hello",
                                "{\"protocol\":[1,0],\"a\":{\"token\":\"x\"},"
                                "\"token\":\"" TOKEN "\",\"b\":[\"token\"]}"),
                     REPLY_CODE_COUNT);
    assert_int_equal(verdict_of(state, "hello",
                                "{\"token\":\"0123456789abcdef\\u002b\\/"
                                "0123456789abcde\\u0066\"}"),
                     REPLY_CODE_COUNT);
}

static void
all_else_is_unauthenticated(void **state)
{
    static const char *const params[] = {
        "{}",
        "{\"token\":\"\"}",
        "{\"token\":\"0\"}",
        "{\"token\":\"" TOKEN "0\"}",
        "{\"token\":\"0" TOKEN "\"}",
        "{\"token\":\"" TOKEN "\\n\"}",
        "{\"token\":\"" TOKEN "\\u00e9\"}",
        "{\"token\":\"" TOKEN "\\ud83d\\ude00\"}",
        "{\"token\":null}",
        "{\"token\":[\"" TOKEN "\"]}",
        "{\"a\":{\"token\":\"" TOKEN "\"}}",
    };

    for (size_t i = 0; i < sizeof params / sizeof *params; i++)
        assert_int_equal(verdict_of(state, "hello", params[i]),
                         REPLY_UNAUTHENTICATED);
    assert_int_equal(verdict_of(state, "ping", "{\"token\":\"" TOKEN "\"}"),
                     REPLY_UNAUTHENTICATED);
}

static void
token_of_any_length_is_read_within_bounds(void **state)
{
    char params[1024];

    for (int len = 500; len < 530; len++) {
        snprintf(params, sizeof params, "{\"token\":\"%0*d\"}", len, 0);
        assert_int_equal(verdict_of(state, "hello", params),
                         REPLY_UNAUTHENTICATED);
    }
}

static void
line_that_is_no_request_is_told_so(void **state)
{
    assert_int_equal(verdict(state, TOKEN), REPLY_PARSE_ERROR);
    assert_int_equal(verdict(state, "{\"token\":\"" TOKEN "\"}"),
                     REPLY_INVALID_REQUEST);
}

static void
without_a_file_none_is_wanted(void **state)
{
    struct login login;

    (void)state;
    assert_int_equal(login_init(&login, NULL, NULL), STATUS_OK);
    assert_false(login.wanted);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(hello_with_the_token, setup),
        cmocka_unit_test_setup(all_else_is_unauthenticated, setup),
        cmocka_unit_test_setup(token_of_any_length_is_read_within_bounds,
                               setup),
        cmocka_unit_test_setup(line_that_is_no_request_is_told_so, setup),
        cmocka_unit_test(without_a_file_none_is_wanted),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
