#include "daemon/outbox.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

static unsigned char
byte_at(size_t i)
{
    return (unsigned char)(i * 31 + i / 251);
}

/* Megabytes through a socket that takes them in parts, in order. */
static void
all_bytes_arrive_in_order(void **state)
{
    enum { TOTAL = 3000000, PIECE = 7000 };
    struct outbox out = {0};
    size_t put = 0, got = 0, taken;
    unsigned blocked = 0;
    int ends[2];

    (void)state;
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
    while (got < TOTAL) {
        unsigned char bytes[PIECE * 3];
        ssize_t n;

        for (size_t i = 0; i < PIECE && put < TOTAL; i++, put++)
            buf_put_byte(outbox_end(&out), (char)byte_at(put));
        blocked += outbox_flush(&out, ends[0], &taken) == OUTBOX_WAITING;
        n = recv(ends[1], bytes, put < TOTAL ? PIECE / 2 : sizeof bytes,
                 MSG_DONTWAIT);
        assert_true(n > 0);
        for (ssize_t i = 0; i < n; i++, got++)
            assert_int_equal(bytes[i], byte_at(got));
    }
    assert_true(blocked > 0);
    assert_int_equal(outbox_waiting(&out), 0);
    assert_true(out.bytes.room <= 16 * 1024);
    outbox_deinit(&out);
    close(ends[0]);
    close(ends[1]);
}

/* No signal, though nobody ignores SIGPIPE here. */
static void
closed_peer_is_broken(void **state)
{
    struct outbox out = {0};
    size_t taken;
    int ends[2];

    (void)state;
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
    close(ends[1]);
    buf_put_text(outbox_end(&out), "anybody?");
    assert_int_equal(outbox_flush(&out, ends[0], &taken), OUTBOX_BROKEN);
    assert_int_equal(taken, 0);
    outbox_deinit(&out);
    close(ends[0]);
}

static void
empty_one_writes_nothing(void **state)
{
    struct outbox out = {0};
    size_t taken = 1;

    (void)state;
    assert_int_equal(outbox_flush(&out, -1, &taken), OUTBOX_EMPTY);
    assert_int_equal(taken, 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_bytes_arrive_in_order),
        cmocka_unit_test(closed_peer_is_broken),
        cmocka_unit_test(empty_one_writes_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
