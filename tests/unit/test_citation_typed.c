/*
 * Reading the citation that a person typed.
 */
#include "tests/unit/grammar_fixture.h"

#include "lib/base/cleanup.h"
#include "lib/model/citation.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

struct typed_row {
    const char *text, *body;
    unsigned number, year, copy;
    const char *part;
};

static const struct typed_row typed_rows[] = {
    {"59", "wtsa", 59, 0, 0, ""},
    {" 59 ", "wtsa", 59, 0, 0, ""},
    {"wtsa 59", "wtsa", 59, 0, 0, ""},
    {"WTSA-59", "wtsa", 59, 0, 0, ""},
    {"pp-123", "pp", 123, 0, 0, ""},
    {"itu-r-7", "itu-r", 7, 0, 0, ""},
    {"ITU\u2011R 1-8", "itu-r", 1, 0, 0, ""},
    {"Resolution ITU-R 59", "itu-r", 59, 0, 0, ""},
    {"Res. 59", "wtsa", 59, 0, 0, ""},
    {"res 59", "wtsa", 59, 0, 0, ""},
    {"Res.59", "wtsa", 59, 0, 0, ""},
    {"Resolution\u00a059", "wtsa", 59, 0, 0, ""},
    {"the Resolution 59", "wtsa", 59, 0, 0, ""},
    {"PP Resolution 170", "pp", 170, 0, 0, ""},
    {"WTSA-12 Resolution 59", "wtsa", 59, 2012, 0, ""},
    {"WTSA\u201112 Res. 59", "wtsa", 59, 2012, 0, ""},
    {"the PP-06 Resolution 170", "pp", 170, 2006, 0, ""},
    {"Resolution 59 of WTSA-20", "wtsa", 59, 2022, 0, ""},
    {"Resolution 59 of the WTSA-12, resolves 2", "wtsa", 59, 2012, 0,
     "resolves.2"},
    {"WTSA-08 Resolution 59 (Rev. Dubai, 2012)", "wtsa", 59, 2012, 0, ""},
    {"59@2012 of WTSA-08", "wtsa", 59, 2012, 0, ""},
    {"WTSA-12", "wtsa", 12, 0, 0, ""},
    {"WTSA-12@2016", "wtsa", 12, 2016, 0, ""},
    {"WTSA-59 Resolution 12", "wtsa", 12, 0, 0, ""},
    {"Plenipotentiary Conference Resolution 170", "pp", 170, 0, 0, ""},
    {"Resolution 59 (Rev. Dubai, 2012)", "wtsa", 59, 2012, 0, ""},
    {"59 (Dubai, 2012)", "wtsa", 59, 2012, 0, ""},
    {"Resolution 170 (Guadalajara, 2010)", "pp", 170, 2010, 0, ""},
    {"Resolution 8 (Exampleville, 2031) of the Plenipotentiary Conference",
     "pp", 8, 2031, 0, ""},
    {"Resolution 229 (Rev.WRC-23)", "wrc", 229, 2023, 0, ""},
    {"Resolution No. 59", "wtsa", 59, 0, 0, ""},
    {"59 (Rev. Dubai 2012)", "wtsa", 59, 2012, 0, ""},
    {"Res. 8 (Buenos Aires 2017)", "wtdc", 8, 2017, 0, ""},
    {"59@2012", "wtsa", 59, 2012, 0, ""},
    {"wtsa-1@2016.2", "wtsa", 1, 2016, 2, ""},
    {"WTSA Res. 1 (Rev. Hammamet, 2016) [2]", "wtsa", 1, 2016, 2, ""},
    {"59@2012/recognizing.c", "wtsa", 59, 2012, 0, "recognizing.c"},
    {"wtsa-59@2012/noting~2.b", "wtsa", 59, 2012, 0, "noting~2.b"},
    {"59/Recognizing.C", "wtsa", 59, 0, 0, "recognizing.c"},
    {"59/recognizing c)", "wtsa", 59, 0, 0, "recognizing.c"},
    {"Res. 59 recognizing c)", "wtsa", 59, 0, 0, "recognizing.c"},
    {"59 recognizing c", "wtsa", 59, 0, 0, "recognizing.c"},
    {"59 recognizing a", "wtsa", 59, 0, 0, "recognizing.a"},
    {"59 recognizing", "wtsa", 59, 0, 0, "recognizing"},
    {"Res. 59, taking into account", "wtsa", 59, 0, 0, "taking-into-account"},
    {"59, resolves 2.1 a)", "wtsa", 59, 0, 0, "resolves.2.1.a"},
    {"59, considering b)bis", "wtsa", 59, 0, 0, "considering.bbis"},
    {"59, considering (b)", "wtsa", 59, 0, 0, "considering.b"},
    {"59, noting (2) (b)", "wtsa", 59, 0, 0, "noting~2.b"},
    {"59, noting (2) b)", "wtsa", 59, 0, 0, "noting~2.b"},
    {"59, resolves paragraph 2", "wtsa", 59, 0, 0, "resolves.p2"},
    {"59, resolves 2 bullet 1", "wtsa", 59, 0, 0, "resolves.2.b1"},
    {"59, footnote 1", "wtsa", 59, 0, 0, "footnote.1"},
    {"59 title", "wtsa", 59, 0, 0, "title"},
    {"59, Annex 1 2", "wtsa", 59, 0, 0, "annex-1.2"},
    {"WTSA Res. 59 (Rev. Dubai, 2012), resolves to invite the Director of the "
     "TSB, 2",
     "wtsa", 59, 2012, 0, "resolves-to-invite-director-tsb.2"},
    {"WTSA Resolution 59 (Rev. Dubai, 2012), resolves to invite the Director "
     "of the Telecommunication Standardization Bureau, 2",
     "wtsa", 59, 2012, 0, "resolves-to-invite-director-tsb.2"},
    {"59, invites Member States", "wtsa", 59, 0, 0, "invites-member-states"},
    {"unknown-905", "unknown", 905, 0, 0, ""},
    {"unknown-905@2016/resolves.2", "unknown", 905, 2016, 0, "resolves.2"},
    {"unknown-905@2016.2", "unknown", 905, 2016, 2, ""},
    {"unknown Res. 905 (Rev. Exampleville, 2016), resolves 2", "unknown", 905,
     2016, 0, "resolves.2"},
};

