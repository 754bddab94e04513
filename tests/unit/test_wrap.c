#include "client/caret.h"
#include "client/wrap.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void
assert_wrapped(const char *lead, unsigned indent, const char *text,
               const char *expected)
{
    struct buf out = {0};
    struct wrap wrap;

    wrap_init(&wrap, &out, 20, false);
    wrap_paragraph(&wrap, lead, indent, text, true);
    assert_string_equal(buf_text(&out), expected);
    wrap_deinit(&wrap);
    buf_deinit(&out);
}

static void
test_lines(void **state)
{
    (void)state;
    assert_wrapped("", 0, "", "\n");
    assert_wrapped("", 0, "  one \t two\n\nthree ", "one two three\n");
    assert_wrapped("1. ", 3, "aaaa bbbb cccc ddd",
                   "1. aaaa bbbb cccc\n"
                   "   ddd\n");
    /* exactly the width stays on the line */
    assert_wrapped("", 0, "123456789 1234567890", "123456789 1234567890\n");
    assert_wrapped("", 0, "123456789 12345678901", "123456789\n12345678901\n");
    assert_wrapped("", 2, "one two", "  one two\n");
    assert_wrapped("a longer lead: ", 2, "one twoo three",
                   "a longer lead: one\n  twoo three\n");
    /* a word that fits nowhere is left whole, and makes no empty line */
    assert_wrapped("", 2, "x 123456789012345678901234567890 y",
                   "  x\n  123456789012345678901234567890\n  y\n");
}

static void
test_columns_not_bytes(void **state)
{
    (void)state;
    /* two bytes a letter, one column */
    assert_wrapped("", 0,
                   "\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9 "
                   "\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9 "
                   "\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9",
                   "\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9 "
                   "\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9 "
                   "\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\n");
    /* three bytes a letter, two columns: 12 and 10 are over 20 */
    assert_wrapped("", 0,
                   "\xe4\xb8\x80\xe4\xb8\x80\xe4\xb8\x80\xe4\xb8\x80\xe4\xb8"
                   "\x80\xe4\xb8\x80 1234567890",
                   "\xe4\xb8\x80\xe4\xb8\x80\xe4\xb8\x80\xe4\xb8\x80\xe4\xb8"
                   "\x80\xe4\xb8\x80\n1234567890\n");
}

static void
test_controls_are_shown(void **state)
{
    (void)state;
    assert_wrapped("", 0, "a\033[2Jb", "a\\x1b[2Jb\n");
    assert_wrapped("", 0, "\xc2\x9b \xe2\x80\xae", "\\u{009b} \\u{202e}\n");
    assert_wrapped("", 0, "\xff", "\\xff\n");
    assert_wrapped("a\nb\033 ", 0, "c", "a\\x0ab\\x1b c\n");
    /* escapes have columns too: 8 and 13 */
    assert_wrapped("", 0, "\001\002 123456789012",
                   "\\x01\\x02\n123456789012\n");
}

static void
test_bold(void **state)
{
    struct buf out = {0};
    struct wrap wrap;

    (void)state;
    wrap_init(&wrap, &out, 20, true);
    wrap_begin(&wrap, "", 2);
    wrap_put(&wrap, "to sub", 6, false);
    wrap_put(&wrap, "scribe to thirteen", 18, true);
    wrap_put(&wrap, ",", 1, false);
    wrap_end(&wrap);
    /* no colour is open at a line's end, and colours have no width */
    assert_string_equal(buf_text(&out),
                        "  to sub\033[1mscribe\033[0m \033[1mto\033[0m\n"
                        "  \033[1mthirteen\033[0m,\n");
    wrap_deinit(&wrap);
    buf_deinit(&out);
}

static void
test_space_that_does_not_break(void **state)
{
    struct buf out = {0};
    struct wrap wrap;

    (void)state;
    wrap_init(&wrap, &out, 20, false);
    wrap_begin(&wrap, "", 0);
    wrap_put_text(&wrap, "1234567890 12345678,");
    wrap_put_space(&wrap);
    wrap_put_text(&wrap, "2");
    wrap_end(&wrap);
    assert_string_equal(buf_text(&out), "1234567890\n12345678, 2\n");
    wrap_deinit(&wrap);
    buf_deinit(&out);
}

static void
assert_caret(const char *query, long at, long len, unsigned width,
             const char *expected)
{
    struct buf out = {0};

    caret_put(&out, query, at, len, width);
    assert_string_equal(buf_text(&out), expected);
    buf_deinit(&out);
}

static void
test_caret(void **state)
{
    (void)state;
    assert_caret("kinds:x y", 0, 5, 80, "  kinds:x y\n  ^^^^^\n");
    assert_caret("a (b", 2, 1, 80, "  a (b\n    ^\n");
    assert_caret("a (", 3, 0, 80, "  a (\n     ^\n"); /* at the end */
    assert_caret("", 0, 0, 80, "  \n  ^\n");
    assert_caret("ab", 1, 99, 80, "  ab\n   ^\n"); /* longer than it is */
    assert_caret("ab", 3, 1, 80, "");
    assert_caret("ab", -1, 1, 80, "");
    /* code points in, columns out: a wide letter, an escape */
    assert_caret("\xe4\xb8\x80 x", 2, 1, 80, "  \xe4\xb8\x80 x\n     ^\n");
    assert_caret("\xe4\xb8\x80 x", 0, 1, 80, "  \xe4\xb8\x80 x\n  ^^\n");
    assert_caret("\n\033 x", 3, 1, 80, "  \\x0a\\x1b x\n           ^\n");
}

static void
test_caret_window(void **state)
{
    char query[2001];

    (void)state;
    memset(query, 'a', 2000);
    query[2000] = '\0';
    query[1000] = 'X';
    assert_caret(query, 1000, 1, 32,
                 "  ...aaaaaaaaaaaXaaaaaaaaaaaa...\n"
                 "                ^\n");
    assert_caret(query, 0, 3, 32, "  aaaaaaaaaaaaaaaaaaaaaaaa...\n  ^^^\n");
    assert_caret(query, 2000, 0, 32,
                 "  ...aaaaaaaaaaaaaaaaaaaaaaaa\n"
                 "                             ^\n");
    assert_caret(query, 0, 2000, 32,
                 "  aaaaaaaaaaaaaaaaaaaaaaaa\n  ^^^^^^^^^^^^^^^^^^^^^^^^\n");
    /* a narrow terminal shows a window all the same */
    assert_caret(query, 1000, 1, 20,
                 "  ...aaaaaaaaXaaaaaaaaa...\n             ^\n");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines),
        cmocka_unit_test(test_columns_not_bytes),
        cmocka_unit_test(test_controls_are_shown),
        cmocka_unit_test(test_bold),
        cmocka_unit_test(test_space_that_does_not_break),
        cmocka_unit_test(test_caret),
        cmocka_unit_test(test_caret_window),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
