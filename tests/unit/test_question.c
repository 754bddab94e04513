/*
 * How questions are read, and what is said to be not understood.
 */
#include "tests/unit/query_fixture.h"

#include "lib/base/cleanup.h"
#include "lib/model/grammar.h"
#include "lib/query/question.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const struct reading {
    const char *question, *query;
    const char *unheard; /* NULL: all was understood */
} readings[] = {
    {"is the Council asked to report", "to:council report", NULL},
    {"Member States in reports", "member states reports", NULL},
    {"except", "except", "except"},
    {"reports except", "reports", "except"},
    {"reports except but not footnotes", "reports -kind:footnote", "except"},
    {"reports except tables of figures", "reports -(tables figures)", NULL},
    {"reports except tables, figures", "reports figures -tables", NULL},
    {"reports except tables and figures", "reports -tables -figures", NULL},
    {"reports except tables about figures", "reports figures -tables", NULL},
    {"reports, other than WTSA-12", "reports -(body:wtsa year:2012)", NULL},
    {"reports not of Resolution 901", "reports -res:901", NULL},
    {"reports except \"a b\" and \"\"", "reports -\"a b\"", NULL},
    {"reports not heard", "reports heard", "not"},
    {"reports unless heard, never mind", "reports heard mind", "unless never"},
    {"reports citing Resolution 901", "cites:wtsa-901 reports", NULL},
    {"cites", "cites", "cites"},
    {"reports in 2012", "year:2012 reports", NULL},
    {"reports in 1700", "reports 1700", NULL},
    {"reports between 2012 and 2008", "reports 2012 2008", NULL},
    {"reports from 2008", "year:2008.. reports", NULL},
    {"reports 2008 to 2012", "year:2008..2012 reports", NULL},
    {"is the Council or TSAG asked to report", "(to:council OR to:tsag) report",
     NULL},
    {"ask the Council, TSAG or Member States to report",
     "(to:council OR to:tsag OR to:member-states) report", NULL},
    {"ask the Council and TSAG or Member States",
     "(to:council to:tsag OR to:member-states)", NULL},
    {"What Member States, TSAG and the Council should report",
     "to:member-states to:tsag to:council report", NULL},
    {"not addressed to TSAG or the Council, reports",
     "reports -to:tsag -to:council", NULL},
    {"ask Member States, except the Council", "to:member-states -to:council",
     NULL},
    {"Member States or the Council in reports", "member states council reports",
     NULL},
    {"", "", NULL},
};

static void
questions_are_read(void **state)
{
    struct query_fixture fixture;
    struct questions *questions = NULL;
    struct grammar *grammar = NULL;

    (void)state;
    query_fixture_open(&fixture);
    assert_int_equal(questions_new(&questions, tables_builtin(), NULL),
                     STATUS_OK);
    assert_int_equal(grammar_new(&grammar, tables_builtin(), NULL), STATUS_OK);
    for (size_t i = 0; i < COUNT_OF(readings); i++) {
        struct question_context context = {questions, grammar, fixture.lexicon,
                                           fixture.arena};
        const char *unheard = "unset";

        assert_string_equal(
            question_read(&context, readings[i].question, &unheard),
            readings[i].query);
        if (readings[i].unheard == NULL)
            assert_null(unheard);
        else
            assert_string_equal(unheard, readings[i].unheard);
    }
    grammar_free(grammar);
    questions_free(questions);
    query_fixture_close(&fixture);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(questions_are_read),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
