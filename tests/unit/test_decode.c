#include "lib/text/decode.h"

#include "lib/base/cleanup.h"
#include "lib/text/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const struct decode_case {
    const char *bytes;
    size_t len;
    const char *text;
    enum decode_charset charset;
    size_t bad;
} cases[] = {
    {"", 0, "", DECODE_UTF_8, 0},
    {"plain", 5, "plain", DECODE_UTF_8, 0},
    {"\xef\xbb\xbfmarked", 9, "marked", DECODE_UTF_8, 0},
    {"\xef\xbb\xbf", 3, "", DECODE_UTF_8, 0},
    {"\xef\xbb\xbf"
     "a\xff"
     "b",
     6,
     "a\ufffd"
     "b",
     DECODE_UTF_8, 1},
    {"\u00e9\u2011\U0001f4de", 9, "\u00e9\u2011\U0001f4de", DECODE_UTF_8, 0},
    {"caf\xe9", 4, "caf\u00e9", DECODE_WINDOWS_1252, 0},
    {"\x93ITU\x94 \x96 \x80", 9, "\u201cITU\u201d \u2013 \u20ac",
     DECODE_WINDOWS_1252, 0},
    {"\x81\x8d\x8f\x90\x9d", 5, "\ufffd\ufffd\ufffd\ufffd\ufffd",
     DECODE_WINDOWS_1252, 5},
    {"\xff", 1, "\u00ff", DECODE_WINDOWS_1252, 0},
    {"\xff\xfe", 2, "", DECODE_UTF_16, 0},
    {"\xff\xfe"
     "a\0\x11\x20",
     6, "a\u2011", DECODE_UTF_16, 0},
    {"\xfe\xff"
     "\0a\x20\x11",
     6, "a\u2011", DECODE_UTF_16, 0},
    {"\xff\xfe\x3d\xd8\xde\xdc", 6, "\U0001f4de", DECODE_UTF_16, 0},
    {"\xff\xfe\x3d\xd8"
     "a\0",
     6,
     "\ufffd"
     "a",
     DECODE_UTF_16, 1},
    {"\xff\xfe\xde\xdc", 4, "\ufffd", DECODE_UTF_16, 1},
    {"\xff\xfe\x3d\xd8", 4, "\ufffd", DECODE_UTF_16, 1},
    {"\xff\xfe"
     "a\0b",
     5, "a\ufffd", DECODE_UTF_16, 1},
};

static void
test_cases(void **state)
{
    CLEANUP(arena_freep) struct arena *arena = arena_new();

    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct decoded decoded;

        decode_text(&decoded, cases[i].bytes, cases[i].len, arena);
        assert_int_equal(decoded.charset, cases[i].charset);
        assert_int_equal(decoded.bad, cases[i].bad);
        assert_int_equal(decoded.len, strlen(cases[i].text));
        assert_memory_equal(decoded.text, cases[i].text, decoded.len);
        assert_true(utf8_valid(decoded.text, decoded.len));
    }
}

static void
test_names(void **state)
{
    (void)state;
    assert_string_equal(decode_charset_name(DECODE_UTF_8), "UTF-8");
    assert_string_equal(decode_charset_name(DECODE_UTF_16), "UTF-16");
    assert_string_equal(decode_charset_name(DECODE_WINDOWS_1252),
                        "windows-1252");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),
        cmocka_unit_test(test_names),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
