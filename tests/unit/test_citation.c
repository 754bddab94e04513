#include "tests/unit/grammar_fixture.h"

#include "lib/base/cleanup.h"
#include "lib/model/citation.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

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
        {"Resolution no. 7 and resolution number 8", "?|Resolution no. 7"},
        {"Resolutions Nos. 7 and 8 (WRC-12)",
         "wrc-7@2012|Resolutions Nos. 7 + wrc-8@2012|8 (WRC-12)"},
        {"Resolution 910 of the Plenipotentiary Conference (Rev. Guadalajara, "
         "2010)",
         "pp-910@2010|Resolution 910"},
        {"Resolutions 7 (Rev. Busan, 2014) and 8 of the Plenipotentiary "
         "Conference (Guadalajara, 2010)",
         "pp-7@2014|Resolutions 7 (Rev. Busan, 2014) + pp-8@2010|8"},
        {"Resolution 912 of WTDC (Rev. Hyderabad 2010)",
         "wtdc-912@2010|Resolution 912"},
        {"Resolution 7 of the Council, which met (Geneva, 2012)",
         "council-7|Resolution 7"},
        {"Resolution 7 of the Council (WTSA-12)", "council-7|Resolution 7"},
        {"Resolution 7 of this Assembly (Dubai, 2012)",
         "wtsa-7@2012|Resolution 7"},
        {"Resolution 7 (Rev. Busan 2014)",
         "pp-7@2014|Resolution 7 (Rev. Busan 2014)"},
        {"WTSA Resolution 7 (adopted in 2014)", "wtsa-7|Resolution 7"},
        {"Res. 109 (Antalya, 2006), Res.110 (Antalya, 2006) and WTSA RES. "
         "No. 7",
         "pp-109@2006|Res. 109 (Antalya, 2006) + "
         "pp-110@2006|Res.110 (Antalya, 2006) + wtsa-7|RES. No. 7"},
        {"pixels of high res. 7 of them, Pres. 7 and A/RES/60/252", ""},
        {"Resolutions 106\u2013108 (Antalya, 2006)",
         "pp-106@2006|Resolutions 106\u2013108 (Antalya, 2006) + "
         "pp-107@2006|Resolutions 106\u2013108 (Antalya, 2006) + "
         "pp-108@2006|Resolutions 106\u2013108 (Antalya, 2006)"},
        {"WTSA Resolutions 1 to 2 and 7", "wtsa-1|Resolutions 1 to 2 + "
                                          "wtsa-2|Resolutions 1 to 2 + "
                                          "wtsa-7|7"},
        {"Resolutions 101 to 102 (Rev. Dubai, 2018)",
         "pp-101@2018|Resolutions 101 to 102 (Rev. Dubai, 2018) + "
         "pp-102@2018|Resolutions 101 to 102 (Rev. Dubai, 2018)"},
        {"Resolutions 101 to 104", "?|Resolutions 101 to 104"},
        {"WTSA Resolutions 9 to 7", "wtsa-9|Resolutions 9"},
        {"WTSA Resolutions 1 to 2000", "wtsa-1|Resolutions 1"},
        {"WTSA Resolutions 1 to 12bis and 3 to 5th", "wtsa-1|Resolutions 1"},
        {"Resolutions ITU-R 1-8 and 2-7", "itu-r-1|Resolutions ITU-R 1-8"},
        {"Resolutions 1-8 and 2-7 of the Radiocommunication Assembly",
         "itu-r-1|Resolutions 1-8 + itu-r-2|2-7"},
        {"Resolution 1-8 (Geneva, 2015)", ""},
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

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_find),
        cmocka_unit_test(test_find_bounded),
    };

    return cmocka_run_group_tests(tests, both_up, both_down);
}
