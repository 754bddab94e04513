/*
 * The headings that were seen in resolutions, or are listed by those who read
 * them: each is one, of its kind, and names whom it speaks to.
 */
#include "lib/base/cleanup.h"
#include "lib/model/grammar.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char *const preamble[] = {
    "considering",
    "recognizing",
    "noting",
    "considering further",
    "recognizing further",
    "noting further",
    "emphasizing",
    "recalling",
    "taking into account",
    "aware",
    "having noted",
    "referring to",
    "noting with concern",
    "noting in particular",
    "considering in particular",
    "considering the following:",
    "pursuant to",
    "recalling further",
    "further recognizing",
    "bearing in mind",
    "conscious",
    "convinced",
    "concerned",
    "having examined",
    "having considered",
    "having regard",
    "having reviewed",
    "taking note",
    "affirming",
    "reaffirming",
    "acknowledging",
    "appreciating",
    "welcoming",
    "mindful",
    "determined",
    "expressing",
    "stressing",
    "underlining",
    "observing",
    "noting with satisfaction",
};

static const struct {
    const char *line, *to;
} operative[] = {
    {"resolves", ""},
    {"further resolves", ""},
    {"resolves further", ""},
    {"decides", ""},
    {"recommends", ""},
    {"invites", ""},
    {"instructs", ""},
    {"invites administrations", "administrations"},
    {"urges administrations", "administrations"},
    {"encourages administrations", "administrations"},
    {"requests administrations", "administrations"},
    {"resolves to urge administrations", "administrations"},
    {"calls upon administrations", "administrations"},
    {"appeals to Member States", "member-states"},
    {"instructs the Director of the Radiocommunication Bureau", "director-br"},
    {"resolves to instruct the Director of the Radiocommunication Bureau",
     "director-br"},
    {"invites the Director of the TDB", "director-bdt"},
    {"instructs the Director of BDT", "director-bdt"},
    {"instructs the Directors of the three Bureaux",
     "director-tsb director-br director-bdt"},
    {"instructs the Radiocommunication Bureau", "br"},
    {"instructs the Secretary-General", "secretary-general"},
    {"authorizes the Secretary-General", "secretary-general"},
    {"invites the ITU Radiocommunication Sector", "itu-r"},
    {"invites ITU-R", "itu-r"},
    {"invites ITU\u2011D", "itu-d"},
    {"invites the 2023 World Radiocommunication Conference", "wrc"},
    {"invites the 2031 World Radiocommunication Conference", "wrc"},
    {"invites a future WRC", "wrc"},
    {"invites the ITU Council", "council"},
    {"charges the Council", "council"},
    {"invites TSAG", "tsag"},
    {"invites study groups", "study-groups"},
    {"instructs the CPM", "cpm"},
    {"invites ICAO and other organizations", "icao other-organizations"},
    {"invites regional telecommunication organizations",
     "regional-telecommunication-organizations"},
    {"resolves to invite Member States and Sector Members",
     "member-states sector-members"},
};

struct fixture {
    struct arena *arena;
    struct grammar *grammar;
};

static struct fixture fixture;

static int
setup(void **state)
{
    (void)state;
    fixture.arena = arena_new();
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

static struct heading
read(const char *line, enum clause_kind kind)
{
    struct heading heading;

    if (!grammar_heading(&heading, fixture.grammar, line, fixture.arena))
        fail_msg("no heading: %s", line);
    assert_int_equal(heading.kind, kind);
    assert_int_equal(heading.unknown_count, 0);
    assert_false(heading.loose);
    return heading;
}

static void
test_preamble(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(preamble); i++)
        assert_int_equal(read(preamble[i], KIND_PREAMBLE).to_count, 0);
}

static void
test_operative(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(operative); i++) {
        struct heading heading = read(operative[i].line, KIND_OPERATIVE);
        const char *to = "";

        for (size_t j = 0; j < heading.to_count; j++)
            to = arena_printf(fixture.arena, "%s%s%s", to, j > 0 ? " " : "",
                              heading.to[j]);
        assert_string_equal(to, operative[i].to);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_preamble),
        cmocka_unit_test(test_operative),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
