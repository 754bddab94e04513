#include "indexer/extract/pdf.h"

#include "indexer/extract/line.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void
expect(const char *text, const char *lines)
{
    struct buf out = {0};

    assert_int_equal(pdf_read_text(&out, text, strlen(text), NULL), STATUS_OK);
    assert_string_equal(buf_text(&out), lines);
    buf_deinit(&out);
}

static void
lines_have_their_pages(void **state)
{
    (void)state;
    expect("a\nb\n\f\n\nc\n\fd", "line\t1\ta\nline\t1\tb\nline\t2\tc\n"
                                 "line\t3\td\n");
    expect("a\f\fb\f", "line\t1\ta\nline\t3\tb\n");
}

static void
soft_hyphens_join(void **state)
{
    (void)state;
    expect("made\xc2\xad\nup\nx\xc2\xad", "line\t1\tmadeup\nline\t1\tx\n");
    expect("made\xc2\xad\n\fup\n", "line\t1\tmadeup\n");
    expect("made-\nup\n", "line\t1\tmade-\nline\t1\tup\n");
}

static void
text_is_made_safe(void **state)
{
    (void)state;
    expect("a\x1b[1m\xff\xef\xbf\xb9"
           "b\r\n",
           "line\t1\ta[1m\xef\xbf\xbd"
           "b\n");
}

static void
no_text_and_too_many_pages_are_bad(void **state)
{
    static char feeds[LINE_PAGES_MAX + 2];
    struct error err;
    struct buf out = {0};

    (void)state;
    memset(feeds, '\f', sizeof feeds);
    assert_int_equal(pdf_read_text(&out, feeds, 3, &err), STATUS_BAD_DOCUMENT);
    assert_non_null(strstr(err.text, "OCR"));
    assert_int_equal(pdf_read_text(&out, "", 0, &err), STATUS_BAD_DOCUMENT);
    feeds[0] = 'x';
    assert_int_equal(pdf_read_text(&out, feeds, LINE_PAGES_MAX + 1, &err),
                     STATUS_OK);
    assert_int_equal(pdf_read_text(&out, feeds, LINE_PAGES_MAX + 2, &err),
                     STATUS_TOO_LARGE);
    buf_deinit(&out);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_have_their_pages),
        cmocka_unit_test(soft_hyphens_join),
        cmocka_unit_test(text_is_made_safe),
        cmocka_unit_test(no_text_and_too_many_pages_are_bad),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
