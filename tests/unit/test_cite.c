#include "tests/unit/grammar_fixture.h"

#include "lib/base/cleanup.h"
#include "lib/model/citation.h"
#include "lib/model/cite.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define TSB "the Director of the Telecommunication Standardization Bureau"

static const struct {
    char *heading, *slug;
    size_t to_count;
    char *label;
    const char *behind_long, *behind_short;
} rows[] = {
    {"resolves to invite " TSB, "resolves-to-invite-director-tsb", 1, "2",
     "resolves to invite " TSB ", 2",
     "resolves to invite the Director of the TSB, 2"},
    {"recognizing", "recognizing", 0, "c", "recognizing c)", "recognizing c)"},
    {"taking into account", "taking-into-account", 0, "", "taking into account",
     "taking into account"},
    {"resolves", "resolves", 0, "2.1.a", "resolves 2.1 a)", "resolves 2.1 a)"},
    {"resolves", "resolves", 0, "2.b1", "resolves 2 bullet 1",
     "resolves 2 bullet 1"},
    {"noting", "noting~2", 0, "b", "noting (2) b)", "noting (2) b)"},
    {"invites Member States", "invites-member-states", 1, "",
     "invites Member States", "invites Member States"},
    {"invites Member States", "invites-member-states", 1, "p1",
     "invites Member States, paragraph 1",
     "invites Member States, paragraph 1"},
    {"instructs " TSB ", in collaboration with the Director of BR",
     "instructs-director-tsb-in-collaboration-with-director-br", 1, "1.a",
     "instructs " TSB ", in collaboration with the Director of BR, 1 a)",
     "instructs the Director of the TSB, in collaboration with the Director "
     "of BR, 1 a)"},
    {"instructs " TSB ", in collaboration with the Council",
     "instructs-director-tsb-in-collaboration-with-council~2", 1, "p1",
     "instructs " TSB ", in collaboration with the Council (2), paragraph 1",
     "instructs the Director of the TSB, in collaboration with the Council "
     "(2), paragraph 1"},
    {"instructs the Keeper of the Examples", "instructs-keeper-of-examples", 1,
     "2", "instructs the Keeper of the Examples, 2",
     "instructs the Keeper of the Examples, 2"},
    {"instructs Example Group 4", "instructs-example-group-4", 1, "",
     "instructs Example Group 4", "instructs Example Group 4"},
    {"resolves, subject to the means available",
     "resolves-subject-to-means-available", 0, "2",
     "resolves, subject to the means available, 2",
     "resolves, subject to the means available, 2"},
};

static void
test_clauses(void **state)
{
    const struct resolution resolution = {.body = "wtsa",
                                          .number = 59,
                                          .copy = 1,
                                          .designation = "Rev. Dubai, 2012"};

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const struct section section = {.heading = rows[i].heading,
                                        .slug = rows[i].slug,
                                        .to_count = rows[i].to_count};
        const struct clause clause = {.label = rows[i].label};
        const char *part =
            *rows[i].label == '\0'
                ? rows[i].slug
                : arena_printf(arena, "%s.%s", rows[i].slug, rows[i].label);
        struct typed_ref ref;
        char *cite = cite_clause(grammar, &resolution, &section, &clause,
                                 CITE_LONG, arena);

        assert_string_equal(
            cite,
            arena_printf(arena, "WTSA Resolution 59 (Rev. Dubai, 2012), %s",
                         rows[i].behind_long));
        /* What is printed can be typed. */
        assert_true(citation_parse_typed(&ref, grammar, cite, arena));
        assert_string_equal(ref.part, part);
        cite = cite_clause(grammar, &resolution, &section, &clause, CITE_SHORT,
                           arena);
        assert_string_equal(
            cite, arena_printf(arena, "WTSA Res. 59 (Rev. Dubai, 2012), %s",
                               rows[i].behind_short));
        assert_true(citation_parse_typed(&ref, grammar, cite, arena));
        assert_string_equal(ref.part, part);
    }
}

static void
test_resolutions(void **state)
{
    struct resolution resolution = {
        .body = "demo", .number = 901, .copy = 2, .designation = ""};
    struct footnote footnote = {.label = "1"};

    (void)state;
    assert_string_equal(
        cite_resolution(grammar, &resolution, CITE_SHORT, arena),
        "Demo Res. 901 [2]");
    resolution.body = "other";
    resolution.copy = 1;
    resolution.designation = "Exampleville, 2026";
    assert_string_equal(cite_resolution(grammar, &resolution, CITE_LONG, arena),
                        "other Resolution 901 (Exampleville, 2026)");
    assert_string_equal(
        cite_footnote(grammar, &resolution, &footnote, CITE_LONG, arena),
        "other Resolution 901 (Exampleville, 2026), footnote 1");
}

static void
test_labels(void **state)
{
    static const struct {
        const char *label, *printed;
    } labels[] = {
        {"a", "a)"},
        {"2", "2"},
        {"2.1.a", "2.1 a)"},
        {"a.i", "a) i)"},
        {"a.1", "a) 1"},
        {"bbis", "b)bis"},
        {"1bis.1", "1bis.1"},
        {"p2", "paragraph 2"},
        {"2.b1", "2 bullet 1"},
        {"", ""},
        {"aa", "aa)"},
        {"p", "p)"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(labels); i++)
        assert_string_equal(cite_label(labels[i].label, arena),
                            labels[i].printed);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_clauses),
        cmocka_unit_test(test_resolutions),
        cmocka_unit_test(test_labels),
    };

    return cmocka_run_group_tests(tests, both_up, both_down);
}
