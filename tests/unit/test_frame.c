#include "lib/wire/frame.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

struct ends {
    int out, in;
};

static int
set_up(void **state)
{
    static struct ends ends;
    int pair[2];

    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0)
        return -1;
    ends = (struct ends){pair[0], pair[1]};
    *state = &ends;
    return 0;
}

static int
tear_down(void **state)
{
    struct ends *ends = *state;

    if (ends->out >= 0)
        close(ends->out);
    close(ends->in);
    return 0;
}

static void
hang_up(struct ends *ends)
{
    close(ends->out);
    ends->out = -1;
}

static void
frames_come_as_they_went(void **state)
{
    struct ends *ends = *state;
    struct buf body = {0};
    struct frame frame;
    struct error err;

    assert_int_equal(frame_write(ends->out, UINT64_MAX,
                                 (struct frame_part){"{}", 2},
                                 (struct frame_part){"line\0", 5}, &err),
                     STATUS_OK);
    assert_int_equal(frame_write(ends->out, 0, (struct frame_part){0},
                                 (struct frame_part){0}, &err),
                     STATUS_OK);
    hang_up(ends);
    assert_int_equal(frame_read(ends->in, &frame, &body, &err), STATUS_OK);
    assert_int_equal(frame.len, 7);
    assert_int_equal(frame.first, 2);
    assert_true(frame.tag == UINT64_MAX);
    assert_int_equal(body.len, 7);
    assert_memory_equal(body.data, "{}line\0", 7);
    assert_int_equal(frame_read(ends->in, &frame, &body, &err), STATUS_OK);
    assert_int_equal(frame.len, 0);
    assert_int_equal(body.len, 0);
    assert_int_equal(frame_read(ends->in, &frame, &body, &err),
                     STATUS_NOT_FOUND);
    buf_deinit(&body);
}

static void
a_stream_that_ends_in_a_frame_is_an_error(void **state)
{
    struct buf whole = {0}, body = {0};
    struct frame frame = {.len = 5, .first = 2, .tag = 9};

    (void)state;
    frame_put_header(&whole, &frame);
    assert_int_equal(whole.len, FRAME_HEADER_SIZE);
    buf_put_text(&whole, "abcde");
    for (size_t len = 1; len < whole.len; len++) {
        void *ends_of = NULL;
        struct ends *ends;
        struct error err;

        assert_int_equal(set_up(&ends_of), 0);
        ends = ends_of;
        assert_int_equal(write(ends->out, whole.data, len), (ssize_t)len);
        hang_up(ends);
        assert_int_equal(frame_read(ends->in, &frame, &body, &err), STATUS_IO);
        assert_string_equal(err.text, "the stream ended in a frame");
        tear_down(&ends_of);
    }
    buf_deinit(&whole);
    buf_deinit(&body);
}

static const struct header_case {
    struct frame frame;
    bool good;
} header_cases[] = {
    {{.len = 0, .first = 0}, true},
    {{.len = FRAME_BODY_MAX, .first = 0}, true},
    {{.len = FRAME_BODY_MAX, .first = FRAME_BODY_MAX}, true},
    {{.len = FRAME_BODY_MAX + 1, .first = 0}, false},
    {{.len = UINT32_MAX, .first = UINT32_MAX}, false},
    {{.len = 4, .first = 5}, false},
};

static void
headers_that_lie_are_refused(void **state)
{
    struct ends *ends = *state;
    struct buf bytes = {0}, body = {0};
    struct error err;

    for (size_t i = 0; i < sizeof header_cases / sizeof *header_cases; i++) {
        struct frame out = {.len = 77};

        buf_clear(&bytes);
        frame_put_header(&bytes, &header_cases[i].frame);
        assert_int_equal(frame_get_header(&out, bytes.data),
                         header_cases[i].good);
        assert_int_equal(out.len,
                         header_cases[i].good ? header_cases[i].frame.len : 77);
    }
    /* the last of them, as a stream: nothing is allocated, nothing awaited */
    assert_int_equal(write(ends->out, bytes.data, bytes.len),
                     FRAME_HEADER_SIZE);
    assert_int_equal(frame_read(ends->in, &(struct frame){0}, &body, &err),
                     STATUS_IO);
    assert_string_equal(err.text, "what came is no frame");
    buf_deinit(&bytes);
    buf_deinit(&body);
}

static void
the_body_before_is_gone(void **state)
{
    struct ends *ends = *state;
    struct buf body = {0};
    struct frame frame;

    for (int i = 0; i < 2; i++)
        assert_int_equal(frame_write(ends->out, 1, (struct frame_part){"a", 1},
                                     i == 0 ? (struct frame_part){"long", 4}
                                            : (struct frame_part){"s", 1},
                                     NULL),
                         STATUS_OK);
    assert_int_equal(frame_read(ends->in, &frame, &body, NULL), STATUS_OK);
    assert_int_equal(frame_read(ends->in, &frame, &body, NULL), STATUS_OK);
    assert_string_equal(buf_text(&body), "as");
    buf_deinit(&body);
}

static const struct word_case {
    struct frame_part first, rest;
    bool is_back;
} word_cases[] = {
    {{FRAME_BACK, 4}, {0}, true},  {{FRAME_BACK, 4}, {"a reply\n", 8}, false},
    {{FRAME_BACK, 3}, {0}, false}, {{"bulk", 4}, {0}, false},
    {{0}, {FRAME_BACK, 4}, false}, {{0}, {0}, false},
};

static void
one_word_gives_a_request_back(void **state)
{
    struct ends *ends = *state;
    struct buf body = {0};
    struct frame frame;

    for (size_t i = 0; i < sizeof word_cases / sizeof *word_cases; i++) {
        assert_int_equal(frame_write(ends->out, i, word_cases[i].first,
                                     word_cases[i].rest, NULL),
                         STATUS_OK);
        assert_int_equal(frame_read(ends->in, &frame, &body, NULL), STATUS_OK);
        assert_int_equal(frame_is_back(&frame, body.data),
                         word_cases[i].is_back);
    }
    buf_deinit(&body);
}

#define OVER_A_SOCKET(test)                                                    \
    cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        OVER_A_SOCKET(frames_come_as_they_went),
        cmocka_unit_test(a_stream_that_ends_in_a_frame_is_an_error),
        OVER_A_SOCKET(headers_that_lie_are_refused),
        OVER_A_SOCKET(the_body_before_is_gone),
        OVER_A_SOCKET(one_word_gives_a_request_back),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
