/*
 * The places of a resolution in which citations stand.
 */
#include "lib/base/cleanup.h"
#include "lib/model/spot.h"
#include "tests/unit/resolution_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* Foreword, clauses and footnotes, each once and in order. */
static void
test_all_in_order(void **state)
{
    CLEANUP(arena_freep) struct arena *arena = arena_new();
    struct resolution r;
    struct spots spots = {.resolution = &r};
    struct spot spot;

    (void)state;
    resolution_fixture_make(&r, arena);
    assert_true(spots_next(&spots, &spot));
    assert_string_equal(spot.id, r.id);
    assert_ptr_equal(spot.cites, r.foreword_cites);
    assert_null(spot.clause);
    for (size_t i = 0; i < r.section_count; i++)
        for (size_t j = 0; j < r.sections[i].clause_count; j++) {
            assert_true(spots_next(&spots, &spot));
            assert_ptr_equal(spot.section, &r.sections[i]);
            assert_ptr_equal(spot.clause, &r.sections[i].clauses[j]);
            assert_ptr_equal(spot.id, spot.clause->id);
            assert_int_equal(spot.line, spot.clause->line);
            assert_int_equal(spot.cite_count, spot.clause->cite_count);
        }
    for (size_t i = 0; i < r.footnote_count; i++) {
        assert_true(spots_next(&spots, &spot));
        assert_ptr_equal(spot.footnote, &r.footnotes[i]);
        assert_ptr_equal(spot.id, r.footnotes[i].id);
        assert_null(spot.clause);
    }
    assert_false(spots_next(&spots, &spot));
    assert_false(spots_next(&spots, &spot));
}

/* Sections without clauses are passed over; a document may have nothing. */
static void
test_empty_ones(void **state)
{
    struct section sections[3] = {{.slug = "resolves"}};
    struct clause clause = {.id = "demo-901@2026/resolves"};
    struct resolution r = {.id = "demo-901@2026"};
    struct spots spots = {.resolution = &r};
    struct spot spot;

    (void)state;
    assert_true(spots_next(&spots, &spot));
    assert_false(spots_next(&spots, &spot));
    sections[1].clauses = &clause;
    sections[1].clause_count = 1;
    r.sections = sections;
    r.section_count = COUNT_OF(sections);
    spots = (struct spots){.resolution = &r, .begun = true};
    assert_true(spots_next(&spots, &spot));
    assert_ptr_equal(spot.clause, &clause);
    assert_false(spots_next(&spots, &spot));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all_in_order),
        cmocka_unit_test(test_empty_ones),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
