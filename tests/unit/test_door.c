/* With real connections over socketpairs; the log goes nowhere. */
#include "daemon/door.h"

#include "lib/base/file.h"
#include "lib/base/log.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

#define TOKEN "0123456789abcdef+/0123456789abcdef"

enum { STRANGER = 4242424, ENDS = 8 };

static const struct peer user = {
    .kind = PEER_USER, .uid = STRANGER, .gid = STRANGER};
static const struct peer address = {
    .kind = PEER_ADDRESS,
    .uid = (uid_t)-1,
    .net = {[10] = 0xff, [11] = 0xff, [12] = 192, [14] = 2, [15] = 1}};

struct fixture {
    struct event_base *base;
    struct limits limits;
    struct allow allow;
    struct login login;
    struct conns conns;
    struct door door;
    int ends[ENDS];
    size_t count;
};

static void
ignore_gone(void *ctx, struct conn *conn)
{
    (void)ctx;
    (void)conn;
}

static struct conn *
come_in(struct fixture *fixture, const struct peer *peer)
{
    static const struct conn_owner owner = {.on_gone = ignore_gone};
    struct conn *conn;
    int ends[2];

    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
    fixture->ends[fixture->count++] = ends[1];
    conn = conn_new(fixture->base, ends[0], &fixture->limits, &owner);
    conn->peer = *peer;
    conns_put(&fixture->conns, conn);
    return conn;
}

static int
read_token(struct login *login)
{
    char path[] = "/tmp/clause-door-XXXXXX";
    int fd = mkstemp(path); /* mode 0600 */
    enum status status;

    if (fd < 0 || write(fd, TOKEN "\n", sizeof TOKEN) != sizeof TOKEN)
        return -1;
    close(fd);
    status = login_init(login, path, NULL);
    unlink(path);
    return status != STATUS_OK;
}

static int
setup(void **state)
{
    static struct fixture fixture;

    fixture = (struct fixture){.base = event_base_new()};
    limits_init(&fixture.limits);
    fixture.limits.values[LIMIT_CONNECTIONS] = 4;
    fixture.limits.values[LIMIT_PER_PEER] = 2;
    conns_init(&fixture.conns, 4);
    fixture.door = (struct door){.limits = &fixture.limits,
                                 .allow = &fixture.allow,
                                 .login = &fixture.login};
    *state = &fixture;
    return fixture.base == NULL || read_token(&fixture.login) != 0;
}

static int
teardown(void **state)
{
    struct fixture *fixture = *state;

    conns_deinit(&fixture->conns);
    for (size_t i = 0; i < fixture->count; i++)
        close(fixture->ends[i]);
    event_base_free(fixture->base);
    return 0;
}

/* REPLY_CODE_COUNT: it opens. */
static enum reply_code
verdict(struct fixture *fixture, const struct peer *peer,
        struct reply_error *error)
{
    int ends[2];
    bool opens;

    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
    opens = door_opens(&fixture->door, &fixture->conns, peer, ends[0], error);
    close(ends[0]);
    close(ends[1]);
    return opens ? REPLY_CODE_COUNT : error->code;
}

static void
users_who_are_not_named_stay_out(void **state)
{
    struct fixture *fixture = *state;
    struct reply_error error;

    assert_int_equal(verdict(fixture, &user, &error), REPLY_CODE_COUNT);
    fixture->allow = (struct allow){.users = {STRANGER + 1}, .user_count = 1};
    assert_int_equal(verdict(fixture, &user, &error), REPLY_FORBIDDEN);
    assert_string_equal(error.message, "user 4242424 may not ask this service");
    assert_int_equal(verdict(fixture, &address, &error), REPLY_CODE_COUNT);
    fixture->allow.users[0] = STRANGER;
    assert_int_equal(verdict(fixture, &user, &error), REPLY_CODE_COUNT);
}

/* Who may not ask is not told whether there is room. */
static void
forbidden_comes_before_full(void **state)
{
    struct fixture *fixture = *state;
    struct reply_error error;

    fixture->allow = (struct allow){.users = {STRANGER + 1}, .user_count = 1};
    fixture->limits.values[LIMIT_CONNECTIONS] = 0;
    assert_int_equal(verdict(fixture, &user, &error), REPLY_FORBIDDEN);
}

static void
assert_busy(const struct reply_error *error, const char *sentence)
{
    assert_string_equal(error->message, sentence);
    assert_int_equal(error->data_count, 1);
    assert_string_equal(error->data[0].key, "retry_after_ms");
    assert_true(error->data[0].number > 0);
}

