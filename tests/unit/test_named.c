/*
 * What names of files say.
 */
#include "indexer/segment/segment_language.h"
#include "indexer/segment/segment_named.h"
#include "lib/base/cleanup.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void
test_names(void **state)
{
    static const struct {
        const char *file, *body;
        unsigned number, year;
        const char *language;
    } rows[] = {
        {"T-RES-T.59-2012-MSW-E.docx", "wtsa", 59, 2012, "E"},
        {"some/folder/R-RES-R.1-8-2019-PDF-E.pdf", "itu-r", 1, 2019, "E"},
        {"R-RES-R.1-5-2007-TOC-HTM-F.htm", "itu-r", 1, 2007, "F"},
        {"S-RES-S.7-2018-PDF-C.pdf", NULL, 7, 2018, "C"},
        {"T-RES-T.59-2012.txt", "wtsa", 59, 2012, ""},
        {"T-RES-T.59-2012-MSW-X.docx", "wtsa", 59, 2012, ""},
        {"T-RES-R.59-2012-MSW-E.docx", NULL, 0, 0, ""},
        {"T-RES-T.59.docx", NULL, 0, 0, ""},
        {"T-RES-T.-2012-MSW-E.docx", NULL, 0, 0, ""},
        {"T-RES-T.59-20120-MSW-E.docx", NULL, 0, 0, ""},
        {"T-RES-T.59-123-2012-MSW-E.docx", NULL, 0, 0, ""},
        {"T-RES-T.59-1-", NULL, 0, 0, ""},
        {"T-REC-A.1-201610-I!!MSW-E.docx", NULL, 0, 0, ""},
        {"resolution-59-dubai-2012.txt", NULL, 0, 0, ""},
        {"T-RES-T", NULL, 0, 0, ""},
        {"", NULL, 0, 0, ""},
        {"/", NULL, 0, 0, ""},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct named named = named_read(rows[i].file);

        assert_int_equal(named.number, rows[i].number);
        assert_int_equal(named.year, rows[i].year);
        assert_string_equal(named.language, rows[i].language);
        if (rows[i].body == NULL)
            assert_null(named.body);
        else
            assert_string_equal(named.body, rows[i].body);
    }
}

static const char *
language_of_text(const char *text, const char *hint)
{
    char *copy = (char *)(uintptr_t)text;
    struct line line = {.text = copy, .len = strlen(text)};
    struct lines lines = {.list = &line, .count = 1};

    return language_find(&lines, hint);
}

static void
test_languages(void **state)
{
    (void)state;
    assert_string_equal(language_of_text("", NULL), "en");
    assert_string_equal(language_of_text("", ""), "en");
    assert_string_equal(language_of_text("59", "F"), "fr");
    assert_string_equal(language_of_text("59", "es-ES"), "es");
    assert_string_equal(language_of_text("59", "tlh"), "en");
    assert_string_equal(
        language_of_text("that the text of the test is in English", "F"), "en");
    assert_string_equal(
        language_of_text("le texte des essais est dans la langue des "
                         "auteurs et pour les lecteurs",
                         "en-GB"),
        "fr");
    assert_string_equal(
        language_of_text("el texto de las pruebas y los casos para el uso "
                         "del programa por las personas",
                         NULL),
        "es");
    assert_string_equal(language_of_text("текст ITU-T для проверки", "E"),
                        "ru");
    assert_string_equal(language_of_text("نص للاختبار", NULL), "ar");
    assert_string_equal(language_of_text("测试用的文本", NULL), "zh");
    assert_string_equal(language_print("ar"), "Arabic");
    assert_true(language_is_understood("en"));
    assert_false(language_is_understood("fr"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_languages),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
