#include "daemon/queue.h"

#include "lib/base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct queue queue;

static int
setup(void **state)
{
    queue_init(&queue);
    *state = &queue;
    return 0;
}

static int
teardown(void **state)
{
    (void)state;
    queue_deinit(&queue);
    return 0;
}

/* A request named by its line, of a connection "client" of a peer. */
static struct job *
job(uint64_t peer, uint64_t client, const char *name)
{
    struct job *job = job_new(name, strlen(name), name, strlen(name));

    job->peer = peer;
    job->client = client;
    job->lane = JOB_WORK;
    return job;
}

static void
put(uint64_t peer, uint64_t client, const char *name)
{
    queue_put(&queue, job(peer, client, name));
}

static struct job *
find(uint64_t client, const char *name)
{
    return queue_find(&queue, client, name, strlen(name));
}

/* Takes all that may be taken and names it: "a1 b1 a2". */
static void
assert_turns(enum job_lane lane, const char *expected)
{
    struct buf names = {0};
    struct job *next;

    while ((next = queue_take(&queue, lane, QUEUE_ANY, NULL)) != NULL) {
        buf_put_text(&names, names.len > 0 ? " " : "");
        buf_put(&names, job_id(next), next->id_len);
        job_free(next);
    }
    assert_string_equal(buf_text(&names), expected);
    buf_deinit(&names);
}

static void
peers_take_turns(void **state)
{
    (void)state;
    put(1, 10, "a1");
    put(1, 10, "a2");
    put(1, 10, "a3");
    put(2, 20, "b1");
    put(3, 30, "c1");
    put(3, 30, "c2");
    assert_int_equal(queue.count, 6);
    assert_turns(JOB_WORK, "a1 b1 c1 a2 c2 a3");
    assert_int_equal(queue.count, 0);
}

/* Many connections are no more turns for their peer, but they are fair
 * among themselves. */
static void
connections_of_a_peer_take_its_turns(void **state)
{
    (void)state;
    put(1, 10, "a1");
    put(1, 10, "a2");
    put(1, 11, "b1");
    put(1, 12, "c1");
    put(2, 20, "x1");
    put(2, 20, "x2");
    assert_turns(JOB_WORK, "a1 x1 b1 x2 c1 a2");
}

static void
one_that_comes_late_waits_for_one_turn_of_each(void **state)
{
    (void)state;
    for (int i = 0; i < 50; i++)
        put(1, 10 + (uint64_t)i % 5, "x");
    job_free(queue_take(&queue, JOB_WORK, QUEUE_ANY, NULL));
    put(2, 20, "y");
    job_free(queue_take(&queue, JOB_WORK, QUEUE_ANY, NULL));
    assert_turns(JOB_WORK, "y x x x x x x x x x x x x x x x x x x x x x x x x "
                           "x x x x x x x x x x x x x x x x x x x x x x x x");
}

/* Every second turn is a fresh connection's, so it does not wait for the
 * whole round; and those of the round go on. */
static void
a_fresh_connection_does_not_wait_for_the_round(void **state)
{
    (void)state;
    for (uint64_t i = 0; i < 15; i++)
        put(1, 10 + i % 5, "x");
    for (int i = 0; i < 5; i++)
        job_free(queue_take(&queue, JOB_WORK, QUEUE_ANY, NULL));
    put(1, 20, "new1");
    put(1, 21, "new2");
    put(1, 20, "again");
    assert_turns(JOB_WORK, "x new1 x new2 x x x x again x x x x");
}

static void
lanes_are_apart(void **state)
{
    struct job *fast = job(1, 10, "f");

    (void)state;
    fast->lane = JOB_FAST;
    put(1, 10, "a1");
    queue_put(&queue, fast);
    put(1, 10, "a2");
    assert_int_equal(queue.lanes[JOB_FAST], 1);
    assert_int_equal(queue.lanes[JOB_WORK], 2);
    assert_turns(JOB_FAST, "f");
    assert_turns(JOB_WORK, "a1 a2");
}

static void
assert_taken(enum queue_taste taste, const struct cost *cost,
             const char *expected)
{
    struct job *taken = queue_take(&queue, JOB_WORK, taste, cost);

    if (expected == NULL) {
        assert_null(taken);
        return;
    }
    assert_non_null(taken);
    assert_int_equal(taken->id_len, strlen(expected));
    assert_memory_equal(job_id(taken), expected, taken->id_len);
    job_free(taken);
}

/* Where only the cheap may, the others are passed over and keep their turn. */
static void
the_cheap_may_be_taken_alone(void **state)
{
    struct cost cost = {.all = {.known = false}};

    (void)state;
    cost_add(&cost, 10, 1, 50);
    cost_add(&cost, 11, 1, 0);
    cost_add(&cost, 20, 2, 50);
    put(1, 10, "dear");
    put(1, 10, "dear too");
    put(2, 20, "other");
    assert_taken(QUEUE_CHEAP, &cost, NULL);
    put(1, 12, "unknown, of a dear peer");
    put(3, 30, "unknown");
    put(1, 11, "cheap");
    assert_taken(QUEUE_CHEAP, &cost, "cheap");
    assert_taken(QUEUE_CHEAP, &cost, NULL);
    assert_turns(JOB_WORK, "dear other unknown unknown, of a dear peer "
                           "dear too");
}

/* The next of the lane is peer 1's and peer 2's in turns, whatever else is
 * taken between two of them. */
static void
assert_alternating(void (*between)(void))
{
    for (int i = 0; i < 20; i++) {
        put(1, 10, "a");
        put(2, 20, "b");
    }
    for (int i = 0; i < 20; i++) {
        between();
        assert_taken(QUEUE_ANY, NULL, "a");
        between();
        assert_taken(QUEUE_ANY, NULL, "b");
    }
}

