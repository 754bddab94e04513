#include "lib/base/cleanup.h"
#include "lib/model/grammar.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

struct fixture {
    struct arena *arena;
    struct grammar *grammar;
};

static struct fixture fixture;

static int
setup(void **state)
{
    fixture.arena = arena_new();
    *state = &fixture;
    return grammar_new(&fixture.grammar, tables_builtin(), NULL) != STATUS_OK;
}

static int
teardown(void **state)
{
    (void)state;
    grammar_freep(&fixture.grammar);
    arena_freep(&fixture.arena);
    return 0;
}

static char *
join(const char *const *list, size_t count)
{
    char *out = arena_strdup(fixture.arena, "");

    for (size_t i = 0; i < count; i++)
        out = arena_printf(fixture.arena, "%s%s%s", out, i > 0 ? " " : "",
                           list[i]);
    return out;
}

static void
test_headings(void **state)
{
    static const struct {
        const char *line;
        enum clause_kind kind;
        const char *verb, *to;
    } rows[] = {
        {"recognizing", KIND_PREAMBLE, "recognizing", ""},
        {"Taking into account,", KIND_PREAMBLE, "taking-into-account", ""},
        {"considering the following:", KIND_PREAMBLE, "considering-following",
         ""},
        {"further recognizing", KIND_PREAMBLE, "further-recognizing", ""},
        {"recalling\u00a0further", KIND_PREAMBLE, "recalling-further", ""},
        {"resolves", KIND_OPERATIVE, "resolves", ""},
        {"further resolves", KIND_OPERATIVE, "resolves", ""},
        {"resolves further", KIND_OPERATIVE, "resolves", ""},
        {"decides:", KIND_OPERATIVE, "decides", ""},
        {"resolves to invite the Director of the Telecommunication "
         "Standardization Bureau ",
         KIND_OPERATIVE, "resolves-to-invite", "director-tsb"},
        {"invites Member States", KIND_OPERATIVE, "invites", "member-states"},
        {"invites Member States, Sector Members, Associates and Academia",
         KIND_OPERATIVE, "invites",
         "member-states sector-members associates academia"},
        {"resolves further to urge administrations", KIND_OPERATIVE,
         "resolves-to-urge", "administrations"},
        {"requests the Secretary-General and instructs the Director of the TDB",
         KIND_OPERATIVE, "requests-and-instructs",
         "secretary-general director-bdt"},
        {"invites and encourages Member States", KIND_OPERATIVE,
         "invites-and-encourages", "member-states"},
        {"resolves to invite Member States and to instruct the Director of "
         "the BR",
         KIND_OPERATIVE, "resolves-to-invite-and-to-instruct",
         "member-states director-br"},
        {"calls upon ITU\u2011T study groups", KIND_OPERATIVE, "calls-upon",
         "study-groups"},
        {"instructs the Directors of the three Bureaux", KIND_OPERATIVE,
         "instructs", "director-tsb director-br director-bdt"},
        {"invites the 2027 World Radiocommunication Conference", KIND_OPERATIVE,
         "invites", "wrc"},
        {"resolves to invite the ITU Radiocommunication Sector to complete in "
         "time for the 2027 World Radiocommunication Conference",
         KIND_OPERATIVE, "resolves-to-invite", "itu-r"},
        {"ANNEX 1", KIND_ANNEX, "annex-1", ""},
        {"Appendix B (to Resolution 900)", KIND_ANNEX, "appendix-b", ""},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct heading heading;

        if (!grammar_heading(&heading, fixture.grammar, rows[i].line,
                             fixture.arena))
            fail_msg("no heading: %s", rows[i].line);
        assert_int_equal(heading.kind, rows[i].kind);
        assert_string_equal(heading.verb, rows[i].verb);
        assert_string_equal(join(heading.to, heading.to_count), rows[i].to);
        assert_int_equal(heading.unknown_count, 0);
    }
}

static void
test_unknown_addressee(void **state)
{
    struct heading heading;

    (void)state;
    assert_true(grammar_heading(
        &heading, fixture.grammar,
        "invites Member States and the Example Board of Exampleville",
        fixture.arena));
    assert_string_equal(join(heading.to, heading.to_count),
                        "member-states example-board-of-exampleville");
    assert_int_equal(heading.unknown_count, 1);
    assert_string_equal(heading.unknown[0], "Example Board of Exampleville");
}

