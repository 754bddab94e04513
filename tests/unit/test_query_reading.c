/*
 * What stands beside the tree of a query: notes on how it was read, its
 * edition, any instead of all; and what is too much or too awkward.
 */
#include "lib/base/cleanup.h"
#include "tests/unit/query_fixture.h"

#include "lib/text/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct query_fixture fixture;

static int
open_fixture(void **state)
{
    (void)state;
    query_fixture_open(&fixture);
    return 0;
}

static int
close_fixture(void **state)
{
    (void)state;
    query_fixture_close(&fixture);
    return 0;
}

static bool
parse(struct query *out, const char *text, struct query_fault *fault)
{
    return query_parse(out, text, strlen(text), &fixture.context, fault);
}

static const char *
all_notes(const struct query *query)
{
    const char *notes = "";

    for (size_t i = 0; i < query->note_count; i++)
        notes = arena_printf(fixture.arena, "%s%s\n", notes, query->notes[i]);
    return notes;
}

static void
test_notes(void **state)
{
    static const struct {
        const char *text, *note;
    } rows[] = {
        {"the support of operators", "left out: the, of ("},
        {"The a1 of the b1 to the c1", "left out: The, of, to ("},
        {"a1 or b1", "write OR in capitals"},
        {"a1 and b1", "write OR in capitals"},
        {"TSB a1", "TSB also read as"},
        {"\"a1 b1", "the quote at column 1 is not closed; read as \"a1 b1\""},
        {"x1 (a1 b1", "the bracket at column 4 is not closed"},
        {"???ticipation", "left out: ??? before ticipation"},
        {"a OR (?b c)", "left out: ? before b "},
        {"a1 ()", "left out the empty brackets at column 4"},
        {"b1 \"partic* c1\"",
         "the * at column 11 stands in quotes and is no wildcard"},
        {"b)\tsupport", "left out the label \"b)\""},
        {"a1 NEAR b1", "NEAR at column 4 is read as a word; NEAR/5 is the "
                       "operator"},
        {"a1 (b1 ADJ c1)", "ADJ at column 8 is read as a word; ADJ/5 is"},
        {"a1 kind: annex",
         "kind: at column 4 is read as a word; the value of a "
         "field stands right behind it, as in kind:operative"},
        {"to: director-tsb", "to: at column 1 is read as a word; the value"},
        {"(Year: 2012 OR a1)", "Year: at column 2 is read as a word"},
        {"a1 near/3 b1", "near/3 at column 4 is read as words; the operator "
                         "is NEAR/3, in capitals"},
    };
    struct query query;
    struct query_fault fault;

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        assert_true(parse(&query, rows[i].text, &fault));
        if (strstr(all_notes(&query), rows[i].note) == NULL)
            fail_msg("%s: notes are %s", rows[i].text, all_notes(&query));
    }
    assert_true(parse(&query, "support operators near a1", &fault));
    assert_int_equal(query.note_count, 0);
    assert_true(parse(&query, "considering: a1 x-kind: b1 kind c1", &fault));
    assert_int_equal(query.note_count, 0);
    assert_true(parse(&query, "\"TSB\" =TSB", &fault));
    assert_int_equal(query.note_count, 0); /* quotes switch acronyms off */
}

/* However long the query is, and wherever the note is cut. */
static void
test_long_notes_are_utf8(void **state)
{
    (void)state;
    for (size_t pad = 0; pad < 3; pad++) {
        struct buf text = {0};
        struct query query;
        struct query_fault fault;

        buf_printf(&text, "\"%.*s", (int)pad, "aaa");
        for (size_t i = 0; i < 500; i++)
            buf_put_text(&text, "\xe2\x82\xac ");
        buf_put_text(&text, "x");
        assert_true(parse(&query, buf_text(&text), &fault));
        assert_int_equal(query.note_count, 1);
        assert_true(utf8_valid(query.notes[0], strlen(query.notes[0])));
        buf_deinit(&text);
    }
}

