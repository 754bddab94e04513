/*
 * Query texts that are refused: where, why, and the repair.
 */
#include "lib/base/cleanup.h"
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
parse(struct query *query, const char *text, struct query_fault *fault)
{
    return query_parse(query, text, strlen(text), &fixture.context, fault);
}

static void
test_faults(void **state)
{
    static const struct {
        const char *text;
        enum query_fault_kind kind;
        size_t at, len;
        const char *says;       /* in the sentence */
        const char *suggestion; /* NULL: not looked at */
    } rows[] = {
        {"kinds:operative a1", FAULT_UNKNOWN_FIELD, 0, 5,
         "unknown field \"kinds\" at column 1", "kind:operative a1"},
        {"a1 nosuch:field", FAULT_UNKNOWN_FIELD, 3, 6, "column 4", NULL},
        {"kind:", FAULT_SYNTAX, 0, 5, "kind: needs a value", NULL},
        {"kind:\"\"", FAULT_SYNTAX, 0, 7, "kind: needs a value", NULL},
        {"year:2016..2008 a1", FAULT_BAD_RANGE, 0, 15,
         "the range at column 1 ends before it begins (2016..2008). Try "
         "year:2008..2016",
         "year:2008..2016 a1"},
        {"a1 year:abc..def", FAULT_BAD_RANGE, 3, 13,
         "range at column 4 needs whole numbers", NULL},
        {"year:..", FAULT_BAD_RANGE, 0, 7, "whole numbers", NULL},
        {"year:2008...2012", FAULT_BAD_RANGE, 0, 16, "whole numbers", NULL},
        {"res:1..9999999", FAULT_BAD_RANGE, 0, 14, "whole numbers", NULL},
        {"year:abc", FAULT_UNKNOWN_VALUE, 0, 8, "needs a number", NULL},
        {"res:59a", FAULT_UNKNOWN_VALUE, 0, 7, "needs a number", NULL},
        {"res:9999999", FAULT_UNKNOWN_VALUE, 0, 11, "needs a number", NULL},
        {"*pation", FAULT_SYNTAX, 0, 7, "a wildcard cannot begin a word", NULL},
        {"a1 **bold**", FAULT_SYNTAX, 3, 8, "cannot begin a word", NULL},
        {"pa* a1", FAULT_SYNTAX, 0, 3, "3 letters at least", NULL},
        {"a?b", FAULT_SYNTAX, 0, 3, "3 letters at least", NULL},
        {"\xc3\xa9t* a1", FAULT_SYNTAX, 0, 4, "3 letters at least", NULL},
        {"capacity-build*", FAULT_SYNTAX, 0, 15, "takes one word", NULL},
        {"particip*/involv*", FAULT_SYNTAX, 0, 17, "takes one word", NULL},
        {"a1 word~3", FAULT_SYNTAX, 3, 6, "~ takes 1 or 2", NULL},
        {"wo~1", FAULT_SYNTAX, 0, 4, "3 letters at least", NULL},
        {"w\xc2\xado*", FAULT_SYNTAX, 0, 5, "3 letters at least", NULL},
        {"wor*~1", FAULT_SYNTAX, 0, 6, "not both", NULL},
        {"\"a1 b1\"~5", FAULT_SYNTAX, 7, 2, "a phrase takes no ~", NULL},
        {"a1 NEAR/ b1", FAULT_SYNTAX, 3, 5,
         "NEAR/ at column 4 needs a whole number from 1 to 50, as in NEAR/5",
         NULL},
        {"particip* NEAR/ operators", FAULT_SYNTAX, 10, 5,
         "NEAR/ at column 11 needs a whole number from 1 to 50", NULL},
        {"a1 NEAR/0 b1", FAULT_SYNTAX, 3, 6, "from 1 to 50", NULL},
        {"a1 NEAR/51 b1", FAULT_SYNTAX, 3, 7, "from 1 to 50", NULL},
        {"a1 NEAR/999999999999 b1", FAULT_SYNTAX, 3, 17, "from 1 to 50", NULL},
        {"a1 NEAR/5x b1", FAULT_SYNTAX, 3, 7, "from 1 to 50", NULL},
        {"a1 ADJ/ b1", FAULT_SYNTAX, 3, 4, "as in ADJ/5", NULL},
        {"NEAR/5 b1", FAULT_SYNTAX, 0, 6, "needs something before", "b1"},
        {"a1 NEAR/5", FAULT_SYNTAX, 3, 6, "needs something behind", "a1"},
        {"a1 NEAR/5 NOT b1", FAULT_SYNTAX, 3, 6, "needs something behind",
         NULL},
        {"a1 NEAR/5 b1 NEAR/6 c1", FAULT_SYNTAX, 13, 6, "differs from", NULL},
        {"a1 NEAR/5 b1 ADJ/5 c1", FAULT_SYNTAX, 13, 5, "differs from", NULL},
        {"a1 NEAR/5 (b1 c1)", FAULT_SYNTAX, 3, 6, "joins words, phrases", NULL},
        {"a1 NEAR/5 kind:annex", FAULT_SYNTAX, 3, 6, "joins words", NULL},
        {"a1 NEAR/5 in:title b1", FAULT_SYNTAX, 3, 6, "joins words", NULL},
        {"in:text a1 NEAR/2 b1", FAULT_SYNTAX, 11, 6, "joins words", NULL},
        {"a1 NEAR/5 (b1 NEAR/2 c1)", FAULT_SYNTAX, 3, 6, "joins words", NULL},
        {"a1 ADJ/1 b1 ADJ/1 c1 ADJ/1 d1 ADJ/1 e1", FAULT_SYNTAX, 30, 5,
         "4 operands at most", NULL},
        {"in:tittle a1", FAULT_UNKNOWN_VALUE, 0, 9, "title, heading, text",
         NULL},
        {"a1 in:title", FAULT_SYNTAX, 3, 8, "needs something behind", NULL},
        {"in:title in:text a1", FAULT_SYNTAX, 0, 8, "needs something behind",
         NULL},
        {"in:title OR a1", FAULT_SYNTAX, 0, 8, "needs something behind", NULL},
        {"cites:", FAULT_SYNTAX, 0, 6, "cites: needs a value", NULL},
        {"place:", FAULT_SYNTAX, 0, 6, "as in place:dubai", NULL},
        {"OR a1", FAULT_SYNTAX, 0, 2, "OR at column 1 needs something before",
         "a1"},
        {"a1 OR", FAULT_SYNTAX, 3, 2, "OR at column 4 needs something behind",
         "a1"},
        {"a1 AND", FAULT_SYNTAX, 3, 3, "needs something behind", "a1"},
        {"AND a1", FAULT_SYNTAX, 0, 3, "needs something before", "a1"},
        {"a1 NOT", FAULT_SYNTAX, 3, 3, "needs something behind", "a1"},
        {"a1 OR OR b1", FAULT_SYNTAX, 3, 2, "needs something behind", NULL},
        {"NOT a1", FAULT_SYNTAX, 0, 6, "NOT alone", NULL},
        {"-a1 -b1", FAULT_SYNTAX, 0, 7, "NOT alone", NULL},
        {"edition:all -a1", FAULT_SYNTAX, 0, 15, "NOT alone", NULL},
        {"", FAULT_SYNTAX, 0, 0, "nothing to search for", NULL},
        {"   ", FAULT_SYNTAX, 0, 3, "nothing to search for", NULL},
        {"()", FAULT_SYNTAX, 0, 2, "nothing to search for", NULL},
        {"-", FAULT_SYNTAX, 0, 1, "nothing to search for", NULL},
        {"*", FAULT_SYNTAX, 0, 1, "nothing to search for", NULL},
        {"edition:soon a1", FAULT_UNKNOWN_VALUE, 0, 12, "all, latest", NULL},
        {"edition:all edition:2008", FAULT_SYNTAX, 12, 12, "twice", NULL},
        {"a1 OR edition:all", FAULT_SYNTAX, 6, 11, "whole query", NULL},
        {"a1 -edition:all", FAULT_SYNTAX, 4, 11, "whole query", NULL},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct query query;
        struct query_fault fault;

        if (parse(&query, rows[i].text, &fault))
            fail_msg("%s: taken as %s", rows[i].text,
                     query_fixture_dump(&fixture, &query));
        if (fault.kind != rows[i].kind || fault.at != rows[i].at ||
            fault.len != rows[i].len ||
            strstr(fault.message, rows[i].says) == NULL)
            fail_msg("%s: kind %d at %zu, %zu: %s", rows[i].text, fault.kind,
                     fault.at, fault.len, fault.message);
        if (rows[i].suggestion != NULL)
            assert_string_equal(fault.suggestion, rows[i].suggestion);
    }
}

