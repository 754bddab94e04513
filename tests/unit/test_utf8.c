#include "lib/text/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const struct walk_case {
    const char *text;
    size_t len;
    int32_t points[6];
    size_t count;
} walks[] = {
    {"", 0, {0}, 0},
    {"aZ", 2, {'a', 'Z'}, 2},
    {"a\0b", 3, {'a', 0, 'b'}, 3},
    {"\x7f\xc2\x80", 3, {0x7f, 0x80}, 2},
    {"\xdf\xbf\xe0\xa0\x80", 5, {0x7ff, 0x800}, 2},
    {"\xed\x9f\xbf\xee\x80\x80", 6, {0xd7ff, 0xe000}, 2},
    {"\xef\xbf\xbf", 3, {0xffff}, 1}, /* a noncharacter is a code point */
    {"\xf0\x90\x80\x80\xf4\x8f\xbf\xbf", 8, {0x10000, 0x10ffff}, 2},
    {"\x80", 1, {UTF8_BAD}, 1},                           /* a tail alone */
    {"\xc3", 1, {UTF8_BAD}, 1},                           /* cut */
    {"\xc3(", 2, {UTF8_BAD, '('}, 2},                     /* no tail */
    {"\xc0\xaf", 2, {UTF8_BAD, UTF8_BAD}, 2},             /* too long a '/' */
    {"\xe0\x9f\xbf", 3, {-1, -1, -1}, 3},                 /* too long */
    {"\xf0\x8f\xbf\xbf", 4, {-1, -1, -1, -1}, 4},         /* too long */
    {"\xed\xa0\x80", 3, {-1, -1, -1}, 3},                 /* a surrogate */
    {"\xf4\x90\x80\x80", 4, {-1, -1, -1, -1}, 4},         /* beyond U+10FFFF */
    {"\xf8\x88\x80\x80\x80", 5, {-1, -1, -1, -1, -1}, 5}, /* five bytes */
    {"\xff\xfe", 2, {-1, -1}, 2},                         /* never in UTF-8 */
    {"\xe2\x80", 2, {-1, -1}, 2},                         /* cut */
    {"\xe2\x80\xe2\x80\x91", 5, {-1, -1, 0x2011}, 3},     /* and found again */
};

static void
code_points_and_bad_bytes_are_told_apart(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof walks / sizeof *walks; i++) {
        const struct walk_case *walk = &walks[i];
        bool valid = true;
        size_t at = 0, count = 0;

        while (at < walk->len) {
            int32_t point = utf8_next(walk->text, walk->len, &at);

            assert_true(at <= walk->len);
            assert_int_equal(point, walk->points[count++]);
            valid = valid && point != UTF8_BAD;
        }
        assert_int_equal(count, walk->count);
        assert_int_equal(utf8_valid(walk->text, walk->len), valid);
        assert_int_equal(utf8_count(walk->text, walk->len), count);
    }
}

static size_t
encode(char *bytes, int32_t point)
{
    if (point < 0x80) {
        bytes[0] = (char)point;
        return 1;
    }
    if (point < 0x800) {
        bytes[0] = (char)(0xc0 | point >> 6);
        bytes[1] = (char)(0x80 | (point & 0x3f));
        return 2;
    }
    if (point < 0x10000) {
        bytes[0] = (char)(0xe0 | point >> 12);
        bytes[1] = (char)(0x80 | (point >> 6 & 0x3f));
        bytes[2] = (char)(0x80 | (point & 0x3f));
        return 3;
    }
    bytes[0] = (char)(0xf0 | point >> 18);
    bytes[1] = (char)(0x80 | (point >> 12 & 0x3f));
    bytes[2] = (char)(0x80 | (point >> 6 & 0x3f));
    bytes[3] = (char)(0x80 | (point & 0x3f));
    return 4;
}

static void
every_code_point_comes_back(void **state)
{
    (void)state;
    for (int32_t point = 0; point <= 0x110000; point++) {
        char bytes[4];
        size_t len = encode(bytes, point), at = 0;
        bool none = (point >= 0xd800 && point <= 0xdfff) || point > 0x10ffff;
        int32_t seen = utf8_next(bytes, len, &at);

        assert_int_equal(seen, none ? UTF8_BAD : point);
        assert_int_equal(at, none ? 1 : len);
        for (size_t cut = 1; cut < len; cut++)
            assert_false(utf8_valid(bytes, cut));
    }
}