static void
test_editions(void **state)
{
    struct query query;
    struct query_fault fault;

    (void)state;
    assert_true(parse(&query, "a1", &fault));
    assert_int_equal(query.edition, EDITION_LATEST);
    assert_false(query.edition_is_said);
    assert_true(parse(&query, "a1 edition:2008", &fault));
    assert_int_equal(query.edition, EDITION_YEAR);
    assert_int_equal(query.edition_year, 2008);
    assert_true(parse(&query, "(edition:all a1)", &fault));
    assert_int_equal(query.edition, EDITION_ALL);
    assert_true(query.edition_is_said);
}

static void
test_any(void **state)
{
    struct query query;
    struct query_fault fault;

    (void)state;
    fixture.context.any = true;
    assert_true(parse(&query, "kind:operative the a1 b1 \"c1 d1\"", &fault));
    assert_string_equal(query_fixture_dump(&fixture, &query),
                        "(and (or a1+ b1+) kind:operative =c1_d1)");
    assert_true(parse(&query, "a1 b1", &fault));
    assert_string_equal(query_fixture_dump(&fixture, &query), "(or a1+ b1+)");
    assert_true(parse(&query, "a1", &fault));
    assert_string_equal(query_fixture_dump(&fixture, &query), "a1+");
    fixture.context.any = false;
}

/* count times piece, and tail */
static char *
repeat(const char *piece, size_t count, const char *tail)
{
    struct buf text = {0};
    char *copy;

    for (size_t i = 0; i < count; i++)
        buf_put_text(&text, piece);
    buf_put_text(&text, tail);
    copy = arena_strdup(fixture.arena, buf_text(&text));
    buf_deinit(&text);
    return copy;
}

static void
expect_complex(const char *text, const char *what)
{
    struct query query;
    struct query_fault fault;

    assert_false(parse(&query, text, &fault));
    assert_int_equal(fault.kind, FAULT_TOO_COMPLEX);
    assert_string_equal(fault.what, what);
    assert_true(fault.actual > fault.limit);
}

static void
test_limits(void **state)
{
    struct query query;
    struct query_fault fault;

    (void)state;
    assert_true(parse(&query, repeat("a1 ", LIMIT_FREE_WORDS_TOP, ""), &fault));
    expect_complex(repeat("a1 ", LIMIT_FREE_WORDS_TOP + 1, ""), "free words");
    assert_true(
        parse(&query, repeat("NOT ", LIMIT_OPERATORS_TOP, "a1"), &fault));
    expect_complex(repeat("NOT ", LIMIT_OPERATORS_TOP + 1, "a1"), "operators");
    assert_true(
        parse(&query, repeat("(", LIMIT_BRACKET_DEPTH_TOP, "a1"), &fault));
    expect_complex(repeat("(", LIMIT_BRACKET_DEPTH_TOP + 1, "a1"),
                   "bracket depth");
    assert_true(parse(&query, repeat("a", LIMIT_QUERY_BYTES_TOP, ""), &fault));
    expect_complex(repeat("a", LIMIT_QUERY_BYTES_TOP + 1, ""), "query text");
    assert_true(parse(&query, repeat("abc* ", LIMIT_PATTERNS_TOP, ""), &fault));
    expect_complex(repeat("abc* ", LIMIT_PATTERNS_TOP, "abc~1"),
                   "wildcards and similar words");
}

/* Every prefix and every byte order of awkward pieces ends, and soundly. */
static void
test_awkward(void **state)
{
    static const char pieces[] = "a\"(-OR =)NOT kind:x \xe2\x80\x91*~1/AND:";
    struct query query;
    struct query_fault fault;

    (void)state;
    for (size_t i = 0; i < sizeof pieces - 1; i++)
        for (size_t j = i; j < sizeof pieces; j++) {
            char *text = arena_strndup(fixture.arena, pieces + i, j - i);

            if (!query_parse(&query, text, j - i, &fixture.context, &fault))
                assert_non_null(fault.message);
        }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_notes),
        cmocka_unit_test(test_long_notes_are_utf8),
        cmocka_unit_test(test_editions),
        cmocka_unit_test(test_any),
        cmocka_unit_test(test_limits),
        cmocka_unit_test(test_awkward),
    };

    return cmocka_run_group_tests(tests, open_fixture, close_fixture);
}
