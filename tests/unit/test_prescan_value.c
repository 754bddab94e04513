/*
 * The letter of RFC 8259, tested through prescan_line: what is not JSON is
 * refused with its place, and no byte behind the line is read.
 */
#include "lib/wire/prescan_value.h"

#include "lib/wire/prescan.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define LINE                                                                   \
    "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"search\",\"params\":{"         \
    "\"q\":\"\\ud83d\\ude00\xe2\x80\x91\", \"a\": [-1.5e+7, true]}}"
#define TEN "1234567890"

/* The line in memory of exactly its size, so that an overrun is seen. */
static bool
scan(const char *line, size_t len, struct reply_error *error)
{
    char *exact = malloc(len == 0 ? 1 : len);
    struct prescan out;
    bool good;

    memcpy(exact, line, len);
    good = prescan_line(&out, exact, len, NULL, error);
    if (!good && error->code == REPLY_PARSE_ERROR) {
        assert_null(out.id);
        assert_true(out.has_id); /* a broken line is answered, with null */
        assert_int_equal(error->data_count, 1);
        assert_string_equal(error->data[0].key, "at");
        assert_in_range(error->data[0].number, 0, len);
    }
    free(exact);
    return good;
}

static const struct broken_line {
    const char *line;
    const char *what;
    long at;
} broken_lines[] = {
    {"", "ends too soon", 0},
    {"   ", "ends too soon", 3},
    {"{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"search\",\"params\":{"
     "\"q\":\"a",
     "string not closed", 58},
    {"{\"a\\", "string not closed", 4},
    {"{", "expected a key in quotes", 1},
    {"{\"a\"", "expected ':'", 4},
    {"{\"a\":", "ends too soon", 5},
    {"{\"a\":1", "ends too soon", 6},
    {"{\"a\":1,", "expected a key in quotes", 7},
    {"{\"a\":1,}", "expected a key in quotes", 7},
    {"{a:1}", "expected a key in quotes", 1},
    {"{'a':1}", "expected a key in quotes", 1},
    {"{\"a\" 1}", "expected ':'", 5},
    {"{\"a\":[1 2]}", "expected ',' or a closing bracket", 8},
    {"{\"a\":[1,]}", "not a value", 8},
    {"{\"a\":[1}", "expected ',' or a closing bracket", 7},
    {"{\"a\":1]", "expected ',' or a closing bracket", 6},
    {"{\"a\":tru}", "not a value", 5},
    {"{\"a\":TRUE}", "not a value", 5},
    {"{\"a\":nullx}", "expected ',' or a closing bracket", 9},
    {"{\"a\":NaN}", "not a value", 5},
    {"{\"a\":Infinity}", "not a value", 5},
    {"{\"a\":-Infinity}", "not a number", 5},
    {"{\"a\":-}", "not a number", 5},
    {"{\"a\":+1}", "not a value", 5},
    {"{\"a\":.5}", "not a value", 5},
    {"{\"a\":1.}", "not a number", 5},
    {"{\"a\":1e}", "not a number", 5},
    {"{\"a\":1e+}", "not a number", 5},
    {"{\"a\":01}", "expected ',' or a closing bracket", 6},
    {"{\"a\":0x1}", "expected ',' or a closing bracket", 6},
    {"{\"a\":" TEN TEN TEN TEN "1}", "a number of more than 40 characters", 5},
    {"{\"a\":1}{}", "something follows the value", 7},
    {"{\"a\":1}}", "something follows the value", 7},
    {"{\"a\":1} x", "something follows the value", 8},
    {"[1]]", "something follows the value", 3},
    {"1 2", "something follows the value", 2},
    {"// {}", "not a value", 0},
    {"\xef\xbb\xbf{}", "not a value", 0},
    {"{\"a\":1,\"a\":2}", "a key that stands there already", 7},
    {"{\"a\":{\"b\":1,\"c\":2,\"b\":3}}", "a key that stands there already",
     18},
    {"{\"id\":1,\"b\":[{},{\"c\":0}],\"id\":2}",
     "a key that stands there already", 25},
    {"{\"a\":\"\x01\"}", "control byte in a string", 6},
    {"{\"a\":\"\t\"}", "control byte in a string", 6},
    {"{\"\x1f\":1}", "control byte in a string", 2},
    {"{\"a\":\"\\x\"}", "unknown escape", 6},
    {"{\"a\":\"\\U0041\"}", "unknown escape", 6},
    {"{\"a\":\"\\uZZZZ\"}", "\\u without four hex digits", 6},
    {"{\"a\":\"\\u12\"}", "\\u without four hex digits", 6},
    {"{\"a\":\"\\u+123\"}", "\\u without four hex digits", 6},
    {"{\"a\":\"\\u00", "\\u without four hex digits", 6},
    {"{\"a\":\"b\\u0000\"}", "\\u0000, which no text may hold,", 7},
    {"{\"\\u0000\":1}", "\\u0000, which no text may hold,", 2},
    {"{\"a\":\"\\ud800\"}", "half a surrogate pair", 6},
    {"{\"a\":\"\\udc00\"}", "half a surrogate pair", 6},
    {"{\"a\":\"\\ud800\\u0041\"}", "half a surrogate pair", 6},
    {"{\"a\":\"\\ud800\\ud800\"}", "half a surrogate pair", 6},
    {"{\"a\":\"\\ud800\\", "half a surrogate pair", 6},
    {"{\"a\":\"\xc0\xaf\"}", "bytes that are not UTF-8", 6},
    {"{\"a\":\"\xed\xa0\x80\"}", "bytes that are not UTF-8", 6},
    {"{\"a\":\"\xf4\x90\x80\x80\"}", "bytes that are not UTF-8", 6},
    {"{\"a\":\"b\xe2\x80\"}", "bytes that are not UTF-8", 7},
    {"{\"a\":\"\xff\"}", "bytes that are not UTF-8", 6},
    {"{\"a\":\"\xc3", "bytes that are not UTF-8", 6},
    {"{\xc2\xa0\"a\":1}", "expected a key in quotes", 1},
};