static void
test_typed(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(typed_rows); i++) {
        const struct typed_row *row = &typed_rows[i];
        struct typed_ref ref;

        if (!citation_parse_typed(&ref, grammar, row->text, arena))
            fail_msg("no citation: %s", row->text);
        assert_string_equal(ref.body, row->body);
        assert_int_equal(ref.number, row->number);
        assert_int_equal(ref.year, row->year);
        assert_int_equal(ref.copy, row->copy);
        assert_string_equal(ref.part, row->part);
    }
}

static void
test_not_typed(void **state)
{
    static const char *const texts[] = {
        "",
        " ",
        "operators",
        "developing countries",
        "59 developing countries",
        "59th",
        "590000",
        "0",
        "59@",
        "59@20",
        "59@20123",
        "59@2012.",
        "59@2012x",
        "59/",
        "59 (Dubai",
        "59 (Dubai 2012",
        "59 (2012 Dubai)",
        "Resolution No.",
        "59, noting ((b)",
        "59 ()",
        "wtsa",
        "wtsa-",
        "xyz-59",
        "unknown",
        "unknown-",
        "unknown-operators",
        "xyz Resolution 59",
        "Resolution",
        "Res. operators",
        "resolves 2",
        "59 recognizing that operators",
        "59, footnote",
        "59 of operators",
        "2012/13 budget",
        "1.1",
        "59 [2",
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        struct typed_ref ref;

        if (citation_parse_typed(&ref, grammar, texts[i], arena))
            fail_msg("a citation: %s", texts[i]);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_typed),
        cmocka_unit_test(test_not_typed),
    };

    return cmocka_run_group_tests(tests, both_up, both_down);
}
