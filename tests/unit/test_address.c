#include "lib/base/address.h"

#include "lib/base/cleanup.h"

#include <arpa/inet.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

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

static void
unix_paths_are_taken_as_they_are(void **state)
{
    struct error err;
    struct address address = {.path = NULL};
    char longest[200] = "unix:";

    assert_int_equal(address_parse(&address, "unix:/a:b", *state, &err),
                     STATUS_OK);
    assert_int_equal(address.kind, ADDRESS_UNIX);
    assert_string_equal(address.path, "/a:b");
    assert_string_equal(address.text, "unix:/a:b");
    memset(longest + 5, 'x', ADDRESS_PATH_MAX);
    assert_int_equal(address_parse(&address, longest, *state, &err), STATUS_OK);
    assert_int_equal(strlen(address.path), 107);
    longest[5 + ADDRESS_PATH_MAX] = 'x';
    assert_int_equal(address_parse(&address, longest, *state, &err),
                     STATUS_BAD_REQUEST);
    assert_non_null(strstr(err.text, "has 108 bytes; the system allows 107"));
}

static void
tcp_is_cut_into_host_and_port(void **state)
{
    static const struct {
        const char *text, *host, *port;
    } rows[] = {
        {"tcp:127.0.0.1:8059", "127.0.0.1", "8059"},
        {"tcp:localhost:0", "localhost", "0"},
        {"tcp:[::1]:65535", "::1", "65535"},
        {"tcp:[fe80::1%eth0]:1", "fe80::1%eth0", "1"},
    };

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct error err;
        struct address address;

        assert_int_equal(address_parse(&address, rows[i].text, *state, &err),
                         STATUS_OK);
        assert_int_equal(address.kind, ADDRESS_TCP);
        assert_string_equal(address.text, rows[i].text);
        assert_string_equal(address.host, rows[i].host);
        assert_string_equal(address.port, rows[i].port);
    }
}

static void
what_is_no_address_is_told_the_repair(void **state)
{
    static const struct {
        const char *text, *says;
    } rows[] = {
        {"", "unix:PATH or tcp:HOST:PORT"},
        {"/a/b", "unix:PATH or tcp:HOST:PORT"},
        {"127.0.0.1:80", "unix:PATH or tcp:HOST:PORT"},
        {"unix:", "needs the path"},
        {"tcp:", "ends in no port"},
        {"tcp:localhost", "ends in no port"},
        {"tcp:localhost:", "ends in no port"},
        {"tcp:localhost:http", "ends in no port"},
        {"tcp:localhost:65536", "ends in no port"},
        {"tcp:localhost:-1", "ends in no port"},
        {"tcp:localhost:000080", "ends in no port"},
        {"tcp::80", "names no host"},
        {"tcp:::1:80", "stands in brackets"},
        {"tcp:[]:80", "is tcp:[::1]:8059"},
        {"tcp:[::1:80", "is tcp:[::1]:8059"},
    };

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct error err = {.text = ""};
        struct address address = {.text = NULL};

        assert_int_equal(address_parse(&address, rows[i].text, *state, &err),
                         STATUS_BAD_REQUEST);
        assert_non_null(strstr(err.text, rows[i].says));
        assert_null(address.text);
    }
}

static void
numbers_are_resolved_without_asking_anybody(void **state)
{
    struct error err;
    struct address address;
    struct addrinfo *found;
    const struct sockaddr_in *in;

    assert_int_equal(
        address_parse(&address, "tcp:127.0.0.1:8059", *state, &err), STATUS_OK);
    assert_int_equal(address_resolve(&found, &address, &err), STATUS_OK);
    in = (const void *)found->ai_addr;
    assert_int_equal(in->sin_family, AF_INET);
    assert_int_equal(ntohs(in->sin_port), 8059);
    freeaddrinfo(found);
    address.host = (char[]){"no host"};
    assert_int_equal(address_resolve(&found, &address, &err), STATUS_NOT_FOUND);
    assert_non_null(strstr(err.text, "tcp:127.0.0.1:8059: "));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(unix_paths_are_taken_as_they_are),
        TEST(tcp_is_cut_into_host_and_port),
        TEST(what_is_no_address_is_told_the_repair),
        TEST(numbers_are_resolved_without_asking_anybody),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
