/*
 * Values of filters: which are known, which stand for another, which is near.
 */
#include "lib/base/cleanup.h"
#include "lib/engine/reading.h"
#include "lib/engine/values.h"
#include "tests/unit/engine_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* Reads the text and checks its values. */
static bool
check(struct engine_fixture *fixture, const char *text, struct query *query,
      struct reply_error *error)
{
    struct query_context words = reading_context(&fixture->context, false);

    if (!reading_parse(query, &fixture->context, &words, text, error))
        fail_msg("%s: %s", text, error->message);
    return values_check(&fixture->context, query, error);
}

static void
test_known_values(void **state)
{
    static const struct {
        const char *text, *value;
    } rows[] = {
        {"kind:other", "other"},
        {"to:none", "none"},
        {"to:director-br", "director-br"}, /* of the tables */
        {"section:invites-member-states", "invites-member-states"},
        {"to:director-tdb", "director-bdt"},
        {"to:director-of-the-tdb", "director-bdt"},
        {"place:Exampleville", "exampleville"},
        {"lang:EN", "en"},
        {"res:0900", "900"},
        {"to:\"Director of TSB\"", "director-tsb"},
        {"body:\"Demonstration Assembly\"", "demo"},
        {"cites:demo-901", "demo-901"},
        {"cites:\"demo Res. 901\"", "demo-901"},
        {"cites:demo-901@2022", "demo-901@2022"},
    };

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct query query;
        struct reply_error error;

        if (!check(*state, rows[i].text, &query, &error))
            fail_msg("%s: %s", rows[i].text, error.message);
        assert_string_equal(query.root->values[0], rows[i].value);
    }
}

/* Names of the tables that no clause has. */
static void
test_unused_values(void **state)
{
    static const struct {
        const char *text, *note; /* NULL: none */
    } rows[] = {
        {"to:director-tsb", NULL},
        {"to:none", NULL},
        {"to:tsb", "nothing held has to:tsb; there is to:director-tsb"},
        {"to:director-br", "nothing held has to:director-br"},
        {"kind:annex", "nothing held has kind:annex"},
        {"a1 -body:wtdc", "nothing held has body:wtdc"},
    };

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct query query;
        struct reply_error error;

        assert_true(check(*state, rows[i].text, &query, &error));
        assert_int_equal(query.note_count, rows[i].note != NULL);
        if (rows[i].note != NULL)
            assert_string_equal(query.notes[0], rows[i].note);
    }
}

static void
test_unknown_values(void **state)
{
    static const struct {
        const char *text, *message, *near, *hint;
    } rows[] = {
        {"to:director-tbs", "no addressee is called \"director-tbs\"",
         "director-tsb", "the addressee; none: operative, nobody named"},
        {"to:nobody-at-all", "no addressee is called \"nobody-at-all\"", NULL,
         "nobody named; suggest \"to:\" lists them"},
        {"kind:preamble,operative", "no kind is called \"preamble,operative\"",
         NULL, "preamble,"},
        {"to:\u201cNobody Here\u201d", "no addressee is called \"nobody-here\"",
         NULL, "nobody named"},
        {"to:Nobody", "no addressee is called \"Nobody\"", NULL,
         "nobody named"},
        {"kind:operativ", "no kind is called \"operativ\"", "operative",
         "preamble, operative, annex, other, footnote"},
        {"verb:invits", "no mandate verb is called \"invits\"", "invites",
         "the mandate verb's slug"},
        {"a1 place:exampelville", "no place is called", "exampleville",
         "where the edition was adopted"},
        {"(a1 OR -lang:xx) a1", "no language is called \"xx\"", NULL,
         "suggest \"lang:\" lists them"},
        {"cites:nonsense", "no resolution is called \"nonsense\"", NULL,
         "in any spelling"},
    };

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const char *near = NULL, *hint = "";
        struct query query;
        struct reply_error error;

        if (check(*state, rows[i].text, &query, &error))
            fail_msg("%s is taken", rows[i].text);
        assert_int_equal(error.code, REPLY_UNKNOWN_VALUE);
        for (size_t j = 0; j < error.data_count; j++) {
            if (strcmp(error.data[j].key, "did_you_mean") == 0)
                near = error.data[j].text;
            if (strcmp(error.data[j].key, "hint") == 0)
                hint = error.data[j].text;
        }
        if (strstr(error.message, rows[i].message) == NULL ||
            strstr(hint, rows[i].hint) == NULL)
            fail_msg("%s: %s; %s", rows[i].text, error.message, hint);
        if (rows[i].near == NULL)
            assert_null(near);
        else
            assert_string_equal(near, rows[i].near);
    }
}

static void
test_whom_the_words_name(void **state)
{
    static const struct {
        const char *text, *to; /* joined by spaces */
    } rows[] = {
        {"operators", ""},
        {"what Member States do", " member-states"},
        {"Director of TSB, Member States", " director-tsb member-states"},
        {"\"Member States\"", ""}, /* quoted: words and no more */
    };

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct engine_fixture *fixture = *state;
        const char *to = "";
        struct query query;
        struct reply_error error;

        assert_true(check(fixture, rows[i].text, &query, &error));
        values_speaks_to(&fixture->context, &query);
        for (size_t j = 0; j < query.speaks_to_count; j++)
            to = arena_printf(fixture->arena, "%s %s", to, query.speaks_to[j]);
        assert_string_equal(to, rows[i].to);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_known_values),
        cmocka_unit_test(test_unused_values),
        cmocka_unit_test(test_unknown_values),
        cmocka_unit_test(test_whom_the_words_name),
    };

    return cmocka_run_group_tests(tests, engine_fixture_open,
                                  engine_fixture_close);
}
