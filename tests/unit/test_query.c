/*
 * Query texts and the trees they become: what is syntax, what is text, and
 * the way back.
 */
#include "lib/base/cleanup.h"
#include "lib/query/format.h"
#include "tests/unit/query_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct query_fixture fixture;

static int
open_fixture(void **state)
{
    (void)state;
    query_fixture_open(&fixture);
    return 0;
}

static int
close_fixture(void **state)
{
    (void)state;
    query_fixture_close(&fixture);
    return 0;
}

static bool
parse(struct query *out, const char *text, struct query_fault *fault)
{
    return query_parse(out, text, strlen(text), &fixture.context, fault);
}

static const char *
normal(const struct query *query)
{
    CLEANUP(buf_deinit) struct buf out = {0};

    format_query(query, fixture.lexicon, &out);
    return arena_strdup(fixture.arena, buf_text(&out));
}

static void
test_trees(void **state)
{
    static const struct {
        const char *text, *tree;
    } rows[] = {
        {"participation", "particip+"},
        {"  participation  ", "particip+"},
        {"Participation", "particip+"},
        {"support participation", "(and support+ particip+)"},
        {"support AND participation", "(and support+ particip+)"},
        {"\"developing countries\"", "=developing_countries"},
        {"\u201cdeveloping countries\u201d", "=developing_countries"},
        {"\u00abdeveloping countries\u00bb", "=developing_countries"},
        {"=operators", "=operators"},
        {"=\"the operators\"", "=the_operators"},
        {"support OR encourage", "(or support encourag)"},
        {"a1 b1 OR c1 d1", "(or (and a1 b1) (and c1 d1))"},
        {"a1 (b1 OR c1) d1", "(and a1+ (or b1 c1) d1+)"},
        {"(a1 b1) c1", "(and a1+ b1+ c1+)"},
        {"a1 NOT b1 c1", "(and a1+ (not b1) c1+)"},
        {"a1 -b1 c1", "(and a1+ (not b1) c1+)"},
        {"a1 -(b1 c1)", "(and a1+ (not (and b1 c1)))"},
        {"a1 -\"b1 c1\"", "(and a1+ (not =b1_c1))"},
        {"a1 NOT NOT b1", "(and a1+ b1+)"},
        {"a1 OR -b1", "(or a1 (not b1))"},
        {"a1 AND NOT b1", "(and a1+ (not b1))"},
        {"kind:operative", "kind:operative"},
        {"kind:operative a1", "(and kind:operative a1+)"},
        {"kind:Operative", "kind:operative"},
        {"-kind:operative a1", "(and (not kind:operative) a1+)"},
        {"section:\"taking into account\" a1",
         "(and section:taking-into-account a1+)"},
        {"section:noting~2", "section:noting~2"},
        {"res:059", "res:59"},
        {"year:2012", "year:2012"},
        {"to:director-tsb support", "(and to:director-tsb support+)"},
        /* names and dashes */
        {"ITU-T", "itu-t+"},
        {"ITU\u2011T", "itu-t+"},
        {"ITU T", "itu-t+"},
        {"itut", "itu-t+"},
        {"capacity-building", "capac_build+"},
        {"capacity\u2013building", "capac_build+"},
        {"and/or a1", "a1+"},
        {"http://a1", "(and http+ a1+)"},
        {"\"participation in ITU\u2011T activities\"",
         "=participation_in_itu-t_activities"},
        /* ordinary text is text */
        {"considering:", "consid+"},
        {"note: a1", "(and note+ a1+)"},
        {"a1) b1", "(and a1+ b1+)"},
        {"b1 a1)", "(and b1+ a1+)"},
        {"10:30 a1", "(and 10+ 30+ a1+)"},
        {"term^2", "(and term+ 2+)"},
        {"is this?", "(and is+ this+)"},
        {"a1 - b1", "(and a1+ b1+)"},
        {"a1 \u2013 b1", "(and a1+ b1+)"},
        {"\u2013b1 a1", "(and b1+ a1+)"},
        {"x = y1", "(and x+ y1+)"},
        {"a1 * b1", "(and a1+ b1+)"},
        {"or", "or+."},
        /* labels */
        {"b)\tsupport", "support+"},
        {"1\tsupport", "support+"},
        {"iv) support", "support+"},
        {"2.1\tsupport", "support+"},
        {"\u2013 support", "support+"},
        {"- support", "support+"},
        {"1 support", "(and 1+ support+)"},
        {"b)", "b+"},
        /* small words */
        {"the support of operators", "(and support+ operator+)"},
        {"of the", "(and of+. the+.)"},
        {"kind:operative the", "(and kind:operative the+.)"},
        {"\"of the\" a1", "(and =of_the a1+)"},
        {"=of a1", "(and =of a1+)"},
        {"the OR a1", "(or the. a1)"},
        /* repairs */
        {"\"a1 b1", "=a1_b1"},
        {"(a1 b1", "(and a1+ b1+)"},
        {"a1 ()", "a1+"},
        {"a1 \"\"", "a1+"},
        {"edition:all a1", "a1+"},
        {"edition:all", ""},
        /* near each other */
        {"a1 NEAR/5 b1", "(near5 a1 b1)"},
        {"a1 ADJ/3 b1 c1", "(and (adj3 a1 b1) c1+)"},
        {"x1 a1 NEAR/5 b1 ADJ1", "(and x1+ (near5 a1 b1) adj1+)"},
        {"a1 NEAR/50 b1 NEAR/50 c1 NEAR/50 d1", "(near50 a1 b1 c1 d1)"},
        {"-a1 NEAR/5 b1 c1", "(and (not (near5 a1 b1)) c1+)"},
        {"(participation OR involvement) NEAR/5 operators",
         "(near5 (or particip involv) operator)"},
        {"particip* NEAR/3 \"developing countries\"",
         "(near3 particip* =developing_countries)"},
        {"operator NEAR/3 participating", "(near3 operator particip)"},
        {"the NEAR/2 operators", "(near2 the. operator)"},
        {"a1 OR b1 NEAR/2 (c1 OR (d1 OR e1))",
         "(or a1 (near2 b1 (or c1 d1 e1)))"},
        /* wildcards and similar words */
        {"particip*", "particip*"},
        {"Particip* a1", "(and particip* a1+)"},
        {"(particip*), a1", "(and particip* a1+)"},
        {"standardi?ation", "standardi?ation"},
        {"a1 -particip*", "(and a1+ (not particip*))"},
        {"=particip*", "particip*"},
        {"\"particip* a1\"", "=particip_a1"},
        {"particpation~1", "particpation~1"},
        {"particpation~2, a1", "(and particpation~2 a1+)"},
        {"particpation~", "particpation~1"},
        {"a1 ~ b1", "(and a1+ b1+)"},
        {"a1~b1", "(and a1+ b1+)"},
        {"http://a1/b?c1=2", "(and http+ a1+ b+ c1+ 2+)"},
        /* where */
        {"in:title a1 b1", "(and (in-title a1) b1+)"},
        {"in:heading (a1 OR b1) c1", "(and (in-heading (or a1 b1)) c1+)"},
        {"in:text \"a1 b1\"", "(in-text =a1_b1)"},
        {"in:Footnote particip*", "(in-footnote particip*)"},
        {"c1 -in:title a1", "(and c1+ (not (in-title a1)))"},
        {"in:text (a1 NEAR/2 b1)", "(in-text (near2 a1 b1))"},
        /* ranges and other values */
        {"year:2008..2016 a1", "(and year:2008..2016 a1+)"},
        {"year:2008..", "year:2008..-1"},
        {"year:..2012", "year:-1..2012"},
        {"res:50..60", "res:50..60"},
        {"place:Dubai", "place:dubai"},
        {"cites:pp-170", "cites:pp-170"},
        {"cites:\"PP Res. 170\"", "cites:PP Res. 170"},
        {"lang:en", "lang:en"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct query query;
        struct query_fault fault;

        if (!parse(&query, rows[i].text, &fault))
            fail_msg("%s: %s", rows[i].text, fault.message);
        if (strcmp(query_fixture_dump(&fixture, &query), rows[i].tree) != 0)
            fail_msg("%s: %s, not %s", rows[i].text,
                     query_fixture_dump(&fixture, &query), rows[i].tree);
        if (!parse(&query, normal(&query), &fault) ||
            strcmp(query_fixture_dump(&fixture, &query), rows[i].tree) != 0)
            fail_msg("%s: not the same when asked again: %s", rows[i].text,
                     normal(&query));
    }
}

/* Asked again, the normalised text is the same tree and the same text. */
static void
test_round_trips(void **state)
{
    static const struct {
        const char *text, *normal;
    } rows[] = {
        {"  Support   the Operators ", "support operators"},
        {"a1 AND b1", "a1 b1"},
        {"(a1 OR b1) (c1)", "(a1 OR b1) c1"},
        {"x1 -(-a1)", "x1 -(-a1)"},
        {"x1 -(a1 b1)", "x1 -(a1 b1)"},
        {"x1 -a1 NEAR/3 (b1 OR c1)", "x1 -a1 NEAR/3 (b1 OR c1)"},

        {"=of a1", "\"of\" a1"},
        {"ITU, T", "itu, t"},
        {"a1 NEAR/5 ITU, T", "a1 NEAR/5 itu, t"},
        {"ITU, T NEAR/5 a1", "itu, t NEAR/5 a1"},
        {"a1 -ITU, T", "a1 -itu, t"},
        {"in:title ITU, T", "in:title itu, t"},
        {"\"ITU, T\" a1", "\"itu, t\" a1"},
        {"a1 ITU--T", "a1 itu--t"},
        {"ITU-T, a1", "itu-t a1"},
        {"capacity\u2013building", "capacity-building"},
        {"x1 OR (the a1)", "x1 OR a1"},
        {"x1 OR (the (a1 OR b1))", "x1 OR a1 OR b1"},
        {"in:title (Res OR in:text b1)", "in:title (res OR in:text b1)"},
        {"-in:title -a1", NULL},
        {"particpation~", "particpation~1"},
        {"a1 edition:2008", "a1 edition:2008"},
        {"a1 edition:0334", "a1 edition:0334"},
        {"year:..2012 res:50..", "year:..2012 res:50.."},
        {"cites:\"PP Res. 170\"", "cites:\"PP Res. 170\""},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct query query, again;
        struct query_fault fault;

        if (rows[i].normal == NULL) {
            assert_false(parse(&query, rows[i].text, &fault));
            continue;
        }
        assert_true(parse(&query, rows[i].text, &fault));
        assert_string_equal(normal(&query), rows[i].normal);
        assert_true(parse(&again, rows[i].normal, &fault));
        assert_string_equal(query_fixture_dump(&fixture, &again),
                            query_fixture_dump(&fixture, &query));
        assert_string_equal(normal(&again), rows[i].normal);
    }
}

/* Words joined by OR are no name: it is an alternative of its own. */
static void
test_names_in_any_are_printed(void **state)
{
    static const struct {
        const char *text, *normal;
    } rows[] = {
        {"Internet of things budget",
         "internet OR things OR budget OR internet things"},
        {"TSB budget", "tsb OR budget"},
        {"spam unsolicited messages a1 kind:annex",
         "(spam OR unsolicited OR messages OR a1 OR spam unsolicited messages) "
         "kind:annex"},
    };
    struct query query;
    struct query_fault fault;

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        fixture.context.any = true;
        assert_true(parse(&query, rows[i].text, &fault));
        fixture.context.any = false;
        assert_string_equal(normal(&query), rows[i].normal);
        assert_true(parse(&query, rows[i].normal, &fault));
        assert_string_equal(normal(&query), rows[i].normal);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_trees),
        cmocka_unit_test(test_round_trips),
        cmocka_unit_test(test_names_in_any_are_printed),
    };

    return cmocka_run_group_tests(tests, open_fixture, close_fixture);
}