/* Ends that no table knows: the heading is one, and says so. */
static void
test_loose_headings(void **state)
{
    static const struct {
        const char *line, *verb, *to;
        enum clause_kind kind;
    } rows[] = {
        {"instructs the Director of the Telecommunication Standardization "
         "Bureau, in collaboration with the Directors of the other two Bureaux",
         "instructs", "director-tsb", KIND_OPERATIVE},
        {"requests the Secretary-General, subject to available budgetary "
         "resources",
         "requests", "secretary-general", KIND_OPERATIVE},
        {"invites Member States in the region", "invites", "member-states",
         KIND_OPERATIVE},
        {"resolves, within the limits of the budget", "resolves", "",
         KIND_OPERATIVE},
        {"resolves that", "resolves", "", KIND_OPERATIVE},
        {"decides as follows:", "decides", "", KIND_OPERATIVE},
        {"having regard to", "having-regard-to", "", KIND_PREAMBLE},
        {"noting with regret", "noting-with-regret", "", KIND_PREAMBLE},
    };
    static const char *const strict[] = {
        "resolves also",
        "also resolves",
        "considering also",
        "further instructs the Secretary-General",
        "also invites Member States",
        "considering the following",
    };
    struct heading heading;

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        if (!grammar_heading(&heading, fixture.grammar, rows[i].line,
                             fixture.arena))
            fail_msg("no heading: %s", rows[i].line);
        assert_true(heading.loose);
        assert_int_equal(heading.kind, rows[i].kind);
        assert_string_equal(heading.verb, rows[i].verb);
        assert_string_equal(join(heading.to, heading.to_count), rows[i].to);
    }
    for (size_t i = 0; i < COUNT_OF(strict); i++) {
        if (!grammar_heading(&heading, fixture.grammar, strict[i],
                             fixture.arena))
            fail_msg("no heading: %s", strict[i]);
        assert_false(heading.loose);
    }
}

static void
test_no_headings(void **state)
{
    static const char *const lines[] = {
        "considering a) above into GSO systems",
        "resolves 2 or 3 above, BR shall:",
        "taking into account recognizing g)",
        "concerned administrations may",
        "considering that the example is long",
        "invites Member States to encourage their Sector Members",
        "resolves to continue",
        "resolves that the Director of TSB",
        "instructs the Director of the TSB.",
        "instructs the Director of the TSB, in collaboration with",
        "instructs the Director of the TSB, in the same way, to read",
        "requests the Secretary-General, within a year; and",
        "invites Member States, with those that are willing",
        "recommends studies of examples",
        "further",
        "section 2",
        "Annex 1 shows how",
        "and invites Member States",
        "Member States",
        "resolves invites",
        "invites and",
        "invites ,, and",
        "",
        " ",
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(lines); i++) {
        struct heading heading;

        if (grammar_heading(&heading, fixture.grammar, lines[i], fixture.arena))
            fail_msg("a heading: %s", lines[i]);
    }
}

static void
test_a_long_line_is_no_heading(void **state)
{
    char *line = arena_alloc(fixture.arena, 100001);
    struct heading heading;

    (void)state;
    for (size_t i = 0; i < 100000; i += 10)
        memcpy(line + i, "resolves, ", 10);
    assert_false(
        grammar_heading(&heading, fixture.grammar, line, fixture.arena));
}

static void
test_addressees(void **state)
{
    size_t count;
    const char *const *all = grammar_addressees(fixture.grammar, &count);

    (void)state;
    assert_string_equal(
        grammar_addressee(fixture.grammar, "the director of the TSB"),
        "director-tsb");
    assert_string_equal(grammar_addressee(fixture.grammar, "ITU\u2011R"),
                        "itu-r");
    assert_null(grammar_addressee(fixture.grammar, "the Example Board"));
    assert_null(
        grammar_addressee(fixture.grammar, "Directors of the three Bureaux"));
    assert_string_equal(
        grammar_addressee_short(fixture.grammar, "director-tsb"),
        "Director of the TSB");
    assert_string_equal(
        grammar_addressee_short(fixture.grammar, "member-states"),
        "Member States");
    assert_null(grammar_addressee_short(fixture.grammar, "nobody"));
    assert_true(count > 10);
    assert_string_equal(all[0], "director-tsb");
}

static bool
holds(const char *const *list, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(list[i], name) == 0)
            return true;
    return false;
}

static void
test_lists(void **state)
{
    size_t count;
    const char *const *list = grammar_verbs(fixture.grammar, &count);

    (void)state;
    assert_true(holds(list, count, "resolves-to-invite"));
    assert_true(holds(list, count, "taking-into-account"));
    list = grammar_sections(fixture.grammar, &count);
    assert_true(holds(list, count, "recognizing"));
    assert_true(holds(list, count, "resolves"));
    assert_false(holds(list, count, "to-complete-in-time-for"));
    list = grammar_bodies(fixture.grammar, &count);
    assert_true(holds(list, count, "wtsa"));
}

