/*
 * Citations typed in the search box: the text that they bring.
 */
#include "lib/base/cleanup.h"
#include "lib/engine/search.h"
#include "tests/unit/engine_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* What typed_find makes of a text. */
static bool
find(struct engine_fixture *fixture, const char *text, struct search *search)
{
    static struct request request;

    request = (struct request){.method = METHOD_SEARCH, .search = {.q = text}};
    *search = (struct search){.context = &fixture->context,
                              .request = &request,
                              .asked = &request.search,
                              .text = text};
    return typed_find(search);
}

static void
test_what_is_named_comes_with_its_text(void **state)
{
    static const struct {
        const char *typed, *id, *text;
    } rows[] = {
        {"demo-900", "demo-900@2026", "A made-up resolution on participation"},
        {"demo 900@2022", "demo-900@2022", "A made-up resolution"},
        {"demo-900@2026/recognizing.b", "demo-900@2026/recognizing.b",
         "that operators take part,"},
        {"demo 900 recognizing b)", "demo-900@2026/recognizing.b",
         "that operators take part,"},
        {"demo-900 invites Member States",
         "demo-900@2026/invites-member-states", "to take part."},
        {"demo-900 recognizing", "demo-900@2026/recognizing", "recognizing"},
        {"demo-900 footnote 1", "demo-900@2026/footnote.1", "Made up."},
    };

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const struct typed_citation *citation;
        struct search search;

        if (!find(*state, rows[i].typed, &search))
            fail_msg("%s is not found", rows[i].typed);
        citation = search.result.citation;
        assert_string_equal(citation->id, rows[i].id);
        assert_string_equal(citation->text, rows[i].text);
        assert_int_equal(search.query.note_count, 1);
        assert_non_null(strstr(search.query.notes[0], "Read as a citation: "));
        assert_non_null(strstr(search.query.notes[0], citation->cite));
    }
}

static void
test_what_is_not_held_is_said(void **state)
{
    static const struct {
        const char *typed, *says;
    } rows[] = {
        {"demo-990", "not in this corpus"},
        {"Resolution 990", "not in this corpus"},
        {"demo-901@2022", "known"},
        {"demo-900 recognizing z)", "recognizing.z"},
    };

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct search search;

        assert_false(find(*state, rows[i].typed, &search));
        assert_null(search.result.citation);
        assert_int_equal(search.query.note_count, 1);
        if (strstr(search.query.notes[0], rows[i].says) == NULL)
            fail_msg("%s: %s", rows[i].typed, search.query.notes[0]);
    }
}

/* A bare number may be any number, and most texts are no citation at all. */
static void
test_nothing_is_said_of_other_texts(void **state)
{
    static const char *const texts[] = {"990",
                                        " 990 ",
                                        "operators",
                                        "",
                                        "resolution",
                                        "900 operators",
                                        "participation of operators in 2026"};

    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        struct search search;

        if (find(*state, texts[i], &search) || search.query.note_count > 0)
            fail_msg("\"%s\" is read as a citation", texts[i]);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_named_comes_with_its_text),
        cmocka_unit_test(test_what_is_not_held_is_said),
        cmocka_unit_test(test_nothing_is_said_of_other_texts),
    };

    return cmocka_run_group_tests(tests, engine_fixture_open,
                                  engine_fixture_close);
}
