#include "daemon/cost.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* Who worked for how long, and whether the one asked about is cheap then. */
static const struct cheap_case {
    const char *name;
    struct {
        uint64_t client, peer;
        int64_t work_ms;
    } work[8];
    size_t count;
    uint64_t client, peer;
    bool is_cheap;
} cheap_cases[] = {
    {"nobody was seen", .client = 1, .peer = 1, .is_cheap = false},
    {"short", {{1, 1, 0}}, 1, 1, 1, true},
    {"just short", {{1, 1, 2}}, 1, 1, 1, true},
    {"long", {{1, 1, 3}}, 1, 1, 1, false},
    {"one long after many short",
     {{1, 1, 0}, {1, 1, 0}, {1, 1, 8}},
     3,
     1,
     1,
     true},
    {"two long after one short",
     {{1, 1, 0}, {1, 1, 8}, {1, 1, 8}},
     3,
     1,
     1,
     false},
    {"short again",
     {{1, 1, 8}, {1, 1, 0}, {1, 1, 0}, {1, 1, 0}, {1, 1, 0}, {1, 1, 0}},
     6,
     1,
     1,
     true},
    {"another connection of a dear peer", {{1, 1, 9}}, 1, 2, 1, false},
    {"another connection of a cheap peer", {{1, 1, 0}}, 1, 2, 1, true},
    {"a cheap connection of a dear peer",
     {{2, 1, 0}, {1, 1, 9}, {1, 1, 9}, {1, 1, 9}},
     4,
     2,
     1,
     true},
    {"a dear connection of a cheap peer",
     {{1, 1, 9},
      {2, 1, 0},
      {2, 1, 0},
      {2, 1, 0},
      {2, 1, 0},
      {2, 1, 0},
      {2, 1, 0},
      {2, 1, 0}},
     8,
     1,
     1,
     false},
    {"the peer with number 0", {{1, 0, 0}}, 1, 2, 0, true},
    {"another peer", {{1, 1, 0}}, 1, 3, 2, false},
    {"a later connection in the same place",
     {{1, 1, 9}, {2, 1, 9}},
     2,
     1 + COST_ROWS,
     7,
     false},
    {"the place of a connection is taken by a later one",
     {{1, 1, 0}, {1 + COST_ROWS, 2, 9}, {3, 1, 9}, {3, 1, 9}, {3, 1, 9}},
     5,
     1,
     1,
     false},
    {"who is killed after long", {{1, 1, 12000}}, 1, 1, 1, false},
};

static void
what_was_short_is_cheap(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cheap_cases / sizeof *cheap_cases; i++) {
        const struct cheap_case *row = &cheap_cases[i];
        struct cost cost = {.all = {.known = false}};

        for (size_t k = 0; k < row->count; k++)
            cost_add(&cost, row->work[k].client, row->work[k].peer,
                     row->work[k].work_ms);
        if (cost_is_cheap(&cost, row->client, row->peer) != row->is_cheap)
            fail_msg("%s", row->name);
    }
}

static const struct wait_case {
    int64_t work_ms; /* -1: nobody worked */
    size_t requests, workers;
    long wait_ms;
} wait_cases[] = {
    {-1, 256, 2, COST_WAIT_UNKNOWN_MS},
    {4, 256, 2, 512},
    {4, 256, 1, 1024},
    {4, 256, 0, 1024},
    {4, 10, 2, COST_WAIT_LEAST_MS},
    {0, 256, 2, COST_WAIT_LEAST_MS},
    {5, 256, 4, 320},
    {12000, 256, 2, COST_WAIT_MOST_MS},
    {INT64_C(1) << 40, 256, 2, COST_WAIT_MOST_MS},
};

static void
the_wait_is_that_of_what_is_queued(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof wait_cases / sizeof *wait_cases; i++) {
        const struct wait_case *row = &wait_cases[i];
        struct cost cost = {.all = {.known = false}};

        if (row->work_ms >= 0)
            cost_add(&cost, 1, 1, row->work_ms);
        assert_int_equal(cost_wait_ms(&cost, row->requests, row->workers),
                         row->wait_ms);
    }
}

/* It follows what is asked now. */
static void
the_wait_follows(void **state)
{
    struct cost cost = {.all = {.known = false}};
    long before;

    (void)state;
    cost_add(&cost, 1, 1, 100);
    before = cost_wait_ms(&cost, 10, 1);
    for (int i = 0; i < 20; i++)
        cost_add(&cost, 2, 2, 10);
    assert_true(before == 1000);
    assert_in_range(cost_wait_ms(&cost, 10, 1), 100, 110);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_short_is_cheap),
        cmocka_unit_test(the_wait_is_that_of_what_is_queued),
        cmocka_unit_test(the_wait_follows),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