static void
positions_count_code_points(void **state)
{
    static const char text[] = "a\xc3\xa9\xe2\x80\x91\xf0\x9f\x98\x80z";
    static const struct {
        size_t at, count;
    } rows[] = {{0, 0}, {1, 1}, {3, 2}, {6, 3}, {10, 4}, {11, 5}};

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(utf8_count(text, rows[i].at), rows[i].count);
}

static const struct width_case {
    const char *text;
    unsigned columns;
} widths[] = {
    {"", 0},
    {"abc", 3},
    {"\xc3\xa9", 1},                 /* one letter, two bytes */
    {"e\xcc\x81", 1},                /* and with a combining mark */
    {"\xe4\xb8\xad\xe6\x96\x87", 4}, /* wide */
    {"\xe2\x80\x8b", 0},             /* zero-width space */
    {"\xe2\x80\x91", 1},             /* non-breaking hyphen */
    {"a\xff", 2},                    /* a bad byte is shown as something */
};

static void
columns_of_a_terminal(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof widths / sizeof *widths; i++)
        assert_int_equal(utf8_width(widths[i].text, strlen(widths[i].text)),
                         widths[i].columns);
}

static const struct safe_case {
    const char *text;
    const char *shown;
} safes[] = {
    {"ITU\xe2\x80\x91T, \xc3\xa9\nnext", "ITU\xe2\x80\x91T, \xc3\xa9\nnext"},
    {"\x1b[31mred", "\\x1b[31mred"},
    {"a\tb\rc\x7f", "a\\x09b\\x0dc\\x7f"},
    {"\xc2\x9b"
     "2J",
     "\\u{009b}2J"}, /* CSI in one code point */
    {"\x9b"
     "2J",
     "\\x9b2J"}, /* and as a bare byte */
    {"\xe2\x80\xae"
     "abc",
     "\\u{202e}abc"}, /* right-to-left override */
    {"\xe2\x81\xa6x\xe2\x81\xa9", "\\u{2066}x\\u{2069}"},
    {"\xd8\x9c\xe2\x80\x8e\xe2\x80\x8f", "\\u{061c}\\u{200e}\\u{200f}"},
    {"\xed\xa0\x80", "\\xed\\xa0\\x80"},
    {"\xc2\xa0", "\xc2\xa0"}, /* the first code point behind C1 */
};

static void
what_is_shown_cannot_steer_a_terminal(void **state)
{
    struct buf out = {0};

    (void)state;
    for (size_t i = 0; i < sizeof safes / sizeof *safes; i++) {
        buf_clear(&out);
        utf8_put_safe(&out, safes[i].text, strlen(safes[i].text));
        assert_string_equal(buf_text(&out), safes[i].shown);
    }
    buf_clear(&out);
    utf8_put_safe(&out, "a\0b", 3);
    assert_string_equal(buf_text(&out), "a\\x00b");
    buf_deinit(&out);
}

static void
halves_of_characters_are_taken_out(void **state)
{
    static const struct {
        const char *text, *mended;
    } rows[] = {
        {"", ""},
        {"abc", "abc"},
        {"ab\xc3\xa9", "ab\xc3\xa9"},
        {"ab\xc3", "ab"},
        {"ab\xe2\x80", "ab"},
        {"ab\xf0\x9f\x98", "ab"},
        {"ab\xc3\", at", "ab\", at"},
        {"\xe2\x80\xf0\x9f\x98\xc3\xa9\xf0\x9f\x98!", "\xc3\xa9!"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[16];

        strcpy(text, rows[i].text);
        utf8_mend(text);
        assert_string_equal(text, rows[i].mended);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(code_points_and_bad_bytes_are_told_apart),
        cmocka_unit_test(every_code_point_comes_back),
        cmocka_unit_test(positions_count_code_points),
        cmocka_unit_test(columns_of_a_terminal),
        cmocka_unit_test(what_is_shown_cannot_steer_a_terminal),
        cmocka_unit_test(halves_of_characters_are_taken_out),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
