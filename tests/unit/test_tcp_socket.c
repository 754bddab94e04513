#include "daemon/tcp_socket.h"

#include "lib/base/cleanup.h"
#include "lib/base/file.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

static int
setup(void **state)
{
    *state = arena_new();
    return 0;
}

static int
teardown(void **state)
{
    arena_free(*state);
    return 0;
}

static enum status
check(struct arena *arena, const char *text, bool everywhere)
{
    struct address address;
    struct error err;

    assert_int_equal(address_parse(&address, text, arena, &err), STATUS_OK);
    return tcp_socket_check(&address, everywhere, &err);
}

static void
loopback_is_told_from_the_rest(void **state)
{
    static const char *const near[] = {"tcp:127.0.0.1:1", "tcp:127.9.8.7:1",
                                       "tcp:127.255.255.254:1", "tcp:[::1]:1"};
    static const char *const far[] = {"tcp:0.0.0.0:1",
                                      "tcp:126.255.255.255:1",
                                      "tcp:128.0.0.1:1",
                                      "tcp:[::]:1",
                                      "tcp:[::2]:1",
                                      "tcp:[fe80::1]:1",
                                      "tcp:[::ffff:127.0.0.1]:1"};

    for (size_t i = 0; i < COUNT_OF(near); i++)
        assert_int_equal(check(*state, near[i], false), STATUS_OK);
    for (size_t i = 0; i < COUNT_OF(far); i++) {
        assert_int_equal(check(*state, far[i], false), STATUS_BAD_REQUEST);
        assert_int_equal(check(*state, far[i], true), STATUS_OK);
    }
}

static int
option_of(int fd, int level, int name)
{
    int value = -1;
    socklen_t size = sizeof value;

    assert_int_equal(getsockopt(fd, level, name, &value, &size), 0);
    return value;
}

static void
what_is_accepted_is_tuned(void **state)
{
    struct sockaddr_storage bound;
    socklen_t size = sizeof bound;
    char text[TCP_SOCKET_TEXT_MAX];
    struct address address;
    struct error err;
    int door, client, taken;

    assert_int_equal(address_parse(&address, "tcp:127.0.0.1:0", *state, &err),
                     STATUS_OK);
    assert_int_equal(tcp_socket_open(&door, text, &address, false, 4, &err),
                     STATUS_OK);
    assert_int_equal(strncmp(text, "tcp:127.0.0.1:", 14), 0);
    assert_true(atoi(text + 14) > 0);
    assert_true((fcntl(door, F_GETFD) & FD_CLOEXEC) != 0);
    assert_true((fcntl(door, F_GETFL) & O_NONBLOCK) != 0);
    assert_int_equal(getsockname(door, (struct sockaddr *)&bound, &size), 0);
    client = socket(AF_INET, SOCK_STREAM, 0);
    assert_int_equal(connect(client, (struct sockaddr *)&bound, size), 0);
    taken = accept(door, NULL, NULL);
    assert_true(taken >= 0);
    assert_true(option_of(taken, IPPROTO_TCP, TCP_NODELAY) != 0);
    assert_true(option_of(taken, SOL_SOCKET, SO_KEEPALIVE) != 0);
    assert_int_equal(option_of(taken, IPPROTO_TCP, TCP_KEEPIDLE), 60);
    file_closep(&taken);
    file_closep(&client);
    file_closep(&door);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(loopback_is_told_from_the_rest, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(what_is_accepted_is_tuned, setup,
                                        teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
