#include "lib/model/extracted.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char whole[] = "clause-extract 1\n"
                            "heading\t3\tresolves\n"
                            "plain\t0\t\n"
                            "end\n";

static void
test_write(void **state)
{
    struct buf out = {0};

    (void)state;
    extracted_begin(&out);
    extracted_put(&out,
                  &(struct extracted_line){STYLE_HEADING, 3, "resolves", 8});
    extracted_put(&out, &(struct extracted_line){STYLE_PLAIN, 0, "", 0});
    extracted_end(&out);
    assert_string_equal(buf_text(&out), whole);
    buf_deinit(&out);
}

static void
test_text(void **state)
{
    static const char given[] = "a\nb\tc\x01"
                                "d\xff"
                                "\xef\xbf\xb9"
                                "1\xef\xbf\xbb\xc2\x85";
    struct buf out = {0};

    (void)state;
    extracted_put_text(&out, given, sizeof given - 1);
    extracted_put_mark(&out, "2");
    assert_string_equal(buf_text(&out),
                        "a b\tcd\xef\xbf\xbd"
                        "1" EXTRACTED_MARK_OPEN "2" EXTRACTED_MARK_CLOSE);
    buf_deinit(&out);
}

static void
test_read(void **state)
{
    struct extracted extracted;
    struct extracted_line line;

    (void)state;
    assert_int_equal(extracted_open(&extracted, whole, sizeof whole - 1, NULL),
                     STATUS_OK);
    assert_true(extracted_next(&extracted, &line));
    assert_int_equal(line.style, STYLE_HEADING);
    assert_int_equal(line.page, 3);
    assert_int_equal(line.len, 8);
    assert_memory_equal(line.text, "resolves", 8);
    assert_true(extracted_next(&extracted, &line));
    assert_int_equal(line.style, STYLE_PLAIN);
    assert_int_equal(line.len, 0);
    assert_false(extracted_next(&extracted, &line));
    assert_true(extracted.ended);
    assert_false(extracted.bad);
}

/* However many bytes of it came: without its end it is no document. */
static void
test_cut(void **state)
{
    (void)state;
    for (size_t len = 0; len + 1 < sizeof whole; len++) {
        struct extracted extracted = {0};
        struct extracted_line line;

        if (extracted_open(&extracted, whole, len, NULL) != STATUS_OK)
            continue;
        while (extracted_next(&extracted, &line))
            ;
        assert_false(extracted.ended);
    }
}

static void
test_bad(void **state)
{
    static const char *const lines[] = {
        "odd\t0\ttext\n",
        "plain\tx\ttext\n",
        "plain\t\ttext\n",
        "plain\t1 text\n",
        "plain\t12345678\ttext\n",
        "end\nplain\t0\tx\n",
        "\n",
    };

    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        struct buf bytes = {0};
        struct extracted extracted;
        struct extracted_line line;

        extracted_begin(&bytes);
        buf_put_text(&bytes, lines[i]);
        assert_int_equal(
            extracted_open(&extracted, bytes.data, bytes.len, NULL), STATUS_OK);
        assert_false(extracted_next(&extracted, &line));
        assert_true(extracted.bad);
        buf_deinit(&bytes);
    }
}

static void
test_styles(void **state)
{
    (void)state;
    for (int i = 0; i < STYLE_COUNT; i++) {
        enum style style;

        assert_true(style_find(&style, style_name((enum style)i)));
        assert_int_equal(style, i);
    }
    assert_false(style_find(&(enum style){0}, "Call"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_write), cmocka_unit_test(test_text),
        cmocka_unit_test(test_read),  cmocka_unit_test(test_cut),
        cmocka_unit_test(test_bad),   cmocka_unit_test(test_styles),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
