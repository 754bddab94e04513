#include "lib/model/field.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void
names_are_unique_and_found(void **state)
{
    (void)state;
    for (int i = 0; i < FIELD_COUNT; i++) {
        const char *name = field_specs[i].name;
        enum field found = FIELD_COUNT;

        if (name == NULL)
            continue;
        assert_true(field_find(&found, name, strlen(name)));
        assert_int_equal(found, i);
    }
}

/* A field in the language is 2-12 ASCII letters, so that the lexer sees it. */
static void
names_are_what_the_language_takes_for_one(void **state)
{
    (void)state;
    for (int i = 0; i < FIELD_COUNT; i++) {
        const char *name = field_specs[i].name;

        if (name == NULL)
            continue;
        assert_in_range(strlen(name), 2, 12);
        assert_int_equal(strspn(name, "abcdefghijklmnopqrstuvwxyz"),
                         strlen(name));
    }
}

static void
nothing_else_is_found(void **state)
{
    static const char *const names[] = {"",      "Kin",  "kin", "kinds",
                                        "kind ", "text", "E",   "XK"};
    enum field found = FIELD_COUNT;

    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_false(field_find(&found, names[i], strlen(names[i])));
    assert_false(field_find(&found, "kind", 3));
    assert_true(field_find(&found, "kind:operative", 4));
    assert_false(field_find(&found, "k\0nd", 4));
    assert_true(field_find(&found, "KinD", 4)); /* case never matters */
    assert_int_equal(found, FIELD_KIND);
}

static void
what_was_meant_is_known(void **state)
{
    static const struct {
        const char *name, *meant;
    } rows[] = {
        {"kinds", "kind"},     {"title", "in:title"}, {"Text", "in:text"},
        {"resolution", "res"}, {"addressee", "to"},   {"id", NULL},
        {"nosuchfield", NULL},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *meant = field_meant(rows[i].name);

        if (rows[i].meant == NULL)
            assert_null(meant);
        else
            assert_string_equal(meant, rows[i].meant);
    }
}

/* What follows a prefix in a term: FIELD_EXACT, FIELD_STEM or a value. */
static void
prefixes_are_unique_and_no_word_looks_like_one(void **state)
{
    (void)state;
    for (int i = 0; i < FIELD_COUNT; i++) {
        const char *prefix = field_specs[i].prefix;

        if (prefix == NULL)
            continue;
        assert_int_equal(strspn(prefix, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
                         strlen(prefix));
        if (field_specs[i].shape == SHAPE_WORDS)
            assert_null(strpbrk(prefix, "EZ"));
        for (int k = 0; k < i; k++)
            if (field_specs[k].prefix != NULL)
                assert_string_not_equal(prefix, field_specs[k].prefix);
        if (field_specs[i].shape != SHAPE_WORDS)
            assert_int_equal(prefix[0], 'X');
        else
            assert_true(strlen(prefix) < 2 && prefix[0] != 'X');
    }
}

static void
shapes_go_with_the_rest(void **state)
{
    (void)state;
    for (int i = 0; i < FIELD_COUNT; i++) {
        const struct field_spec *spec = &field_specs[i];

        switch (spec->shape) {
        case SHAPE_WORDS:
            assert_null(spec->name);
            assert_non_null(spec->prefix);
            assert_true(spec->weight > 0);
            break;
        case SHAPE_KEY:
        case SHAPE_NUMBER:
        case SHAPE_CITATION:
            assert_non_null(spec->name);
            assert_non_null(spec->prefix);
            assert_non_null(spec->example);
            assert_non_null(spec->help);
            break;
        case SHAPE_SCOPE:
            assert_non_null(spec->name);
            assert_null(spec->prefix);
            assert_non_null(spec->help);
            break;
        }
    }
}

static void
headings_weigh_at_most_half_of_the_text(void **state)
{
    (void)state;
    assert_true(field_specs[FIELD_TEXT].weight == 1);
    assert_true(field_specs[FIELD_HEADING].weight <= 0.5);
    assert_true(field_specs[FIELD_TITLE].weight <= 0.5);
}

static void
names_are_listed(void **state)
{
    const char *names[FIELD_COUNT];
    size_t count = field_names(names), expected = 0;

    (void)state;
    for (int i = 0; i < FIELD_COUNT; i++)
        expected += field_specs[i].name != NULL;
    assert_int_equal(count, expected);
    for (size_t i = 0; i < count; i++) {
        enum field field;

        assert_true(field_find(&field, names[i], strlen(names[i])));
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_unique_and_found),
        cmocka_unit_test(names_are_what_the_language_takes_for_one),
        cmocka_unit_test(nothing_else_is_found),
        cmocka_unit_test(what_was_meant_is_known),
        cmocka_unit_test(prefixes_are_unique_and_no_word_looks_like_one),
        cmocka_unit_test(shapes_go_with_the_rest),
        cmocka_unit_test(headings_weigh_at_most_half_of_the_text),
        cmocka_unit_test(names_are_listed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
