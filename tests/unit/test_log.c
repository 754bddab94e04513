#include "lib/base/log.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { SHOWN_MAX = 8192 };

static char shown[SHOWN_MAX];

/* What standard error gets while the call runs, in `shown`. */
#define SHOWN_BY(call)                                                         \
    do {                                                                       \
        int pipe_[2], kept_ = dup(STDERR_FILENO);                              \
        ssize_t got_;                                                          \
        assert_int_equal(pipe2(pipe_, O_NONBLOCK), 0);                         \
        dup2(pipe_[1], STDERR_FILENO);                                         \
        call;                                                                  \
        dup2(kept_, STDERR_FILENO);                                            \
        got_ = read(pipe_[0], shown, sizeof shown - 1);                        \
        shown[got_ < 0 ? 0 : got_] = '\0';                                     \
        close(kept_);                                                          \
        close(pipe_[0]);                                                       \
        close(pipe_[1]);                                                       \
    } while (0)

static void
lines_name_program_and_level(void **state)
{
    (void)state;
    log_init("claused", LOG_DEBUG);
    SHOWN_BY(log_line(LOG_ERROR, "it %s", "broke"));
    assert_string_equal(shown, "claused: error: it broke\n");
    SHOWN_BY(log_line(LOG_WARNING, "x"));
    assert_string_equal(shown, "claused: warning: x\n");
    SHOWN_BY(log_line(LOG_INFO, "x"));
    assert_string_equal(shown, "claused: x\n");
    SHOWN_BY(log_line(LOG_DEBUG, "x"));
    assert_string_equal(shown, "claused: debug: x\n");
}

static void
less_urgent_lines_are_left_out(void **state)
{
    (void)state;
    log_init("claused", LOG_WARNING);
    SHOWN_BY(log_line(LOG_INFO, "x"));
    assert_string_equal(shown, "");
    SHOWN_BY(log_line(LOG_WARNING, "x"));
    assert_string_equal(shown, "claused: warning: x\n");
}

static void
no_client_writes_lines_or_codes_of_its_own(void **state)
{
    (void)state;
    log_init("claused", LOG_INFO);
    SHOWN_BY(log_line(LOG_INFO, "%s", "a\nclaused: error: b\x1b[2J\x7f\t\r"));
    assert_string_equal(
        shown, "claused: a\\x0Aclaused: error: b\\x1B[2J\\x7F\\x09\\x0D\n");
    SHOWN_BY(log_line(LOG_INFO, "%s", "\xc3\xa9 \xe2\x80\x91 \xc2\xa0"));
    assert_string_equal(shown, "claused: \xc3\xa9 \xe2\x80\x91 \xc2\xa0\n");
    SHOWN_BY(log_line(LOG_INFO, "%s",
                      "\x9b"
                      "2J \xc2\x9b"
                      "2J"));
    assert_string_equal(shown, "claused: \\x9B2J \xc2\\x9B2J\n");
}

static void
a_line_stays_one_line_however_long(void **state)
{
    char text[5000];

    (void)state;
    log_init("claused", LOG_INFO);
    memset(text, '\n', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    SHOWN_BY(log_line(LOG_INFO, "%s", text));
    assert_true(strlen(shown) > 100);
    assert_true(strlen(shown) < 1200);
    assert_ptr_equal(strchr(shown, '\n'), shown + strlen(shown) - 1);
    log_init(text + 1000, LOG_INFO); /* a long program name too */
    SHOWN_BY(log_line(LOG_INFO, "%s", text));
    assert_true(strlen(shown) < 1200);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_name_program_and_level),
        cmocka_unit_test(less_urgent_lines_are_left_out),
        cmocka_unit_test(no_client_writes_lines_or_codes_of_its_own),
        cmocka_unit_test(a_line_stays_one_line_however_long),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
