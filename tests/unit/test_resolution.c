#include "lib/model/resolution.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void
kinds_have_names(void **state)
{
    (void)state;
    for (int i = 0; i < KIND_COUNT; i++) {
        enum clause_kind found = KIND_COUNT;

        assert_true(kind_find(&found, kind_name((enum clause_kind)i)));
        assert_int_equal(found, i);
    }
    assert_string_equal(kind_name(KIND_OPERATIVE), "operative");
    assert_string_equal(kind_name(KIND_FOOTNOTE), "footnote");
}

static void
nothing_else_is_a_kind(void **state)
{
    static const char *const names[] = {"", "Operative", "operativ", "title"};
    enum clause_kind found = KIND_OTHER;

    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_false(kind_find(&found, names[i]));
    assert_int_equal(found, KIND_OTHER);
}

static void
a_name_is_body_and_number(void **state)
{
    char body[200], name[RESOLUTION_NAME_MAX];
    struct resolution resolution = {.body = body, .number = 900};

    (void)state;
    strcpy(body, "demo");
    resolution_name(&resolution, name);
    assert_string_equal(name, "demo-900");
    memset(body, 'b', sizeof body - 1);
    body[sizeof body - 1] = '\0';
    resolution.number = 4294967295U;
    resolution_name(&resolution, name);
    assert_int_equal(strlen(name), 40 + strlen("-4294967295"));
    assert_string_equal(name + 40, "-4294967295");
}

/* In the order of ids everywhere. */
static const struct key {
    const char *body;
    unsigned number, year, copy;
} keys[] = {
    {"", 0, 0, 0},          {"council", 1386, 2017, 1},
    {"demo", 9, 2026, 1},   {"demo", 59, 2008, 1},
    {"demo", 59, 2012, 1},  {"demo", 59, 2012, 2},
    {"demo", 59, 2012, 10}, {"demo", 59, 4294967295U, 1},
    {"demo", 100, 1988, 1}, {"demo", 4294967295U, 1988, 1},
    {"demo-x", 1, 1, 1},    {"wtsa", 1, 2008, 1},
};

static struct resolution
make(const struct key *key)
{
    return (struct resolution){.body = (char *)(uintptr_t)key->body,
                               .number = key->number,
                               .year = key->year,
                               .copy = key->copy};
}

static void
the_order_is_body_number_year_copy(void **state)
{
    enum { KEYS = sizeof keys / sizeof *keys };

    (void)state;
    for (int i = 0; i < KEYS; i++)
        for (int k = 0; k < KEYS; k++) {
            struct resolution a = make(&keys[i]), b = make(&keys[k]);
            int order = resolution_compare(&a, &b);

            assert_int_equal((order > 0) - (order < 0), (i > k) - (i < k));
        }
}

static void
clauses_of_all_sections_count(void **state)
{
    struct section sections[] = {
        {.clause_count = 5}, {.clause_count = 0}, {.clause_count = 7}};
    struct footnote footnotes[1] = {{0}};
    struct resolution resolution = {0};

    (void)state;
    assert_int_equal(resolution_clause_count(&resolution), 0);
    resolution.sections = sections;
    resolution.section_count = 3;
    resolution.footnotes = footnotes;
    resolution.footnote_count = 1; /* is no clause */
    assert_int_equal(resolution_clause_count(&resolution), 12);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kinds_have_names),
        cmocka_unit_test(nothing_else_is_a_kind),
        cmocka_unit_test(a_name_is_body_and_number),
        cmocka_unit_test(the_order_is_body_number_year_copy),
        cmocka_unit_test(clauses_of_all_sections_count),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
