#include "lib/query/label.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct label_case {
    const char *text;
    const char *label; /* "": none */
} cases[] = {
    {"a) that operators", "a)"},
    {"A) that", "A)"},
    {"z)\tthat", "z)"},
    {"a)\u00a0that", "a)"},
    {"iv) that", "iv)"},
    {"xviii) that", "xviii)"},
    {"1) that", "1)"},
    {"12) that", "12)"},
    {"1\tto develop", "1"},
    {"2.1\tto develop", "2.1"},
    {"2.1) to develop", "2.1)"},
    {"1.\tto develop", "1."},
    {"a)bis\tthat", "a)bis"},
    {"1bis\tto develop", "1bis"},
    {"1bis.2\tto develop", "1bis.2"},
    {"2ter) to develop", "2ter)"},
    {"a)quater that", "a)quater"},
    {"\u2022 to develop", "\u2022"},
    {"\u00b7\tto develop", "\u00b7"},
    {"- to develop", "-"},
    {"\u2013 to develop", "\u2013"},
    {"\u2011\u2009to develop", "\u2011"},
    {"* to develop", "*"},
    {"", ""},
    {"a", ""},
    {"a)", ""}, /* nothing follows */
    {"a) ", ""},
    {"a) \u00a0\t", ""},
    {"- ", ""},
    {"1\t", ""},
    {"a)that", ""}, /* nothing between */
    {"a that", ""},
    {"a)bisthat", ""},
    {"a)bis", ""},
    {"abis) that", ""},
    {"1bis that", ""},
    {"1biscuit\tthat", ""},
    {"1biscuit) that", ""},
    {"ab) that", ""},
    {"viking) that", ""},
    {"a1) that", ""},
    {"1 that", ""}, /* a number is a word */
    {"2012 was", ""},
    {"a\tthat", ""},
    {".1\tthat", ""},
    {"-that", ""}, /* NOT */
    {"--x", ""},
    {"(a) that", ""},
    {") that", ""},
    {" a) that", ""}, /* the caller has skipped spaces */
    {"\xff) that", ""},
    {"\u00e9) that", ""},
};

/* The length found in a copy of exactly len bytes. */
static size_t
find(const char *text, size_t len)
{
    char *exact = malloc(len == 0 ? 1 : len);
    size_t found;

    memcpy(exact, text, len);
    found = label_find(exact, len);
    free(exact);
    assert_true(found <= len);
    return found;
}

static void
labels_and_bullets_are_found(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t found = find(cases[i].text, strlen(cases[i].text));

        if (found != strlen(cases[i].label))
            fail_msg("\"%s\": %zu bytes", cases[i].text, found);
        assert_memory_equal(cases[i].text, cases[i].label, found);
    }
}

static void
every_cut_is_sound(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (size_t len = 0; len <= strlen(cases[i].text); len++)
            find(cases[i].text, len);
    assert_int_equal(find("\0) x", 4), 0);
    assert_int_equal(find("a\0x", 3), 0);
    assert_int_equal(find("a) \0", 4), 2);
}

static void
long_rows_of_digits_end(void **state)
{
    enum { LONG = 1 << 20 };
    char *text = malloc(LONG);

    (void)state;
    memset(text, '1', LONG);
    assert_int_equal(find(text, LONG), 0);
    memset(text, 'i', LONG);
    assert_int_equal(find(text, LONG), 0);
    memset(text + 2, ' ', LONG - 2);
    text[1] = ')';
    assert_int_equal(find(text, LONG), 0);
    text[LONG - 1] = 'x';
    assert_int_equal(find(text, LONG), 2);
    free(text);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(labels_and_bullets_are_found),
        cmocka_unit_test(every_cut_is_sound),
        cmocka_unit_test(long_rows_of_digits_end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
