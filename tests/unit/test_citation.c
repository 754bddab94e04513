#include "lib/base/cleanup.h"
#include "lib/model/citation.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct arena *arena;
static struct grammar *grammar;

static int
setup(void **state)
{
    (void)state;
    arena = arena_new();
    return grammar_new(&grammar, tables_builtin(), NULL) != STATUS_OK;
}

static int
teardown(void **state)
{
    (void)state;
    grammar_freep(&grammar);
    arena_freep(&arena);
    return 0;
}

/* "id|text" of each citation, joined by " + "; "?" for an unknown body. */
static char *
found_in(const char *text)
{
    static const struct citation_context context = {
        .body = "wtsa", .place = "Dubai", .year = 2012, .in = "here"};
    struct citation *list = NULL;
    size_t count = 0;
    char *out = arena_strdup(arena, "");

    citation_find(grammar, &context, text, &list, &count, arena);
    for (size_t i = 0; i < count; i++) {
        assert_string_equal(list[i].in, "here");
        out = arena_printf(arena, "%s%s%s|%s", out, i > 0 ? " + " : "",
                           list[i].id == NULL ? "?" : list[i].id, list[i].text);
    }
    return out;
}

static void
test_find(void **state)
{
    static const struct {
        const char *text, *found;
    } rows[] = {
        {"the Plenipotentiary Conference adopted Resolution 170 "
         "(Guadalajara, 2010), on examples",
         "pp-170@2010|Resolution 170 (Guadalajara, 2010)"},
        {"both Resolution\u00a071 (Rev. Guadalajara, 2010) and "
         "Resolution\u00a0123 (Rev. Guadalajara, 2010) of the Plenipotentiary "
         "Conference,",
         "pp-71@2010|Resolution\u00a071 (Rev. Guadalajara, 2010) + "
         "pp-123@2010|Resolution\u00a0123 (Rev. Guadalajara, 2010)"},
        {"laid down in WTSA Resolution\u00a01.", "wtsa-1|Resolution\u00a01"},
        {"Resolution 931 (Dubai, 2012) and Resolution 971 (Guadalajara, "
         "2010) of the Plenipotentiary Conference",
         "wtsa-931@2012|Resolution 931 (Dubai, 2012) + "
         "pp-971@2010|Resolution 971 (Guadalajara, 2010)"},
        {"Resolutions 71 and 72 (Rev. Guadalajara, 2010)",
         "pp-71@2010|Resolutions 71 + pp-72@2010|72 (Rev. Guadalajara, 2010)"},
        {"Resolutions 17, 44 and 54 (Rev. Johannesburg, 2008) and 56,59 and "
         "74 (Johannesburg, 2008)",
         "wtsa-17@2008|Resolutions 17 + wtsa-44@2008|44 + "
         "wtsa-54@2008|54 (Rev. Johannesburg, 2008) + wtsa-56@2008|56 + "
         "wtsa-59@2008|59 + wtsa-74@2008|74 (Johannesburg, 2008)"},
        {"Resolution ITU\u2011R 59 and Resolution ITU-R 1-8",
         "itu-r-59|Resolution ITU\u2011R 59 + itu-r-1|Resolution ITU-R 1-8"},
        {"in Resolution 35 (Rev.WRC-23) and Resolution 229 (WRC\u201103)",
         "wrc-35@2023|Resolution 35 (Rev.WRC-23) + "
         "wrc-229@2003|Resolution 229 (WRC\u201103)"},
        {"Resolution 44 (Dubai, 2012)",
         "wtsa-44@2012|Resolution 44 (Dubai, 2012)"},
        {"Resolution 44 of this assembly", "wtsa-44|Resolution 44"},
        {"Resolution 44 (Dubai, 2014)",
         "wtdc-44@2014|Resolution 44 (Dubai, 2014)"},
        {"Resolution 44 (Exampleville, 2031)",
         "?|Resolution 44 (Exampleville, 2031)"},
        {"see Resolution 44.", "?|Resolution 44"},
        {"WTSA Resolution 1 and Resolution 2",
         "wtsa-1|Resolution 1 + wtsa-2|Resolution 2"},
        {"the Plenipotentiary Conference, in its Resolution 122 (Rev. "
         "Guadalajara, 2010)",
         "pp-122@2010|Resolution 122 (Rev. Guadalajara, 2010)"},
        {"studies in ITU-R, in Resolution 7", "?|Resolution 7"},
        {"the Plenipotentiary Conference. Resolution 7 says", "?|Resolution 7"},
        {"Resolutions 101 (Rev. Busan, 2014), 102 (Rev.Busan, 2014) and 180 "
         "(Busan, 2014)",
         "pp-101@2014|Resolutions 101 (Rev. Busan, 2014) + "
         "pp-102@2014|102 (Rev.Busan, 2014) + pp-180@2014|180 (Busan, 2014)"},
        {"Resolution 44 (Rev. Johannesburg, 2008) and Resolution 123 (Rev. "
         "Guadalajara, 2010) of the Plenipotentiary Conference",
         "wtsa-44@2008|Resolution 44 (Rev. Johannesburg, 2008) + "
         "pp-123@2010|Resolution 123 (Rev. Guadalajara, 2010)"},
        {"UN Resolution 60/252, Resolution 3.1, Resolution 12bis and "
         "Resolution 123456",
         ""},
        {"the Nos. 11.31 and 5.441 and Article 14A of Appendix 30", ""},
        {"Decision 304 and Decision 5 (Rev. Busan, 2014)", ""},
        {"Recommendation ITU-R M.2083-0 and Report ITU-R SM.2091", ""},
        {"Recommendation ITU-T A.31, CS104 and No. 118 of the Convention", ""},
        {"A/HRC/20/L.13 and section 48 of the Declaration", ""},
        {"United Nations General Assembly Resolution 60/252", ""},
        {"resolves 1 and considering d)", ""},
        {"Resolution 166 (Rev. Busan, 2014) of this conference",
         "wtsa-166@2014|Resolution 166 (Rev. Busan, 2014)"},
        {"Resolution 7 of the present Assembly", "wtsa-7|Resolution 7"},
        {"RESOLUTION 7 OF THIS ASSEMBLY", "wtsa-7|RESOLUTION 7"},
        {"Resolutions 7 and 8 of this Assembly",
         "wtsa-7|Resolutions 7 + wtsa-8|8"},
        {"Resolution 7 (Rev. Dubai, 2012) of the World Telecommunication "
         "Standardization Assembly",
         "wtsa-7@2012|Resolution 7 (Rev. Dubai, 2012)"},
        {"Resolution 7 of the World Telecommunication Development Conference",
         "wtdc-7|Resolution 7"},
        {"Resolution 7 (Rev. Hyderabad, 2010) of WTDC",
         "wtdc-7@2010|Resolution 7 (Rev. Hyderabad, 2010)"},
        {"WTDC Resolution 7 (Rev. Hyderabad, 2010)",
         "wtdc-7@2010|Resolution 7 (Rev. Hyderabad, 2010)"},
        {"PP Resolution 7", "pp-7|Resolution 7"},
        {"Plenipotentiary Conference Resolution 7", "pp-7|Resolution 7"},
        {"ITU Council Resolution 1386", "council-1386|Resolution 1386"},
        {"Resolution 1386 of the Council", "council-1386|Resolution 1386"},
        {"Council Resolution 1386 (2017)",
         "council-1386@2017|Resolution 1386 (2017)"},
        {"Resolution ITU-R 1-8 (Geneva, 2019)",
         "itu-r-1@2019|Resolution ITU-R 1-8 (Geneva, 2019)"},
        {"Resolutions ITU-R 2 and ITU-R 4",
         "itu-r-2|Resolutions ITU-R 2 + itu-r-4|ITU-R 4"},
        {"ITU-R Resolution 2", "itu-r-2|Resolution 2"},
        {"Resolution 229 (Rev. WRC-12)",
         "wrc-229@2012|Resolution 229 (Rev. WRC-12)"},
        {"Resolution 229 (REV.WRC-19)",
         "wrc-229@2019|Resolution 229 (REV.WRC-19)"},
        {"Resolution 9 (WRC-2000)", "wrc-9@2000|Resolution 9 (WRC-2000)"},
        {"Resolutions 9 (WRC-23), 10 (Rev.WRC-19) and 11 (WRC-15)",
         "wrc-9@2023|Resolutions 9 (WRC-23) + "
         "wrc-10@2019|10 (Rev.WRC-19) + wrc-11@2015|11 (WRC-15)"},
        {"Resolution 7 (Rev.Busan,2014)",
         "pp-7@2014|Resolution 7 (Rev.Busan,2014)"},
        {"Resolution\u00a07 (Rev.\u00a0Busan,\u00a02014)",
         "pp-7@2014|Resolution\u00a07 (Rev.\u00a0Busan,\u00a02014)"},
        {"Resolution 7 ( Rev. Busan, 2014 )",
         "pp-7@2014|Resolution 7 ( Rev. Busan, 2014 )"},
        {"Resolution 7 (rev. busan, 2014)",
         "pp-7@2014|Resolution 7 (rev. busan, 2014)"},
        {"Resolution 7 (Johannesbourg ,2008)",
         "wtsa-7@2008|Resolution 7 (Johannesbourg ,2008)"},
        {"Resolution 7 (Florianpolis, 2004)",
         "wtsa-7@2004|Resolution 7 (Florianpolis, 2004)"},
        {"Resolution 7 (DubaiBuenos Aires, 20142017)", "?|Resolution 7"},
        {"Resolution 7 (see below)", "?|Resolution 7"},
        {"Resolution 7, Resolution 8 and Resolution 9 of WTSA",
         "wtsa-7|Resolution 7 + wtsa-8|Resolution 8 + wtsa-9|Resolution 9"},
        {"Resolution 7; Resolution 8 of WTSA",
         "?|Resolution 7 + wtsa-8|Resolution 8"},
        {"WTSA-12 Resolution 7", "wtsa-7@2012|Resolution 7"},
        {"Resolution 7 of WTSA-12, and more", "wtsa-7@2012|Resolution 7"},
        {"Resolutions 7 and 8 of the PP-10",
         "pp-7@2010|Resolutions 7 + pp-8@2010|8"},
        {"PP-10 revised Resolution 7", "pp-7@2010|Resolution 7"},
        {"WTSA-08 Resolution 7 (Rev. Dubai, 2012)",
         "wtsa-7@2012|Resolution 7 (Rev. Dubai, 2012)"},
        {"Resolution 7 and Resolution 8 of WTSA-12",
         "wtsa-7|Resolution 7 + wtsa-8@2012|Resolution 8"},
        {"Resolution PP-10 7", "pp-7@2010|Resolution PP-10 7"},
        {"Resolution ITU-R 7 of WTSA-12", "itu-r-7|Resolution ITU-R 7"},
        {"WTSA-59 Resolution 7", "wtsa-7|Resolution 7"},
        {"draft new Resolution COM4/1", ""},
        {"Resolution no. 7 and resolution number 8", ""},
        {"the resolution was; a Resolution of 2 parts", ""},
        {"Resolution", ""},
        {"Resolution ", ""},
        {"Resolution 5 (", "?|Resolution 5"},
        {"resolutions 1,", "?|resolutions 1"},
        {"", ""},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        assert_string_equal(found_in(rows[i].text), rows[i].found);
}

static void
test_find_bounded(void **state)
{
    size_t times = 20000;
    char *text = arena_alloc(arena, times * 13 + 1);
    static const struct citation_context context = {.in = "x"};
    struct citation *list = NULL;
    size_t count = 0;

    (void)state;
    for (size_t i = 0; i < times; i++)
        memcpy(text + i * 13, "Resolution 5 ", 13);
    citation_find(grammar, &context, text, &list, &count, arena);
    assert_int_equal(count, 10000);
}

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
        cmocka_unit_test(test_find),
        cmocka_unit_test(test_find_bounded),
        cmocka_unit_test(test_typed),
        cmocka_unit_test(test_not_typed),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