static void
test_an_empty_repair_is_not_offered(void **state)
{
    static const char *const texts[] = {"OR", " AND ", "NOT", "in:title",
                                        "NEAR/5"};

    (void)state;
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        struct query query;
        struct query_fault fault;

        assert_false(parse(&query, texts[i], &fault));
        if (fault.suggestion != NULL)
            fail_msg("%s: \"%s\"", texts[i], fault.suggestion);
    }
}

static void
test_ranges_are_shown_to_who_writes_others(void **state)
{
    static const struct {
        const char *text, *hint, *suggestion;
    } rows[] = {
        {"year:>2012", "a range is year:2012..2012 or year:2012..", NULL},
        {"res:five", "a range is res:59..59 or res:59..", NULL},
        {"year:2012-2016 a1", NULL, "year:2012..2016 a1"},
        {"a1 year:2012\xe2\x80\x93"
         "2016",
         NULL, "a1 year:2012..2016"},
        {"year:2016-2012 a1", NULL, NULL},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct query query;
        struct query_fault fault;

        assert_false(parse(&query, rows[i].text, &fault));
        if (rows[i].hint != NULL)
            assert_string_equal(fault.hint, rows[i].hint);
        if (rows[i].suggestion == NULL)
            assert_null(fault.suggestion);
        else
            assert_string_equal(fault.suggestion, rows[i].suggestion);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_faults),
        cmocka_unit_test(test_an_empty_repair_is_not_offered),
        cmocka_unit_test(test_ranges_are_shown_to_who_writes_others),
    };

    return cmocka_run_group_tests(tests, open_fixture, close_fixture);
}
