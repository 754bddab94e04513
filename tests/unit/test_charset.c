#include "indexer/extract/charset.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void
expect(const char *bytes, size_t len, const char *text)
{
    struct buf out = {0};

    assert_int_equal(charset_read(&out, bytes, len, NULL), STATUS_OK);
    assert_string_equal(buf_text(&out), text);
    buf_deinit(&out);
}

static void
byte_order_marks_win(void **state)
{
    (void)state;
    expect("\xff\xfe"
           "a\0"
           "\x3d\xd8\x00\xde"
           "\x3d\xd8",
           10, "a\xf0\x9f\x98\x80\xef\xbf\xbd");
    expect("\xfe\xff\0a\0", 5, "a\xef\xbf\xbd"); /* half a character */
    expect("\xef\xbb\xbf<meta charset=koi8-r>\xff", 25,
           "<meta charset=koi8-r>\xef\xbf\xbd");
    expect("\xff\xfe", 2, "");
}

static void
declared_or_looked_at(void **state)
{
    struct buf out = {0};

    (void)state;
    expect("\xe9\xe8", 2, "\xc3\xa9\xc3\xa8");
    expect("\xc3\xa9", 2, "\xc3\xa9");
    expect("charset='Latin1'\xc3\xa9", 18, "charset='Latin1'\xc3\x83\xc2\xa9");
    expect("charset = \0", 11, "charset = ");
    expect("charset", 7, "charset");
    expect("the charset of it\xe9", 18, "the charset of it\xc3\xa9");
    assert_int_equal(charset_read(&out, "charset=big5\xff", 13, NULL),
                     STATUS_BAD_DOCUMENT);
    buf_deinit(&out);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(byte_order_marks_win),
        cmocka_unit_test(declared_or_looked_at),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
