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
    {"reports from 2008", "year:2008 reports", NULL},
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
    {"reports of Resolution 901 (Rev. Dubai, 2012) on figures",
     "res:901 edition:2012 reports figures", NULL},
    {"PP Resolution 910 (Rev. Busan, 2014), reports",
     "body:pp res:910 edition:2014 reports", NULL},
    {"Resolution 910 of the Plenipotentiary Conference asks Member States",
     "body:pp res:910 to:member-states", NULL},
    {"Resolution ITU-R 907 reports", "body:itu-r res:907 reports", NULL},
    {"reports not in Resolution 901 (Rev. Dubai, 2012)",
     "reports -(res:901 year:2012)", NULL},
    {"reports of Resolution 901 (Rev. Dubai, 2012",
     "res:901 reports rev dubai "
     "2012",
     NULL},
    {"Resolution 901 (Rev. Dubai, 2012) and Resolution 902 (Hammamet, 2016)",
     "(res:901 year:2012 OR body:wtsa res:902 year:2016) edition:all", NULL},
    {"Resolution 901 (Rev. Dubai, 2012) unlike Resolution 902 (Dubai, 2012)",
     "res:901 res:902 year:2012 edition:2012 unlike", NULL},
    {"Resolutions 59 and 901 on reports", "(res:59 OR res:901) reports", NULL},
    {"resolutions 901 to 903", "res:901..903", NULL},
    {"resolutions 901\u2013903, 905 or 907",
     "(res:901..903 OR res:905 OR res:907)", NULL},
    {"Resolutions 910 and 911 (Rev. Guadalajara, 2010)",
     "body:pp (res:910 OR res:911) edition:2010", NULL},
    {"Resolutions 71, 123 and 170 of the Plenipotentiary Conference",
     "body:pp (res:71 OR res:123 OR res:170)", NULL},
    {"PP Resolutions 71 and 123 ask Member States",
     "body:pp (res:71 OR res:123) to:member-states", NULL},
    {"Resolution 59 and PP Resolution 71", "(res:59 OR body:pp res:71)", NULL},
    {"reports except Resolutions 59 and 901", "reports -res:59 -res:901", NULL},
    {"Resolution 59 and 5 reports", "res:59 5 reports", NULL},
    {"wtsa-59 on reports", "body:wtsa res:59 reports", NULL},
    {"wtsa-59@2012 reports", "body:wtsa res:59 edition:2012 reports", NULL},
    {"PP-71 and wtsa-901", "(body:pp res:71 OR body:wtsa res:901)", NULL},
    {"reports of itu-r-907", "body:itu-r res:907 reports", NULL},
    {"reports of wtsa-12", "body:wtsa year:2012 reports", NULL},
    {"reports of wtsa-12@2016", "body:wtsa res:12 edition:2016 reports", NULL},
    {"reports of WTSA 12", "body:wtsa year:2012 reports", NULL},
    {"reports of WTSA-12 or WTSA-16",
     "(body:wtsa year:2012 OR body:wtsa year:2016) reports", NULL},
    {"reports of the Council 2012 session of PP 2010",
     "reports council 2012 session pp 2010", NULL},
    {"studies 2013-2016", "studies 2013-2016", NULL},
    {"not IMT-2000 reports", "imt-2000 reports", "not"},
    {"resolutions of the Plenipotentiary Conference on reports",
     "body:pp reports", NULL},
    {"World Telecommunication Standardization Assembly resolutions on reports",
     "body:wtsa reports", NULL},
    {"resolutions of WTSA-12 on reports", "body:wtsa year:2012 reports", NULL},
    {"reports citing PP-10 or PP-71", "(cites:pp-10 OR cites:pp-71) reports",
     NULL},
    {"reports citing Resolution 59 and PP Resolution 71",
     "cites:wtsa-59 cites:pp-71 reports", NULL},
    {"reports citing 59", "reports 59", "citing"},
    {"reports citing Resolution 170 (Antalya, 2006)",
     "cites:pp-170@2006 reports", NULL},
    {"reports citing wtsa-59@2012", "cites:wtsa-59@2012 reports", NULL},
    {"reports citing PP Resolutions 71 or 123 (Rev. Guadalajara, 2010)",
     "(cites:pp-71@2010 OR cites:pp-123@2010) reports", NULL},
    {"reports citing Resolutions 901 to 903 and 905",
     "(cites:wtsa-901 OR cites:wtsa-902 OR cites:wtsa-903) cites:wtsa-905 "
     "reports",
     NULL},
    {"reports citing Resolutions 1 to 99", "cites:wtsa-1 reports", "to 99"},
    {"where is PP Resolution 910 cited?", "cites:pp-910", NULL},
    {"in which reports is Resolution 71 cited since 2010",
     "cites:wtsa-71 year:2010.. reports", NULL},
    {"reports where Resolution 71 (Rev. Guadalajara, 2010) has been cited by "
     "WTSA-12",
     "cites:pp-71@2010 body:wtsa year:2012 reports", NULL},
    {"are Resolutions 59 and 901 mentioned in reports",
     "cites:wtsa-59 cites:wtsa-901 reports", NULL},
    {"is the Resolution 59 referred to in footnotes",
     "cites:wtsa-59 kind:footnote", NULL},
    {"reports referred to in Resolution 59", "res:59 reports",
     "referred to in"},
    {"what has Resolution 59 cited", "res:59", "cited"},
    {"reports mentioned in Resolution 59", "res:59 reports", NULL},
    {"reports cited by Resolution 59", "res:59 reports", "cited by"},
    {"what does Resolution 59 cite?", "res:59", "cite"},
    {"reports from 2008 onwards", "year:2008.. reports", NULL},
    {"reports from 2008 on", "year:2008.. reports", NULL},
    {"reports from 2008 on, figures", "year:2008.. reports figures", NULL},
    {"reports from 2008 on figures", "year:2008 reports figures", NULL},
    {"reports from 2008 on the figures", "year:2008 reports figures", NULL},
    {"reports from 2008 to 2012", "year:2008..2012 reports", NULL},
    {"reports in 2008-2012", "year:2008..2012 reports", NULL},
    {"reports in the year 2012", "year:2012 reports", NULL},
    {"reports in 2008 or 2012", "(year:2008 OR year:2012) reports", NULL},
    {"reports not in 2008 or 2012", "reports -year:2008 -year:2012", NULL},
    {"the reports in the 2012", "reports 2012", NULL},
    {"decided before WTSA-16 on figures", "body:wtsa year:..2015 figures",
     NULL},
    {"decided since the WTSA-08", "body:wtsa year:2008..", NULL},
    {"decided after WTSA-16", "body:wtsa year:2017..", NULL},
    {"decided until PP-10", "body:pp year:..2010", NULL},
    {"decided between WTSA-08 and WTSA-16", "body:wtsa year:2008..2016", NULL},
    {"decided from WTSA-08 to 2016", "body:wtsa year:2008..2016", NULL},
    {"decided from WTSA-08 onwards", "body:wtsa year:2008..", NULL},
    {"decided from WTSA-08", "body:wtsa year:2008", NULL},
    {"PP resolutions since WTSA-12", "body:pp year:2012..", NULL},
    {"except before WTSA-16, reports", "reports -(body:wtsa year:..2015)",
     NULL},
    {"the 2012 edition of Resolution 59", "res:59 edition:2012", NULL},
    {"reports except the 2012 edition", "reports -year:2012", NULL},
    {"Which clauses don't ask anyone?", "to:none", NULL},
    {"clauses that do not ask anybody to report", "to:none report", NULL},
    {"clauses addressed to no one", "to:none", NULL},
    {"reports in preambles or footnotes",
     "(kind:preamble OR kind:footnote) reports", NULL},
    {"reports in footnotes and annexes",
     "(kind:footnote OR kind:annex) reports", NULL},
    {"reports in the annex to Resolution 902", "kind:annex res:902 reports",
     NULL},
    {"what does the latest edition of Resolution 59 ask", "res:59", NULL},
    {"all editions of Resolution 59", "res:59 edition:all", NULL},
    {"all editions and every edition of the 2012 edition",
     "year:2012 edition:all", NULL},
    {"earlier editions of Resolution 59", "res:59", "earlier editions"},
    {"reports except all editions", "reports", "except"},
    {"resolutions adopted in Hammamet on reports", "place:hammamet reports",
     NULL},
    {"reports adopted in New Delhi, 2024", "place:new-delhi year:2024 reports",
     NULL},
    {"reports adopted in Florian\u00f3polis",
     "place:florian\u00f3polis reports", NULL},
    {"resolutions adopted in Exampleville", "adopted exampleville", NULL},
    {"reports adopted in 2012", "year:2012 reports", NULL},
    {"reports adopted before WTSA-16", "body:wtsa year:..2015 reports", NULL},
    {"resolutions adopted by the Plenipotentiary Conference", "body:pp", NULL},
    {"measures adopted by the Council", "measures adopted council", NULL},
    {"measures not adopted in Dubai", "measures -place:dubai", NULL},
    {"measures not adopted", "measures adopted", "not"},
    {"not footnotes in all editions",
     "(kind:preamble OR kind:operative OR kind:annex OR kind:other OR "
     "kind:footnote) edition:all -kind:footnote",
     NULL},
    {"reports of Resolution unknown-905", "reports unknown-905", NULL},
    {"reports of unknown-905", "reports unknown-905", NULL},
    {"reports citing unknown-905", "cites:unknown-905 reports", NULL},
    {"What does WTSA 59 say on reports", "body:wtsa res:59 reports", NULL},
    {"reports of Resolutions 71 to 73 (Rev. Dubai, 2018)",
     "body:pp res:71..73 edition:2018 reports", NULL},
    {"Resolutions 901-903 of the Plenipotentiary Conference",
     "body:pp res:901..903", NULL},
    {"citing Resolutions 101 to 102 (Rev. Dubai, 2018) of the "
     "Plenipotentiary Conference",
     "(cites:pp-101@2018 OR cites:pp-102@2018)", NULL},
    {"reports in year 2012", "year:2012 reports", NULL},
    {"decisions of WRC-23", "body:wrc year:2023 decisions", NULL},
    {"decisions of wrc-23", "body:wrc res:23 decisions", NULL},
    {"decisions of PP-71", "body:pp res:71 decisions", NULL},
    {"reports except Resolution 59-bis", "reports -(res:59 bis)", NULL},
    {"reports on Resolution 59-bis", "res:59 reports bis", NULL},
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
        struct question_remarks remarks = {.unheard = "unset"};

        assert_string_equal(
            question_read(&context, readings[i].question, &remarks),
            readings[i].query);
        if (readings[i].unheard == NULL)
            assert_null(remarks.unheard);
        else
            assert_string_equal(remarks.unheard, readings[i].unheard);
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
