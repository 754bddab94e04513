#include "client/cells.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void
assert_row(enum cells_form form, const char *first, const char *second,
           const char *expected)
{
    struct buf out = {0};
    struct cells cells = {.out = &out, .form = form};

    cells_begin(&cells);
    cells_put(&cells, first, strlen(first));
    if (second != NULL)
        cells_put(&cells, second, strlen(second));
    cells_end(&cells);
    assert_string_equal(buf_text(&out), expected);
    buf_deinit(&out);
}

static void
csv_quotes_what_must_be(void **state)
{
    (void)state;
    assert_row(CELLS_CSV, "a", "b c", "a,b c\r\n");
    assert_row(CELLS_CSV, "a,b", "", "\"a,b\",\r\n");
    assert_row(CELLS_CSV, "say \"so\"", "x", "\"say \"\"so\"\"\",x\r\n");
    assert_row(CELLS_CSV, "a\nb", "c\rd", "\"a\nb\",\"c\rd\"\r\n");
    assert_row(CELLS_CSV, "a\tb|c", "\xc3\xa9", "a\tb|c,\xc3\xa9\r\n");
    /* one empty cell is a row all the same */
    assert_row(CELLS_CSV, "", NULL, "\"\"\r\n");
    assert_row(CELLS_CSV, "", "", ",\r\n");
}

static void
formulas_are_texts(void **state)
{
    (void)state;
    assert_row(CELLS_CSV, "=1+1", "+a", "'=1+1,'+a\r\n");
    assert_row(CELLS_CSV, "-a", "@a", "'-a,'@a\r\n");
    assert_row(CELLS_CSV, "\ta", "\r\na", "'\ta,\"'\r\na\"\r\n");
    assert_row(CELLS_CSV, "=a,\"b\"", "a=b", "\"'=a,\"\"b\"\"\",a=b\r\n");
    assert_row(CELLS_TSV, "=1", "-", "'=1\t'-\n");
    assert_row(CELLS_MD, "=1", "-", "| =1 | - |\n");
    assert_row(CELLS_LINES, "-x", NULL, "-x\n");
}

static void
numbers_are_no_formulas(void **state)
{
    struct buf out = {0};
    struct cells cells = {.out = &out, .form = CELLS_CSV};

    (void)state;
    cells_begin(&cells);
    cells_put_number(&cells, "-1.5", 4);
    cells_end(&cells);
    assert_string_equal(buf_text(&out), "-1.5\r\n");
    buf_deinit(&out);
}

static void
tsv_has_a_row_a_line(void **state)
{
    (void)state;
    assert_row(CELLS_TSV, "a\tb\nc\rd\\e", "", "a\\tb\\nc\\rd\\\\e\t\n");
}

static void
markdown_is_text(void **state)
{
    (void)state;
    assert_row(CELLS_MD, "a|b", "*c* _d_ `e` [f]",
               "| a\\|b | \\*c\\* \\_d\\_ \\`e\\` \\[f\\] |\n");
    assert_row(CELLS_MD, "<b>&amp;~\\", "a\nb\r\nc\rd",
               "| \\<b\\>\\&amp;\\~\\\\ | a<br>b<br>c<br>d |\n");
}

static void
markdown_has_a_rule(void **state)
{
    struct buf out = {0};
    struct cells cells = {.out = &out, .form = CELLS_MD};

    (void)state;
    cells_begin(&cells);
    cells_put(&cells, "a", 1);
    cells_put(&cells, "b", 1);
    cells_end(&cells);
    cells_rule(&cells);
    assert_string_equal(buf_text(&out), "| a | b |\n| --- | --- |\n");
    buf_clear(&out);
    cells.form = CELLS_CSV;
    cells_rule(&cells);
    assert_int_equal(out.len, 0);
    buf_deinit(&out);
}

static void
a_terminal_sees_no_controls(void **state)
{
    struct buf out = {0};
    struct cells cells = {.out = &out, .form = CELLS_CSV, .safe = true};

    (void)state;
    cells_begin(&cells);
    cells_put(&cells, "a\033[1m\xe2\x80\xae", 8);
    cells_end(&cells);
    assert_string_equal(buf_text(&out), "a\\x1b[1m\\u{202e}\r\n");
    buf_deinit(&out);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(csv_quotes_what_must_be),
        cmocka_unit_test(formulas_are_texts),
        cmocka_unit_test(numbers_are_no_formulas),
        cmocka_unit_test(tsv_has_a_row_a_line),
        cmocka_unit_test(markdown_is_text),
        cmocka_unit_test(markdown_has_a_rule),
        cmocka_unit_test(a_terminal_sees_no_controls),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
