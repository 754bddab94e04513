/*
 * The words of an index, for suggestions.
 */
#include "lib/base/cleanup.h"
#include "lib/engine/vocabulary.h"
#include "tests/unit/engine_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void
test_what_may_be_mended(void **state)
{
    static const struct {
        const char *word;
        bool taken;
    } rows[] = {
        {"word", true},   {"Operators", true},   {"few", false},
        {"", false},      {"2012", false},       {"itu9", false},
        {"a-bcd", false}, {"\u00e9tats", false},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        if (vocabulary_takes(rows[i].word) != rows[i].taken)
            fail_msg("\"%s\"", rows[i].word);
}

static void
test_the_nearest_word(void **state)
{
    static const struct {
        const char *word, *near;
    } rows[] = {
        {"operatros", "operators"},
        {"supprot", "support"},
        {"developping", "developing"},
        {"zzzzzzzz", NULL},
        {"bureua", NULL}, /* headings name few words, and texts all others */
    };
    struct engine_fixture *fixture = *state;

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const char *near = NULL;
        struct error err;

        assert_int_equal(vocabulary_nearest(fixture->library->vocabulary,
                                            fixture->library->store,
                                            rows[i].word, &near, &err),
                         STATUS_OK);
        if (rows[i].near == NULL
                ? near != NULL
                : near == NULL || strcmp(near, rows[i].near) != 0)
            fail_msg("%s: %s", rows[i].word, near == NULL ? "none" : near);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_may_be_mended),
        cmocka_unit_test(test_the_nearest_word),
    };

    return cmocka_run_group_tests(tests, engine_fixture_open,
                                  engine_fixture_close);
}
