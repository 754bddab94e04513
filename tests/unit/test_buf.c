#include "lib/base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void
bytes_are_put_in_order_whatever_they_are(void **state)
{
    struct buf buf = {0};

    (void)state;
    buf_put(&buf, "a\0b", 3);
    buf_put(&buf, NULL, 0);
    buf_put_byte(&buf, '\0');
    buf_put_text(&buf, "text");
    buf_put_text(&buf, "");
    buf_printf(&buf, "%d%s", 59, "!");
    buf_printf(&buf, "%s", "");
    assert_int_equal(buf.len, 11);
    assert_memory_equal(buf.data, "a\0b\0text59!", 11);
    buf_deinit(&buf);
    assert_null(buf.data);
    assert_int_equal(buf.len, 0);
    assert_int_equal(buf.room, 0);
}

static void
it_grows_byte_by_byte_and_at_once(void **state)
{
    struct buf buf = {0};

    (void)state;
    for (int i = 0; i < 100000; i++)
        buf_put_byte(&buf, (char)(i % 251));
    for (int i = 0; i < 100000; i++)
        assert_int_equal(buf.data[i], (char)(i % 251));
    buf_printf(&buf, "%0*d", 300000, 1);
    assert_int_equal(buf.len, 400000);
    assert_int_equal(buf.data[399999], '1');
    buf_deinit(&buf);
}

static void
space_asked_for_is_there(void **state)
{
    struct buf buf = {0};
    char *end;

    (void)state;
    end = buf_reserve(&buf, 0);
    assert_non_null(end);
    buf_put_text(&buf, "abc");
    end = buf_reserve(&buf, 70000);
    memset(end, 'x', 70000);
    assert_ptr_equal(end, buf.data + 3);
    assert_int_equal(buf.len, 3); /* reserving alone puts nothing */
    assert_true(buf.room >= 70003);
    buf_deinit(&buf);
}

static void
text_has_a_nul_that_is_not_counted(void **state)
{
    struct buf buf = {0};

    (void)state;
    assert_string_equal(buf_text(&buf), "");
    for (int i = 0; i < 1000; i++) { /* also where the room is just full */
        buf_put_byte(&buf, 'x');
        assert_int_equal(strlen(buf_text(&buf)), i + 1);
        assert_int_equal(buf.len, i + 1);
    }
    buf_clear(&buf);
    assert_int_equal(buf.len, 0);
    assert_non_null(buf.data);
    assert_string_equal(buf_text(&buf), "");
    buf_deinit(&buf);
}

static void
bytes_are_taken_from_the_front(void **state)
{
    struct buf buf = {0};

    (void)state;
    buf_take(&buf, 0);
    buf_put_text(&buf, "first\nsecond\n");
    buf_take(&buf, 0);
    assert_int_equal(buf.len, 13);
    buf_take(&buf, 6);
    assert_string_equal(buf_text(&buf), "second\n");
    buf_take(&buf, buf.len);
    assert_int_equal(buf.len, 0);
    buf_deinit(&buf);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bytes_are_put_in_order_whatever_they_are),
        cmocka_unit_test(it_grows_byte_by_byte_and_at_once),
        cmocka_unit_test(space_asked_for_is_there),
        cmocka_unit_test(text_has_a_nul_that_is_not_counted),
        cmocka_unit_test(bytes_are_taken_from_the_front),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
