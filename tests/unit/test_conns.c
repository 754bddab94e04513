#include "daemon/conns.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

struct fixture {
    struct event_base *base;
    struct limits limits;
    struct conns conns;
    int peers[4];
    size_t count;
};

static void
ignore_gone(void *ctx, struct conn *conn)
{
    (void)ctx;
    (void)conn;
}

static struct conn *
add(struct fixture *fixture, uid_t uid)
{
    static const struct conn_owner owner = {.on_gone = ignore_gone};
    struct conn *conn;
    int ends[2];

    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
    fixture->peers[fixture->count++] = ends[1];
    conn = conn_new(fixture->base, ends[0], &fixture->limits, &owner);
    conn->peer = (struct peer){.kind = PEER_USER, .uid = uid};
    conns_put(&fixture->conns, conn);
    return conn;
}

static int
setup(void **state)
{
    static struct fixture fixture;

    fixture = (struct fixture){.base = event_base_new()};
    limits_init(&fixture.limits);
    conns_init(&fixture.conns, 2);
    *state = &fixture;
    return fixture.base == NULL;
}

static int
teardown(void **state)
{
    struct fixture *fixture = *state;

    conns_deinit(&fixture->conns);
    for (size_t i = 0; i < fixture->count; i++)
        close(fixture->peers[i]);
    event_base_free(fixture->base);
    return 0;
}

static void
handle_of_one_that_left_finds_nobody(void **state)
{
    struct fixture *fixture = *state;
    struct conn *first = add(fixture, 1), *second = add(fixture, 1), *third;
    uint64_t handle = first->handle;

    assert_ptr_equal(conns_find(&fixture->conns, handle), first);
    assert_ptr_equal(conns_find(&fixture->conns, second->handle), second);
    conns_remove(&fixture->conns, first);
    assert_null(conns_find(&fixture->conns, handle));
    third = add(fixture, 1); /* takes the place */
    assert_int_equal((uint32_t)third->handle, (uint32_t)handle);
    assert_null(conns_find(&fixture->conns, handle));
    assert_ptr_equal(conns_find(&fixture->conns, third->handle), third);
    conns_sweep(&fixture->conns);
    assert_ptr_equal(conns_find(&fixture->conns, second->handle), second);
}

static void
counts_are_kept_per_user(void **state)
{
    struct fixture *fixture = *state;
    struct conn *first = add(fixture, 7);

    add(fixture, 8);
    assert_int_equal(fixture->conns.count, 2);
    assert_int_equal(conns_count_of(&fixture->conns, 7), 1);
    assert_int_equal(conns_count_of(&fixture->conns, 9), 0);
    conns_remove(&fixture->conns, first);
    assert_int_equal(conns_count_of(&fixture->conns, 7), 0);
    assert_int_equal(fixture->conns.count, 1);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(handle_of_one_that_left_finds_nobody,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(counts_are_kept_per_user, setup,
                                        teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
