/*
 * Wildcards and similar words.
 */
#include "lib/base/cleanup.h"
#include "lib/query/similar.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void
patterns_fit(void **state)
{
    static const struct {
        const char *pattern, *word;
        bool fits;
    } rows[] = {
        {"abc*", "abc", true},
        {"abc*", "abcdef", true},
        {"abc*", "abd", false},
        {"abc?", "abcd", true},
        {"abc?", "abc", false},
        {"abc?", "abcde", false},
        {"ab*d", "abcd", true},
        {"ab*d", "abcde", false},
        {"ab*d*f", "abdxdf", true},
        {"ab*d*f", "abddd", false},
        {"a**b", "ab", true},
        {"ab?\u00e9", "ab\u00fc\u00e9", true},
        {"ab?", "ab\u00fc", true},
        {"ab??", "ab\u00fc", false},
        {"ab*c?d", "abccxd", true},
        {"", "", true},
        {"*", "", true},
        {"?", "", false},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        if (similar_fits(rows[i].pattern, rows[i].word) != rows[i].fits)
            fail_msg("%s %s", rows[i].pattern, rows[i].word);
}

static void
edits_are_counted(void **state)
{
    static const struct {
        const char *a, *b;
        unsigned distance;
    } rows[] = {
        {"abc", "abc", 0},   {"abc", "abd", 1}, {"abc", "ab", 1},
        {"abc", "xabc", 1},  {"abc", "acb", 1}, {"abc", "cba", 2},
        {"abcd", "badc", 2}, {"ca", "abc", 3},  {"\u00e9t\u00e9", "ete", 2},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        assert_true(similar_is_near(rows[i].a, rows[i].b, rows[i].distance));
        if (rows[i].distance > 0)
            assert_false(
                similar_is_near(rows[i].a, rows[i].b, rows[i].distance - 1));
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(patterns_fit),
                                       cmocka_unit_test(edits_are_counted)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
