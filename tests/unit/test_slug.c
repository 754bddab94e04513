#include "lib/base/cleanup.h"
#include "lib/model/slug.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static int
setup(void **state)
{
    *state = arena_new();
    return 0;
}

static int
teardown(void **state)
{
    arena_free(*state);
    return 0;
}

static void
test_rule(void **state)
{
    static const struct {
        const char *text, *slug;
    } rows[] = {
        {"recognizing", "recognizing"},
        {"taking into account", "taking-into-account"},
        {"Taking  INTO\taccount ", "taking-into-account"},
        {"resolves to invite the Director of the Telecommunication "
         "Standardization Bureau",
         "resolves-to-invite-director-tsb"},
        {"instructs the Director of TSB", "instructs-director-tsb"},
        {"instructs the Director of the TSBX", "instructs-director-of-tsbx"},
        {"requests the Director of the Radiocommunication Bureau",
         "requests-director-br"},
        {"invites the Director of the BR", "invites-director-br"},
        {"invites the Director of the TDB", "invites-director-bdt"},
        {"invites the Director of the BDT", "invites-director-bdt"},
        {"instructs the Director of the Telecommunication Development Bureau "
         "and the Secretary-General",
         "instructs-director-bdt-and-secretary-general"},
        {"invites Member States", "invites-member-states"},
        {"invites ITU\u2011T", "invites-itu-t"},
        {"invites Member\u00a0States, and/or Associates:",
         "invites-member-states-and-or-associates"},
        {"the countries' needs (all)", "countries-needs-all"},
        {"\u201cquoted\u201d \u2013 dashed --twice", "quoted-dashed-twice"},
        {"an A of the B", "of-b"},
        {"FLORIANÓPOLIS", "florianópolis"},
        {"\ufb01fth \u00b2", "fifth-2"},
        {"...", ""},
        {"", ""},
    };

    for (size_t i = 0; i < COUNT_OF(rows); i++)
        assert_string_equal(slug_make(*state, rows[i].text), rows[i].slug);
}

static void
test_long_is_cut_at_a_word(void **state)
{
    const char *text = "invites the demonstration bodies of the northern and "
                       "southern examples and every other made-up body";
    const char *slug = slug_make(*state, text);

    /* Frozen: these bytes stand in ids for ever. */
    assert_string_equal(slug, "invites-demonstration-bodies-of-northern-and-"
                              "southern-examples-and-every-02257c");
    assert_true(strlen(slug) <= SLUG_MAX);
}

static void
test_eighty_bytes_stay(void **state)
{
    char text[SLUG_MAX + 2];

    memset(text, 'x', sizeof text);
    text[SLUG_MAX] = '\0';
    assert_string_equal(slug_make(*state, text), text);
    text[SLUG_MAX] = 'x';
    text[SLUG_MAX + 1] = '\0';
    assert_int_equal(strlen(slug_make(*state, text)), SLUG_MAX);
}

static void
test_cut_keeps_characters_whole(void **state)
{
    char text[201] = "x";
    const char *slug;

    for (size_t i = 1; i + 1 < sizeof text - 1; i += 2)
        memcpy(text + i, "é", 2);
    slug = slug_make(*state, text);
    assert_true(strlen(slug) <= SLUG_MAX);
    assert_int_equal(slug[strlen(slug) - 7], '-');
    assert_int_equal((unsigned char)slug[strlen(slug) - 8], 0xa9);
}

static void
test_labels(void **state)
{
    static const struct {
        const char *label, *slug;
    } rows[] = {
        {"a)", "a"},          {"(a)", "a"},   {"b)bis", "bbis"},
        {"1bis.1", "1bis.1"}, {"2.1", "2.1"}, {"1.", "1"},
        {"A)", "a"},          {"7a)", "7a"},  {"\u2013", ""},
    };

    for (size_t i = 0; i < COUNT_OF(rows); i++)
        assert_string_equal(slug_label(*state, rows[i].label), rows[i].slug);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_rule, setup, teardown),
        cmocka_unit_test_setup_teardown(test_long_is_cut_at_a_word, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(test_eighty_bytes_stay, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(test_cut_keeps_characters_whole, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(test_labels, setup, teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
