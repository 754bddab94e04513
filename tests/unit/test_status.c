#include "lib/base/status.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void
every_status_has_a_name_and_a_sentence(void **state)
{
    (void)state;
    for (int i = 0; i < STATUS_COUNT; i++) {
        const char *name = status_name((enum status)i);

        assert_true(strlen(name) > 1);
        assert_int_equal(strspn(name, "abcdefghijklmnopqrstuvwxyz_"),
                         strlen(name));
        assert_true(strlen(status_sentence((enum status)i)) > 1);
        for (int k = 0; k < i; k++)
            assert_string_not_equal(name, status_name((enum status)k));
    }
    assert_string_equal(status_name(STATUS_OK), "ok");
    assert_string_equal(status_name(STATUS_COUNT), "unknown");
    assert_string_equal(status_sentence(STATUS_COUNT), "unknown");
}

static void
failing_is_one_line(void **state)
{
    struct error err;

    (void)state;
    assert_int_equal(error_set(&err, STATUS_BUSY, "%s is taken by %d", "it", 7),
                     STATUS_BUSY);
    assert_int_equal(err.code, STATUS_BUSY);
    assert_string_equal(err.text, "it is taken by 7");
    errno = ENOENT;
    assert_int_equal(error_errno(&err, STATUS_IO, "opening %s", "x"),
                     STATUS_IO);
    assert_string_equal(err.text, "opening x: No such file or directory");
}

static void
context_goes_before(void **state)
{
    struct error err;

    (void)state;
    error_set(&err, STATUS_STORE, "cut");
    assert_int_equal(error_wrap(&err, "reading %s", "x"), STATUS_STORE);
    assert_int_equal(error_wrap(&err, "index"), STATUS_STORE);
    assert_string_equal(err.text, "index: reading x: cut");
}

static void
nobody_need_listen(void **state)
{
    (void)state;
    assert_int_equal(error_set(NULL, STATUS_BUSY, "x"), STATUS_BUSY);
    assert_int_equal(error_errno(NULL, STATUS_IO, "x"), STATUS_IO);
    assert_int_equal(error_wrap(NULL, "x"), STATUS_BUG);
}

static void
long_texts_are_cut(void **state)
{
    char text[3 * ERROR_TEXT_MAX];
    struct error err;

    (void)state;
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    error_set(&err, STATUS_IO, "%s", text);
    assert_int_equal(strlen(err.text), ERROR_TEXT_MAX - 1);
    errno = EIO;
    error_errno(&err, STATUS_IO, "%s", text);
    assert_int_equal(strlen(err.text), ERROR_TEXT_MAX - 1);
    error_wrap(&err, "%s", text);
    assert_int_equal(strlen(err.text), ERROR_TEXT_MAX - 1);
    error_wrap(&err, "context");
    assert_int_equal(strlen(err.text), ERROR_TEXT_MAX - 1);
    assert_memory_equal(err.text, "context: xx", 11);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_status_has_a_name_and_a_sentence),
        cmocka_unit_test(failing_is_one_line),
        cmocka_unit_test(context_goes_before),
        cmocka_unit_test(nobody_need_listen),
        cmocka_unit_test(long_texts_are_cut),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
