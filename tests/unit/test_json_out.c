#include "lib/wire/json_out.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const struct text_case {
    const char *bytes;
    size_t len;
    const char *json;
} text_cases[] = {
    {"", 0, "\"\""},
    {"plain", 5, "\"plain\""},
    {"a\"b\\c/", 6, "\"a\\\"b\\\\c/\""},
    {"\b\f\n\r\t", 5, "\"\\b\\f\\n\\r\\t\""},
    {"\x01\x1f", 2, "\"\\u0001\\u001f\""},
    {"a\0b", 3, "\"a\\u0000b\""},
    {"\x7f", 1, "\"\\u007f\""},
    {"\xc2\x80\xc2\x9b\xc2\x9f\xc2\xa0", 8,
     "\"\\u0080\\u009b\\u009f\xc2\xa0\""},
    {"\xe2\x80\xa8\xe2\x80\xa9\xe2\x80\x91", 9,
     "\"\\u2028\\u2029\xe2\x80\x91\""},
    {"\xf0\x9f\x98\x80", 4, "\"\xf0\x9f\x98\x80\""},
    {"a\xff"
     "b",
     3, "\"a\\ufffdb\""},
    {"\xc0\xaf", 2, "\"\\ufffd\\ufffd\""},
    {"\xed\xa0\x80", 3, "\"\\ufffd\\ufffd\\ufffd\""},
    {"\xe2\x80", 2, "\"\\ufffd\\ufffd\""},
};

static void
texts_are_escaped(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof text_cases / sizeof *text_cases; i++) {
        struct buf out = {0};

        json_put_text_n(&out, text_cases[i].bytes, text_cases[i].len);
        assert_string_equal(buf_text(&out), text_cases[i].json);
        buf_deinit(&out);
    }
}

/* Plain bytes are passed over many at a time. */
static void
an_escape_is_seen_wherever_it_stands(void **state)
{
    struct buf out = {0};

    (void)state;
    for (size_t at = 0; at < 70; at++) {
        char text[70], json[74];

        memset(text, 'x', sizeof text);
        memset(json, 'x', sizeof json);
        text[at] = json[at + 2] = '"';
        json[at + 1] = '\\';
        json[0] = json[72] = '"';
        json[73] = '\0';
        buf_clear(&out);
        json_put_text_n(&out, text, sizeof text);
        assert_string_equal(buf_text(&out), json);
    }
    buf_deinit(&out);
}

/* Whatever the bytes, no quote, control byte or line end comes out raw. */
static void
every_pair_of_bytes_stays_inside_its_quotes(void **state)
{
    struct buf out = {0};

    (void)state;
    for (int pair = 0; pair < 65536; pair++) {
        char bytes[2] = {(char)(pair >> 8), (char)pair};

        buf_clear(&out);
        json_put_text_n(&out, bytes, 2);
        for (size_t i = 1; i + 1 < out.len; i++) {
            assert_true((unsigned char)out.data[i] >= 0x20);
            assert_int_not_equal(out.data[i], 0x7f);
            if (out.data[i] == '\\')
                i++;
            else
                assert_int_not_equal(out.data[i], '"');
        }
        assert_int_equal(out.data[0], '"');
        assert_int_equal(out.data[out.len - 1], '"');
    }
    buf_deinit(&out);
}

static void
commas_stand_between(void **state)
{
    static const char *const texts[] = {"a", NULL, "["};
    struct buf out = {0};

    (void)state;
    buf_put_byte(&out, '{');
    json_put_member(&out, "text", "x{");
    json_put_member(&out, "none", NULL);
    json_put_member_number(&out, "least", -9223372036854775807LL - 1);
    json_put_member_bool(&out, "yes", true);
    json_put_member_bool(&out, "no", false);
    json_put_member_texts(&out, "texts", texts, 3);
    json_put_member_texts(&out, "empty", NULL, 0);
    json_put_key(&out, "list");
    buf_put_byte(&out, '[');
    for (int i = 0; i < 3; i++) {
        json_put_comma(&out);
        buf_printf(&out, "%d", i);
    }
    buf_put_text(&out, "]}");
    assert_string_equal(
        buf_text(&out),
        "{\"text\":\"x{\",\"none\":null,\"least\":-9223372036854775808,"
        "\"yes\":true,\"no\":false,\"texts\":[\"a\",null,\"[\"],\"empty\":[],"
        "\"list\":[0,1,2]}");
    buf_clear(&out);
    json_put_text(&out, NULL);
    assert_string_equal(buf_text(&out), "null");
    buf_deinit(&out);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_escaped),
        cmocka_unit_test(an_escape_is_seen_wherever_it_stands),
        cmocka_unit_test(every_pair_of_bytes_stays_inside_its_quotes),
        cmocka_unit_test(commas_stand_between),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
