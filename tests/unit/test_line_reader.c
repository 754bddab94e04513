#include "daemon/line_reader.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { MAX = 8 };

/* Feeds text in pieces of the given size and joins the lines with '|'; a
 * line that is too long shows as '!' and ends it. */
static void
join(char *out, const char *text, size_t piece, bool end)
{
    struct line_reader reader = {.max = MAX};
    enum line_state state = LINE_NONE;
    size_t left = strlen(text);
    const char *line;
    size_t len;

    *out = '\0';
    while (left > 0 && state != LINE_TOO_LONG) {
        size_t n = left < piece ? left : piece;

        line_reader_feed(&reader, text, n);
        text += n;
        left -= n;
        if (left == 0 && end)
            line_reader_end(&reader);
        while ((state = line_reader_next(&reader, &line, &len)) == LINE_READY) {
            strncat(out, line, len);
            strcat(out, "|");
        }
    }
    if (state == LINE_TOO_LONG)
        strcat(out, "!");
    line_reader_deinit(&reader);
}

static const struct {
    const char *text;
    bool end;
    const char *lines;
} cases[] = {
    {"", false, ""},
    {"a\n", false, "a|"},
    {"a\nb", false, "a|"},
    {"a\nb", true, "a|b|"},
    {"a\r\nb\r\n", false, "a|b|"},
    {"a\rb\n", false, "a\rb|"},
    {"\n\r\n\n", false, ""},
    {"\n\na\n\n\r\nb\n\n", false, "a|b|"},
    {"a\r\r\n", false, "a\r|"},
    {"\r", true, ""},
    {"a\r", true, "a|"},
    {" \n", false, " |"},
    {"12345678\n", false, "12345678|"},
    {"1234567\r\n", false, "1234567|"},
    {"12345678\r\n", false, "!"},
    {"123456789\n", false, "!"},
    {"123456789", false, "!"},
    {"12345678", false, ""},
    {"12345678", true, "12345678|"},
    {"ok\n123456789\n", false, "ok|!"},
};

static void
lines_do_not_depend_on_the_pieces(void **state)
{
    char got[100];

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (size_t piece = 1; piece < 16; piece++) {
            join(got, cases[i].text, piece, cases[i].end);
            assert_string_equal(got, cases[i].lines);
        }
}

static void
has_line_agrees_with_next(void **state)
{
    struct line_reader reader = {.max = MAX};
    const char *line;
    size_t len;

    (void)state;
    assert_false(line_reader_has_line(&reader));
    line_reader_feed(&reader, "ab\ncd", 5);
    assert_true(line_reader_has_line(&reader));
    assert_int_equal(line_reader_next(&reader, &line, &len), LINE_READY);
    assert_memory_equal(line, "ab", len);
    assert_false(line_reader_has_line(&reader));
    assert_int_equal(line_reader_next(&reader, &line, &len), LINE_NONE);
    assert_memory_equal(line_reader_partial(&reader, &len), "cd", 2);
    assert_int_equal(len, 2);
    line_reader_end(&reader);
    assert_true(line_reader_has_line(&reader));
    line_reader_deinit(&reader);
}

static void
idle_reader_holds_no_memory(void **state)
{
    struct line_reader reader = {.max = MAX};
    const char *line;
    size_t len;

    (void)state;
    line_reader_feed(&reader, "ab\n", 3);
    assert_int_equal(line_reader_pending(&reader), 3);
    assert_int_equal(line_reader_next(&reader, &line, &len), LINE_READY);
    assert_int_equal(line_reader_next(&reader, &line, &len), LINE_NONE);
    assert_int_equal(line_reader_pending(&reader), 0);
    assert_null(reader.in.data);
    assert_null(line_reader_partial(&reader, &len));
}

/* Ten thousand pieces of an unfinished line: each is looked at once. */
static void
scanned_bytes_are_not_scanned_again(void **state)
{
    struct line_reader reader = {.max = 65536};
    const char *line;
    size_t len;

    (void)state;
    for (size_t i = 1; i <= 10000; i++) {
        line_reader_feed(&reader, "x", 1);
        assert_int_equal(line_reader_next(&reader, &line, &len), LINE_NONE);
        assert_int_equal(reader.scanned, i);
    }
    line_reader_deinit(&reader);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_do_not_depend_on_the_pieces),
        cmocka_unit_test(has_line_agrees_with_next),
        cmocka_unit_test(idle_reader_holds_no_memory),
        cmocka_unit_test(scanned_bytes_are_not_scanned_again),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