static void
test_bodies(void **state)
{
    (void)state;
    assert_string_equal(grammar_body(fixture.grammar, "WTSA"), "wtsa");
    assert_string_equal(grammar_body(fixture.grammar, "wtsa-12"), "wtsa");
    assert_string_equal(
        grammar_body(fixture.grammar, "the Plenipotentiary Conference"), "pp");
    assert_null(grammar_body(fixture.grammar, "the Other Conference"));
    assert_string_equal(grammar_body_print(fixture.grammar, "itu-r"), "ITU-R");
    assert_null(grammar_body_print(fixture.grammar, "x"));
}

static void
test_assemblies(void **state)
{
    const struct grammar *grammar = fixture.grammar;
    const char *body;
    unsigned year;

    (void)state;
    assert_string_equal(grammar_assembly_body(grammar, "guadalajara", 2010),
                        "pp");
    assert_null(grammar_assembly_body(grammar, "Dubai", 2012));
    assert_null(grammar_assembly_body(grammar, "Dubai", 2013));
    assert_null(grammar_assembly_body(grammar, "Exampleville", 2012));
    assert_string_equal(grammar_assembly_body(grammar, "Florianopolis", 2004),
                        "wtsa");
    assert_string_equal(grammar_assembly_body(grammar, "Florianpolis", 2004),
                        "wtsa");
    assert_string_equal(grammar_assembly_body(grammar, "Johannesbourg", 2008),
                        "wtsa");
    assert_string_equal(grammar_assembly_place(grammar, "DUBAI", 2012),
                        "Dubai");
    assert_true(grammar_event(grammar, "WRC-23", &body, &year));
    assert_string_equal(body, "wrc");
    assert_int_equal(year, 2023);
    /* The table knows better than the digits. */
    assert_true(grammar_event(grammar, "WTSA-20", &body, &year));
    assert_int_equal(year, 2022);
    assert_true(grammar_event(grammar, "WRC-97", &body, &year));
    assert_int_equal(year, 1997);
    assert_false(grammar_event(grammar, "M.2083", &body, &year));
    assert_int_equal(grammar_event_year(grammar, "the WTSA-12"), 2012);
    assert_int_equal(grammar_event_year(grammar, "wtsa-00"), 2000);
    assert_false(grammar_event_held(grammar, "PP-71", &body, &year));
}

static void
test_shorten(void **state)
{
    (void)state;
    assert_string_equal(
        grammar_shorten(fixture.grammar,
                        "resolves to invite the Director of the "
                        "Telecommunication\u00a0Standardization Bureau",
                        fixture.arena),
        "resolves to invite the Director of the TSB");
    assert_string_equal(
        grammar_shorten(fixture.grammar, "invités", fixture.arena), "invités");
    assert_string_equal(grammar_shorten(fixture.grammar, "", fixture.arena),
                        "");
}

static void
test_a_bad_table_is_named(void **state)
{
    static const struct {
        const char *table, *text, *says;
    } rows[] = {
        {"headings", "phrase\tkind\nfoo\tbar\n", "table headings, line 2"},
        {"verbs", "form\tbase\n,\tx\n", "table verbs, line 2"},
        {"addressees", "slug\tshort\taliases\nx\t\t\n",
         "table addressees, line 2"},
        {"addressees", "slug\tshort\taliases\na  b\t\tx\n",
         "table addressees, line 2"},
        {"bodies", "body\tprint\tnames\nx\tX\ta||b\n", "table bodies, line 2"},
        {"bodies", "body\tprint\tnames\nX Y\tX\ta\n", "table bodies, line 2"},
        {"assemblies", "body\tevent\tplace\tyear\na\tb\tc\t20x2\n",
         "table assemblies, line 2"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct tables tables = *tables_builtin();
        struct grammar *grammar = NULL;
        struct error err;

        for (size_t j = 0; j < tables.count; j++) {
            if (strcmp(tables.list[j].name, rows[i].table) != 0)
                continue;
            tables.list[j].text = rows[i].text;
            tables.list[j].len = strlen(rows[i].text);
        }
        assert_int_equal(grammar_new(&grammar, &tables, &err),
                         STATUS_BAD_DOCUMENT);
        assert_null(grammar);
        assert_non_null(strstr(err.text, rows[i].says));
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_headings),
        cmocka_unit_test(test_unknown_addressee),
        cmocka_unit_test(test_loose_headings),
        cmocka_unit_test(test_no_headings),
        cmocka_unit_test(test_a_long_line_is_no_heading),
        cmocka_unit_test(test_addressees),
        cmocka_unit_test(test_lists),
        cmocka_unit_test(test_bodies),
        cmocka_unit_test(test_assemblies),
        cmocka_unit_test(test_shorten),
        cmocka_unit_test(test_a_bad_table_is_named),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
