#include "lib/model/resolution_copy.h"

#include "tests/unit/resolution_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void
assert_begins(const char *text, const char *beginning)
{
    if (strncmp(text, beginning, strlen(beginning)) != 0)
        fail_msg("%s does not begin with %s", text, beginning);
}

static void
test_ids_carry_the_rank(void **state)
{
    struct arena *arena = arena_new();
    struct resolution r;
    char *second;

    (void)state;
    resolution_fixture_make(&r, arena);
    second = arena_printf(arena, "%s.2", r.id);
    resolution_copy_make(&r, 2, arena);
    assert_string_equal(r.id, second);
    assert_int_equal(r.copy, 2);
    assert_true(r.section_count > 0 && r.footnote_count > 0);
    for (size_t i = 0; i < r.section_count; i++)
        for (size_t j = 0; j < r.sections[i].clause_count; j++)
            assert_begins(r.sections[i].clauses[j].id, second);
    for (size_t i = 0; i < r.footnote_count; i++) {
        assert_begins(r.footnotes[i].id, second);
        assert_begins(r.footnotes[i].anchor, second);
    }
    arena_free(arena);
}

/* What a text cites does not move with the text. */
static void
test_cited_ids_stay(void **state)
{
    struct arena *arena = arena_new();
    struct citation cite = {.id = "demo-901@2026", .in = "demo-901@2026"};
    struct resolution r = {.id = "demo-901@2026",
                           .foreword_cites = &cite,
                           .foreword_cite_count = 1};

    (void)state;
    resolution_copy_make(&r, 3, arena);
    assert_string_equal(cite.id, "demo-901@2026");
    assert_string_equal(cite.in, "demo-901@2026.3");
    resolution_copy_make(&r, 4, arena);
    assert_string_equal(r.id, "demo-901@2026.4");
    assert_string_equal(cite.in, "demo-901@2026.4");
    arena_free(arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ids_carry_the_rank),
        cmocka_unit_test(test_cited_ids_stay),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
