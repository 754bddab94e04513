/*
 * From a query to a plan: what it finds and how it scores, on a small index.
 */
#include "lib/base/cleanup.h"
#include "lib/engine/lower.h"
#include "lib/engine/reading.h"
#include "lib/engine/values.h"
#include "tests/unit/engine_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void
read_query(struct engine_fixture *fixture, const char *text, bool any,
           struct query *query)
{
    struct query_context words = reading_context(&fixture->context, any);
    struct reply_error error;

    if (!reading_parse(query, &fixture->context, &words, text, &error))
        fail_msg("%s: %s", text, error.message);
    values_speaks_to(&fixture->context, query);
}

static struct store_hits
find(struct engine_fixture *fixture, const struct plan *plan)
{
    const struct store_ask ask = {.plan = plan, .limit = 10};
    struct store_hits hits;
    struct error err;

    if (store_search(fixture->library->store, &ask, fixture->arena, &hits,
                     &err) != STATUS_OK)
        fail_msg("%s", err.text);
    return hits;
}

static void
test_how_many_are_found(void **state)
{
    static const struct {
        const char *text;
        size_t units, names;
    } rows[] = {
        {"support", 2, 0},
        {"participation", 1, 1}, /* a title, too */
        {"participation edition:all", 1, 1},
        {"resolution", 1, 1}, /* one is cited */
        {"resolution edition:all", 1, 2},
        {"edition:all", 7, 2},
        {"edition:2022", 1, 1},
        {"kind:operative", 3, 0}, /* no resolution has a kind */
        {"body:demo -support", 4, 1},
        {"support (report OR -countries)", 0, 0},
        {"in:heading director", 2, 0},
        {"in:title participation", 6, 1},
        {"in:text director", 0, 0},
        {"in:footnote made", 1, 0},
        {"operators NEAR/3 part", 1, 0},
    };

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct engine_fixture *fixture = *state;
        struct store_hits units, names;
        struct query query;

        read_query(fixture, rows[i].text, false, &query);
        units = find(fixture, lower_query(&query, LOWER_UNITS, fixture->arena));
        names = find(fixture, lower_query(&query, LOWER_NAMES, fixture->arena));
        if (units.total != rows[i].units || names.total != rows[i].names)
            fail_msg("%s: %zu units, %zu names", rows[i].text, units.total,
                     names.total);
    }
}

static double
best_score(struct engine_fixture *fixture, const char *text, bool any)
{
    struct query query;
    struct store_hits hits;

    read_query(fixture, text, any, &query);
    hits = find(fixture, lower_query(&query, LOWER_UNITS, fixture->arena));
    assert_true(hits.count > 0);
    return hits.list[0].score;
}

static void
test_what_raises_a_score(void **state)
{
    double plain = best_score(*state, "report", false);

    assert_true(plain > 0 && plain < LOWER_ADDRESSEE);
    assert_true(best_score(*state, "Director of TSB report", false) >
                LOWER_ADDRESSEE);
    assert_true(best_score(*state, "support operators", true) >
                LOWER_ALL_WORDS);
    assert_true(best_score(*state, "support operators report", true) <
                LOWER_ALL_WORDS);
    assert_true(best_score(*state, "kind:operative", false) == 0);
}

static void
test_near_misses_count_their_words(void **state)
{
    struct engine_fixture *fixture = *state;
    struct store_hits hits;
    struct query query;

    read_query(fixture, "operators support zzzzzz kind:operative", false,
               &query);
    hits = find(fixture, lower_near(&query, NULL, fixture->arena));
    assert_int_equal(hits.total, 1);
    assert_true(hits.list[0].score > 2 * LOWER_NEAR_STEP &&
                hits.list[0].score < 3 * LOWER_NEAR_STEP);
}

static void
test_what_is_ranked(void **state)
{
    static const struct {
        const char *text;
        bool ranked;
    } rows[] = {
        {"support", true},       {"kind:operative", false},
        {"edition:all", false},  {"kind:operative -support", true},
        {"a NEAR/2 b", true},    {"supp*", true},
        {"res:900..901", false}, {"in:title support", true},
    };

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct query query;

        read_query(*state, rows[i].text, false, &query);
        if (lower_is_ranked(&query) != rows[i].ranked)
            fail_msg("%s", rows[i].text);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_how_many_are_found),
        cmocka_unit_test(test_what_raises_a_score),
        cmocka_unit_test(test_near_misses_count_their_words),
        cmocka_unit_test(test_what_is_ranked),
    };

    return cmocka_run_group_tests(tests, engine_fixture_open,
                                  engine_fixture_close);
}