static void
take_cheap(void)
{
    struct cost cost = {.all = {.known = false}};

    cost_add(&cost, 10, 1, 50);
    cost_add(&cost, 11, 1, 0);
    put(1, 11, "cheap");
    assert_taken(QUEUE_CHEAP, &cost, "cheap");
}

static void
take_fast(void)
{
    struct job *fast = job(1, 10, "fast");

    fast->lane = JOB_FAST;
    queue_put(&queue, fast);
    assert_turns(JOB_FAST, "fast");
}

/* Or who is quick on one connection would never be heard on another. */
static void
what_is_taken_past_the_others_costs_no_turn(void **state)
{
    (void)state;
    assert_alternating(take_cheap);
    assert_alternating(take_fast);
}

static void
the_cheap_take_turns_among_themselves(void **state)
{
    struct cost cost = {.all = {.known = false}};

    (void)state;
    for (uint64_t client = 10; client < 13; client++)
        cost_add(&cost, client, client / 12, 0);
    put(0, 10, "a1");
    put(0, 10, "a2");
    put(0, 10, "a3");
    put(0, 11, "b1");
    put(1, 12, "c1");
    put(1, 12, "c2");
    for (const char *const *next =
             (const char *[]){"a1", "c1", "b1", "c2", "a2", "a3", NULL};
         *next != NULL; next++)
        assert_taken(QUEUE_CHEAP, &cost, *next);
}

/* Else who is not known to be cheap would wait as long as others are. */
static void
the_cheap_do_not_pass_the_next(void **state)
{
    struct cost cost = {.all = {.known = false}};

    (void)state;
    cost_add(&cost, 10, 1, 0);
    put(1, 10, "cheap");
    put(2, 20, "unknown");
    put(1, 10, "cheap too");
    assert_taken(QUEUE_CHEAP_NEXT, &cost, "cheap");
    assert_taken(QUEUE_CHEAP_NEXT, &cost, NULL);
    assert_taken(QUEUE_ANY, &cost, "unknown");
    assert_taken(QUEUE_CHEAP_NEXT, &cost, "cheap too");
}

static void
what_is_put_back_is_next(void **state)
{
    struct job *first;

    (void)state;
    put(1, 10, "a1");
    put(1, 10, "a2");
    put(2, 20, "b1");
    put(2, 21, "c1");
    first = queue_take(&queue, JOB_WORK, QUEUE_ANY, NULL);
    queue_put_back(&queue, first);
    assert_ptr_equal(TAILQ_FIRST(&queue.all), first);
    assert_turns(JOB_WORK, "a1 b1 a2 c1");
}

static void
held_requests_stay_but_for_those_handed_before(void **state)
{
    struct job *again;

    (void)state;
    put(1, 10, "a1");
    put(1, 10, "a2");
    put(1, 11, "b1");
    queue_hold(&queue, 10, true);
    again = queue_remove(&queue, find(10, "a1"));
    again->handed = true;
    queue_put_back(&queue, again);
    assert_turns(JOB_WORK, "a1 b1");
    assert_int_equal(queue.count, 1);
    queue_hold(&queue, 10, false);
    assert_turns(JOB_WORK, "a2");
}

static void
ids_are_those_of_a_connection(void **state)
{
    (void)state;
    put(1, 10, "7");
    put(1, 11, "7");
    assert_non_null(find(10, "7"));
    assert_ptr_not_equal(find(10, "7"), find(11, "7"));
    assert_null(find(12, "7"));
    assert_null(find(10, "77"));
}

static void
assert_victim(uint64_t peer, uint64_t client, const char *expected)
{
    struct job *new = job(peer, client, "new");
    struct job *victim = queue_victim(&queue, new);

    job_free(new);
    if (expected == NULL) {
        assert_null(victim);
        return;
    }
    assert_non_null(victim);
    assert_int_equal(victim->id_len, strlen(expected));
    assert_memory_equal(job_id(victim), expected, victim->id_len);
}

/* Who has most gives way, with its newest; nobody for one that has as many. */
static void
the_largest_gives_way(void **state)
{
    (void)state;
    assert_victim(1, 10, NULL);
    put(1, 10, "a1");
    put(1, 10, "a2");
    put(1, 11, "b1");
    put(2, 20, "x1");
    assert_victim(3, 30, "a2");
    assert_victim(2, 20, "a2");
    assert_victim(1, 10, NULL);
    assert_victim(1, 11, NULL);
    assert_victim(1, 12, "a2");
    put(2, 20, "x2");
    assert_victim(2, 20, NULL);
    assert_victim(2, 21, "x2");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(peers_take_turns, setup, teardown),
        cmocka_unit_test_setup_teardown(connections_of_a_peer_take_its_turns,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(
            one_that_comes_late_waits_for_one_turn_of_each, setup, teardown),
        cmocka_unit_test_setup_teardown(
            a_fresh_connection_does_not_wait_for_the_round, setup, teardown),
        cmocka_unit_test_setup_teardown(lanes_are_apart, setup, teardown),
        cmocka_unit_test_setup_teardown(the_cheap_may_be_taken_alone, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(
            what_is_taken_past_the_others_costs_no_turn, setup, teardown),
        cmocka_unit_test_setup_teardown(the_cheap_take_turns_among_themselves,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(the_cheap_do_not_pass_the_next, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(what_is_put_back_is_next, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(
            held_requests_stay_but_for_those_handed_before, setup, teardown),
        cmocka_unit_test_setup_teardown(ids_are_those_of_a_connection, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(the_largest_gives_way, setup, teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
