#include "daemon/peer.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

/* The peer of a connection over loopback, as the side that accepts sees it. */
static bool
read_over_tcp(struct peer *out, const struct sockaddr *address, socklen_t size)
{
    struct sockaddr_storage bound;
    socklen_t bound_size = sizeof bound;
    int door = socket(address->sa_family, SOCK_STREAM, 0);
    int client = socket(address->sa_family, SOCK_STREAM, 0);
    int taken;

    if (door < 0 || bind(door, address, size) < 0) {
        close(door);
        close(client);
        return false;
    }
    assert_int_equal(listen(door, 1), 0);
    assert_int_equal(getsockname(door, (struct sockaddr *)&bound, &bound_size),
                     0);
    assert_int_equal(connect(client, (struct sockaddr *)&bound, bound_size), 0);
    taken = accept(door, NULL, NULL);
    peer_read(out, taken);
    close(taken);
    close(client);
    close(door);
    return true;
}

static void
user_at_the_other_end(void **state)
{
    struct peer peer;
    char text[PEER_TEXT_MAX];
    int ends[2];

    (void)state;
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
    close(ends[1]); /* it is told though it has gone */
    peer_read(&peer, ends[0]);
    assert_int_equal(peer.kind, PEER_USER);
    assert_int_equal(peer.uid, geteuid());
    assert_int_equal(peer.gid, getegid());
    assert_int_equal(peer.pid, getpid());
    peer_format(&peer, text);
    assert_int_equal(strncmp(text, "user ", 5), 0);
    assert_non_null(strstr(text, "(process "));
    close(ends[0]);
}

static void
address_at_the_other_end(void **state)
{
    struct sockaddr_in four = {.sin_family = AF_INET,
                               .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    struct sockaddr_in6 six = {.sin6_family = AF_INET6,
                               .sin6_addr = IN6ADDR_LOOPBACK_INIT};
    struct peer peer;
    char text[PEER_TEXT_MAX];

    (void)state;
    assert_true(read_over_tcp(&peer, (struct sockaddr *)&four, sizeof four));
    assert_int_equal(peer.kind, PEER_ADDRESS);
    assert_int_equal(peer.uid, (uid_t)-1);
    peer_format(&peer, text);
    assert_string_equal(text, "127.0.0.1");
    if (!read_over_tcp(&peer, (struct sockaddr *)&six, sizeof six))
        return; /* no IPv6 here */
    peer_format(&peer, text);
    assert_string_equal(text, "::1");
}

static void
keys_tell_peers_apart(void **state)
{
    static const struct peer peers[] = {
        {.kind = PEER_USER, .uid = 0},
        {.kind = PEER_USER, .uid = (uid_t)-1},
        {.kind = PEER_USER, .uid = 0x7f000001},
        {.kind = PEER_ADDRESS,
         .net = {[10] = 0xff, [11] = 0xff, [12] = 127, [15] = 1}},
        {.kind = PEER_ADDRESS,
         .net = {[10] = 0xff, [11] = 0xff, [12] = 127, [15] = 2}},
        {.kind = PEER_ADDRESS, .net = {[15] = 1}}, /* ::1 */
        {.kind = PEER_ADDRESS, .net = {0x20, 1, 0xd, 0xb8}},
        {.kind = PEER_ADDRESS, .net = {0x20, 1, 0xd, 0xb8, [7] = 1}},
    };
    const size_t count = sizeof peers / sizeof *peers;
    struct peer again = {.kind = PEER_USER, .uid = 0, .pid = 77};

    (void)state;
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < count; j++)
            assert_int_equal(peer_key(&peers[i]) == peer_key(&peers[j]),
                             i == j);
    assert_true(peer_key(&again) == peer_key(&peers[0]));
}

static void
network_of_ipv6_is_one_peer(void **state)
{
    const struct peer peer = {
        .kind = PEER_ADDRESS, .uid = (uid_t)-1, .net = {0x20, 1, 0xd, 0xb8}};
    char text[PEER_TEXT_MAX];

    (void)state;
    peer_format(&peer, text);
    assert_string_equal(text, "2001:db8::/64");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(user_at_the_other_end),
        cmocka_unit_test(address_at_the_other_end),
        cmocka_unit_test(keys_tell_peers_apart),
        cmocka_unit_test(network_of_ipv6_is_one_peer),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
