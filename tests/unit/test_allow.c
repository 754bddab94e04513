#include "daemon/allow.h"

#include <grp.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

enum { STRANGER = 4242424 };

/* A user that is neither root nor us, and in no group of ours. */
static const struct peer stranger = {
    .kind = PEER_USER, .uid = STRANGER, .gid = STRANGER};

static bool
has(const struct allow *allow, const struct peer *peer)
{
    int ends[2];
    bool has;

    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
    has = allow_has(allow, peer, ends[0]);
    close(ends[0]);
    close(ends[1]);
    return has;
}

static void
everybody_when_nobody_is_named(void **state)
{
    struct allow allow = {.user_count = 0};

    (void)state;
    assert_true(has(&allow, &stranger));
}

static void
own_user_and_root_always(void **state)
{
    const struct peer own = {.kind = PEER_USER, .uid = geteuid()};
    const struct peer root = {.kind = PEER_USER, .uid = 0};
    struct allow allow = {.users = {STRANGER + 1}, .user_count = 1};

    (void)state;
    assert_true(has(&allow, &own));
    assert_true(has(&allow, &root));
    assert_false(has(&allow, &stranger));
}

static void
users_and_groups_that_are_named(void **state)
{
    struct opt_list given = {{"0", "4242424", "@4242425"}, 3};
    struct peer member = {
        .kind = PEER_USER, .uid = STRANGER + 7, .gid = STRANGER + 1};
    struct allow allow;

    (void)state;
    assert_int_equal(allow_init(&allow, &given, NULL), STATUS_OK);
    assert_true(has(&allow, &stranger));
    assert_true(has(&allow, &member));
    member.gid = STRANGER;
    assert_false(has(&allow, &member));
}

/* The groups are those of the process at the other end: ours, here. */
static void
groups_beside_the_first_count_too(void **state)
{
    gid_t groups[64];
    int count = getgroups(64, groups);
    const struct peer member = {
        .kind = PEER_USER, .uid = STRANGER, .gid = STRANGER};
    struct allow allow = {.group_count = 1};

    (void)state;
    if (count < 1)
        skip();
    allow.groups[0] = groups[count - 1];
    assert_true(has(&allow, &member));
    allow.groups[0] = STRANGER + 9;
    assert_false(has(&allow, &member));
}

static void
names_are_looked_up(void **state)
{
    struct opt_list given = {{"root", "@root"}, 2};
    struct error err;
    struct allow allow;
    gid_t group;

    (void)state;
    assert_int_equal(allow_init(&allow, &given, &err), STATUS_OK);
    assert_int_equal(allow.users[0], 0);
    assert_int_equal(allow.groups[0], 0);
    assert_int_equal(allow_find_group(&group, "root", &err), STATUS_OK);
    assert_int_equal(group, 0);
}

static void
names_that_are_none_are_refused(void **state)
{
    static const char *const names[] = {
        "no-such-user",        "@no-such-group", "", "@", "-1",
        "4294967295", /* "nobody" to chown */
        "99999999999999999999"};

    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct opt_list given = {{names[i]}, 1};
        struct error err;
        struct allow allow = {.user_count = 77};

        assert_int_equal(allow_init(&allow, &given, &err), STATUS_BAD_REQUEST);
        assert_non_null(strstr(err.text, "--allow: there is no "));
        assert_int_equal(allow.user_count, 77);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everybody_when_nobody_is_named),
        cmocka_unit_test(own_user_and_root_always),
        cmocka_unit_test(users_and_groups_that_are_named),
        cmocka_unit_test(groups_beside_the_first_count_too),
        cmocka_unit_test(names_are_looked_up),
        cmocka_unit_test(names_that_are_none_are_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