static void
there_is_room_for_so_many(void **state)
{
    struct fixture *fixture = *state;
    struct reply_error error;
    struct conn *last = NULL;

    for (uid_t uid = 1; uid <= 4; uid++) {
        const struct peer peer = {.kind = PEER_USER, .uid = uid};

        assert_int_equal(verdict(fixture, &user, &error), REPLY_CODE_COUNT);
        last = come_in(fixture, &peer);
    }
    assert_int_equal(verdict(fixture, &user, &error), REPLY_OVERLOADED);
    assert_busy(&error, "too many connections");
    conns_remove(&fixture->conns, last);
    assert_int_equal(verdict(fixture, &user, &error), REPLY_CODE_COUNT);
}

static void
each_has_room_for_some(void **state)
{
    struct fixture *fixture = *state;
    struct reply_error error;

    for (int i = 0; i < 2; i++) {
        assert_int_equal(verdict(fixture, &user, &error), REPLY_CODE_COUNT);
        come_in(fixture, &user);
    }
    assert_int_equal(verdict(fixture, &user, &error), REPLY_OVERLOADED);
    assert_busy(&error, "too many connections of one user");
    assert_int_equal(verdict(fixture, &address, &error), REPLY_CODE_COUNT);
    come_in(fixture, &address);
    fixture->limits.values[LIMIT_PER_PEER] = 1;
    assert_int_equal(verdict(fixture, &address, &error), REPLY_OVERLOADED);
    assert_busy(&error, "too many connections of one address");
}

static void
only_addresses_show_a_token(void **state)
{
    struct fixture *fixture = *state;

    assert_true(door_asks_token(&fixture->door, &address));
    assert_false(door_asks_token(&fixture->door, &user));
    fixture->login.wanted = false;
    assert_false(door_asks_token(&fixture->door, &address));
}

static const struct line_case {
    const char *line;
    bool is_let_in;
    const char *answer; /* a part of it */
} line_cases[] = {
    {"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"hello\",\"params\":{"
     "\"token\":\"" TOKEN "\"}}",
     true, NULL},
    {"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"hello\",\"params\":{"
     "\"token\":\"another\"}}",
     false, "\"id\":1"},
    {"{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"hello\"}", false, "\"id\":2"},
    {"{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"ping\"}", false, "\"id\":3"},
    {"{\"jsonrpc\":\"2.0\",\"method\":\"hello\",\"params\":{"
     "\"token\":\"another\"}}",
     false, "\"id\":null"},
    {"no JSON", false, "parse_error"},
    {"", false, "parse_error"},
};

static void
the_first_line_shows_the_token_or_is_the_last(void **state)
{
    struct fixture *fixture = *state;

    fixture->limits.values[LIMIT_CONNECTIONS] = ENDS;
    conns_deinit(&fixture->conns);
    conns_init(&fixture->conns, ENDS);
    for (size_t i = 0; i < sizeof line_cases / sizeof *line_cases; i++) {
        const struct line_case *row = &line_cases[i];
        struct conn *conn = come_in(fixture, &address);
        struct buf out = {0};

        conn_expect_login(conn);
        assert_int_equal(
            door_admit(&fixture->door, conn, row->line, strlen(row->line)),
            row->is_let_in);
        assert_int_equal(conn->state,
                         row->is_let_in ? CONN_OPEN : CONN_LAST_REPLY);
        assert_int_equal(conn->stranger_since_ms == 0, row->is_let_in);
        buf_put(&out, outbox_end(&conn->out)->data, outbox_waiting(&conn->out));
        if (row->answer == NULL)
            assert_int_equal(out.len, 0);
        else
            assert_non_null(strstr(buf_text(&out), row->answer));
        assert_null(strstr(buf_text(&out), TOKEN));
        buf_deinit(&out);
    }
}

/* Of each kind one in a minute, however many come. */
static void
trouble_is_logged_seldom(void **state)
{
    struct fixture *fixture = *state;
    struct conn *conn = come_in(fixture, &address);
    struct reply_error error;
    int64_t foreign_ms;

    assert_int_equal(fixture->door.foreign.next_ms, 0);
    door_note_foreign(&fixture->door, conn);
    foreign_ms = fixture->door.foreign.next_ms;
    assert_true(foreign_ms > 0);
    door_note_foreign(&fixture->door, conn);
    assert_int_equal(fixture->door.foreign.next_ms, foreign_ms);
    assert_int_equal(fixture->door.forbidden.next_ms, 0);
    fixture->allow = (struct allow){.users = {STRANGER + 1}, .user_count = 1};
    verdict(fixture, &user, &error);
    assert_true(fixture->door.forbidden.next_ms > 0);
    assert_int_equal(fixture->door.unauthenticated.next_ms, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(users_who_are_not_named_stay_out),
        TEST(forbidden_comes_before_full),
        TEST(there_is_room_for_so_many),
        TEST(each_has_room_for_some),
        TEST(only_addresses_show_a_token),
        TEST(the_first_line_shows_the_token_or_is_the_last),
        TEST(trouble_is_logged_seldom),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
