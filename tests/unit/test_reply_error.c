#include "lib/wire/reply_error.h"

#include "lib/text/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* Numbers that JSON-RPC itself defines. */
static bool
is_of_json_rpc(int number)
{
    return number == -32700 || (number <= -32600 && number >= -32603);
}

static void
the_table_is_whole_and_its_names_are_unique(void **state)
{
    (void)state;
    for (int i = 0; i < REPLY_CODE_COUNT; i++) {
        enum reply_code code = (enum reply_code)i;
        int number = reply_code_number(code);

        assert_true(strlen(reply_code_name(code)) > 3);
        assert_int_equal(reply_code_find(reply_code_name(code)), code);
        assert_true(number > 1000 || is_of_json_rpc(number));
        assert_in_range(reply_code_exit(code), 1, 3);
        for (int k = 0; k < i; k++)
            if (reply_code_number((enum reply_code)k) == number)
                assert_int_equal(number, -32602); /* params: two strings */
    }
    assert_int_equal(reply_code_find("ok"), REPLY_CODE_COUNT);
    assert_int_equal(reply_code_find(""), REPLY_CODE_COUNT);
}

/* What other programs rely on; these may never change. */
static const struct promise {
    const char *name;
    int number;
    int exit;
} promises[] = {
    {"parse_error", -32700, 3},        {"invalid_request", -32600, 3},
    {"method_not_found", -32601, 3},   {"invalid_params", -32602, 2},
    {"unknown_param", -32602, 2},      {"internal", -32603, 3},
    {"query_syntax", 1001, 2},         {"unknown_field", 1002, 2},
    {"wildcard_too_broad", 1005, 2},   {"bad_range", 1003, 2},
    {"query_too_complex", 1004, 2},    {"unknown_value", 1006, 2},
    {"not_in_corpus", 1101, 1},        {"known_not_held", 1102, 1},
    {"no_such_clause", 1103, 1},       {"window_too_deep", 1106, 2},
    {"deadline_exceeded", 1201, 3},    {"cancelled", 1202, 3},
    {"protocol_unsupported", 1500, 3}, {"overloaded", 1203, 3},
    {"shutting_down", 1205, 3},        {"index_unavailable", 1206, 3},
    {"index_incompatible", 1207, 3},   {"message_too_large", 1401, 3},
    {"response_too_large", 1402, 2},
};

static void
numbers_and_exits_are_as_promised(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof promises / sizeof *promises; i++) {
        enum reply_code code = reply_code_find(promises[i].name);

        assert_true(code < REPLY_CODE_COUNT);
        assert_int_equal(reply_code_number(code), promises[i].number);
        assert_int_equal(reply_code_exit(code), promises[i].exit);
    }
}

static void
an_error_is_started_over(void **state)
{
    struct reply_error error;

    (void)state;
    assert_false(reply_error_set(&error, REPLY_OVERLOADED, "busy: %d", 256));
    reply_error_number(&error, "retry_after_ms", 50);
    reply_error_text(&error, "hint", NULL); /* adds nothing */
    assert_int_equal(error.data_count, 1);
    assert_false(error.data[0].is_text);
    assert_int_equal(error.data[0].number, 50);
    assert_string_equal(error.message, "busy: 256");
    reply_error_set(&error, REPLY_INTERNAL, "x");
    assert_int_equal(error.data_count, 0);
    assert_int_equal(error.code, REPLY_INTERNAL);
}

static void
data_beyond_the_most_are_dropped(void **state)
{
    static const char *const keys[] = {"a", "b", "c", "d", "e", "f",
                                       "g", "h", "i", "j", "k"};
    struct reply_error error;

    (void)state;
    reply_error_set(&error, REPLY_INTERNAL, "x");
    for (int i = 0; i + 1 < (int)(sizeof keys / sizeof *keys); i += 2) {
        reply_error_number(&error, keys[i], i);
        reply_error_text(&error, keys[i + 1], "text");
    }
    assert_int_equal(error.data_count, REPLY_DATA_MAX);
}

static void
a_key_stands_once(void **state)
{
    struct reply_error error;

    (void)state;
    reply_error_set(&error, REPLY_INTERNAL, "x");
    reply_error_text(&error, "hint", NULL);
    reply_error_text(&error, "hint", "first");
    reply_error_text(&error, "hint", "second");
    assert_int_equal(error.data_count, 1);
    assert_string_equal(error.data[0].text, "first");
}

/* Texts of every length, of characters of 1 to 4 bytes. */
static void
long_texts_are_cut_at_a_character(void **state)
{
    static const char *const characters[] = {"a", "\xc3\xa9", "\xe2\x80\x91",
                                             "\xf0\x9f\x98\x80"};
    char text[2 * REPLY_MESSAGE_MAX + 8];
    struct reply_error error;

    (void)state;
    for (size_t size = 1; size <= 4; size++) {
        for (size_t shift = 0; shift < 4; shift++) {
            memset(text, 'x', shift);
            text[shift] = '\0';
            while (strlen(text) < 2 * REPLY_MESSAGE_MAX)
                strcat(text, characters[size - 1]);
            reply_error_set(&error, REPLY_INTERNAL, "%s", text);
            reply_error_text(&error, "text", text);
            assert_true(utf8_valid(error.message, strlen(error.message)));
            assert_true(
                utf8_valid(error.data[0].text, strlen(error.data[0].text)));
            assert_true(strlen(error.message) + 8 > REPLY_MESSAGE_MAX);
            assert_true(strlen(error.data[0].text) + 8 > REPLY_TEXT_MAX);
            reply_error_set(&error, REPLY_INTERNAL, "no \"%.100s\"", text);
            assert_true(utf8_valid(error.message, strlen(error.message)));
            assert_true(strlen(error.message) + 4 > strlen("no \"\"") + 100);
        }
    }
}

static void
texts_that_fit_are_kept_whole(void **state)
{
    char text[REPLY_TEXT_MAX] = "";
    struct reply_error error;

    (void)state;
    memset(text, 'x', REPLY_TEXT_MAX - 3);
    strcat(text, "\xc3\xa9");
    reply_error_set(&error, REPLY_INTERNAL, "%s", text);
    reply_error_text(&error, "text", text);
    assert_string_equal(error.message, text);
    assert_string_equal(error.data[0].text, text);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_is_whole_and_its_names_are_unique),
        cmocka_unit_test(numbers_and_exits_are_as_promised),
        cmocka_unit_test(an_error_is_started_over),
        cmocka_unit_test(data_beyond_the_most_are_dropped),
        cmocka_unit_test(a_key_stands_once),
        cmocka_unit_test(long_texts_are_cut_at_a_character),
        cmocka_unit_test(texts_that_fit_are_kept_whole),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