static void
what_is_not_json_is_refused_with_its_place(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof broken_lines / sizeof *broken_lines; i++) {
        const struct broken_line *broken = &broken_lines[i];
        struct reply_error error = {.message = ""};

        if (scan(broken->line, strlen(broken->line), &error))
            fail_msg("%s was taken", broken->line);
        assert_int_equal(error.code, REPLY_PARSE_ERROR);
        if (strncmp(error.message, "not JSON: ", 10) != 0 ||
            strncmp(error.message + 10, broken->what, strlen(broken->what)) !=
                0)
            fail_msg("%s: %s", broken->line, error.message);
        assert_int_equal(error.data[0].number, broken->at);
    }
}

static void
a_raw_nul_is_refused_wherever_it_stands(void **state)
{
    static const char line[] = LINE;

    (void)state;
    for (size_t i = 0; i <= sizeof line - 1; i++) {
        char copy[sizeof line];
        struct reply_error error;

        memcpy(copy, line, i);
        copy[i] = '\0';
        memcpy(copy + i + 1, line + i, sizeof line - 1 - i);
        assert_false(scan(copy, sizeof line, &error));
        assert_int_equal(error.code, REPLY_PARSE_ERROR);
    }
}

static void
a_line_that_is_cut_anywhere_is_refused(void **state)
{
    static const char line[] = LINE;
    struct reply_error error;

    (void)state;
    assert_true(scan(line, sizeof line - 1, &error));
    for (size_t len = 0; len < sizeof line - 1; len++) {
        assert_false(scan(line, len, &error));
        assert_int_equal(error.code, REPLY_PARSE_ERROR);
    }
}

/* A line with one byte changed is taken or refused, and never overrun. */
static void
a_line_with_any_byte_anywhere_is_survived(void **state)
{
    static const char line[] = LINE;
    unsigned taken = 0;

    (void)state;
    for (size_t i = 0; i < sizeof line - 1; i++) {
        for (int byte = 0; byte < 256; byte++) {
            char copy[sizeof line];
            struct reply_error error = {.message = ""};

            memcpy(copy, line, sizeof line);
            copy[i] = (char)byte;
            if (scan(copy, sizeof line - 1, &error))
                taken++;
            else
                assert_true(error.code == REPLY_PARSE_ERROR ||
                            error.code == REPLY_INVALID_REQUEST);
        }
    }
    assert_in_range(taken, sizeof line, 256 * sizeof line / 2);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_not_json_is_refused_with_its_place),
        cmocka_unit_test(a_raw_nul_is_refused_wherever_it_stands),
        cmocka_unit_test(a_line_that_is_cut_anywhere_is_refused),
        cmocka_unit_test(a_line_with_any_byte_anywhere_is_survived),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
