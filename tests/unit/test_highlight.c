#include "lib/query/highlight.h"

#include "lib/text/utf8.h"
#include "tests/unit/query_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct query_fixture fixture;

static int
set_up(void **state)
{
    (void)state;
    query_fixture_open(&fixture);
    return 0;
}

static int
tear_down(void **state)
{
    (void)state;
    query_fixture_close(&fixture);
    return 0;
}

static struct query
parse(const char *text)
{
    struct query query;
    struct query_fault fault;

    if (!query_parse(&query, text, strlen(text), &fixture.context, &fault))
        fail_msg("%s: %s", text, fault.message);
    return query;
}

typedef void lighter_fn(struct segments *, struct highlighter *, enum field,
                        const char *);

/* The segments, those that match in brackets; '|' between two that do not. */
static const char *
light(lighter_fn *how, const char *query_text, const char *text)
{
    struct query query = parse(query_text);
    struct segments segments;
    const char *out = "";

    how(&segments, highlighter_new(&query, &fixture.context), FIELD_TEXT, text);
    for (size_t i = 0; i < segments.count; i++) {
        const struct segment *segment = &segments.list[i];

        assert_true(segment->len > 0);
        assert_true(utf8_valid(segment->text, segment->len) ||
                    !utf8_valid(text, strlen(text)));
        out = arena_printf(fixture.arena, "%s%s%.*s%s", out,
                           segment->match                         ? "["
                           : i > 0 && !segments.list[i - 1].match ? "|"
                                                                  : "",
                           (int)segment->len, segment->text,
                           segment->match ? "]" : "");
    }
    return out;
}

static const struct light_case {
    const char *query;
    const char *text;
    const char *lit;
} cases[] = {
    {"operators", "", ""},
    {"operators", "none here", "none here"},
    {"operators", "Operators", "[Operators]"},
    {"operators", "an operator, operators; operation",
     "an [operator], [operators]; operation"},
    {"=operators", "an operator, operators", "an operator, [operators]"},
    {"participation operators", "participate as operators do",
     "[participate] as [operators] do"},
    {"\"developing countries\"", "in developing countries or countries",
     "in [developing countries] or countries"},
    {"\"developing countries\"", "developing\u00b9 countries",
     "[developing\u00b9 countries]"},
    {"\"a b a\"", "a b a b a c", "[a b a b a] c"}, /* they overlap */
    {"b \"a b\"", "a b b", "[a b] [b]"},
    {"a1 b1", "a1 b1", "[a1] [b1]"}, /* two words are no phrase */
    {"itu-t", "the ITU\u2011T sector", "the [ITU\u2011T] sector"},
    {"itu", "the ITU\u2011T sector", "the [ITU\u2011T] sector"},
    {"ITUT", "ITU T and itu-t", "[ITU T] and [itu-t]"},
    {"\"itu sector\"", "ITU-T sector", "[ITU-T sector]"},
    {"standardisation", "of Standardization.", "of [Standardization]."},
    {"telecom", "tele\u00adcom", "[tele\u00adcom]"},
    {"members", "Members\u2019 plan", "[Members]\u2019 plan"},
    {"a1 NOT b1", "a1 b1", "[a1] b1"}, /* what is not wanted is not lit */
    {"a1 OR b1", "b1 a1", "[b1] [a1]"},
    {"kind:operative a1", "operative a1 kind", "operative [a1] kind"},
    {"kind:operative", "operative", "operative"},
    {"b",
     "a\xff"
     "b\xff",
     "a\xff[b]\xff"},
    {"a NEAR/2 b", "a x b x x b a", "[a] x [b] x x [b] [a]"},
    {"a ADJ/1 b", "b a b a", "b [a] [b] a"},
    {"\"a b\" NEAR/2 (c OR d)", "a b x d, a b", "[a b] x [d], [a b]"},
    {"\"a b\" NEAR/1 c", "a b x c", "a b x c"},
    {"a NEAR/5 a", "a x", "a x"},
    {"in:text a b", "a b", "[a] [b]"},
    {"in:heading a b", "a b", "a [b]"},
    {"\u00e9t\u00e9", "l'\u00c9T\u00c9!", "l'[\u00c9T\u00c9]!"},
};

static void
matches_are_lit(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_string_equal(
            light(highlight_whole, cases[i].query, cases[i].text),
            cases[i].lit);
        assert_string_equal(
            light(highlight_windows, cases[i].query, cases[i].text),
            cases[i].lit);
    }
}

static void
segments_point_into_the_text_and_make_it_whole(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct query query = parse(cases[i].query);
        const char *at = cases[i].text;
        struct segments segments;

        highlight_whole(&segments, highlighter_new(&query, &fixture.context),
                        FIELD_TEXT, at);
        for (size_t k = 0; k < segments.count; k++) {
            assert_ptr_equal(segments.list[k].text, at);
            at += segments.list[k].len;
        }
        assert_int_equal(*at, '\0');
    }
}

/* "w0 w1 ... wN ", with `word` in the places given (ended by a zero). */
static char *
series(unsigned count, const char *word, const unsigned *places)
{
    struct buf out = {0};
    char *text;

    for (unsigned i = 0; i < count; i++) {
        bool here = false;

        for (const unsigned *at = places; *at != 0; at++)
            here = here || *at == i;
        if (here)
            buf_printf(&out, "%s ", word);
        else
            buf_printf(&out, "w%u ", i);
    }
    text = arena_strdup(fixture.arena, buf_text(&out));
    buf_deinit(&out);
    return text;
}

static unsigned
count_words(const char *text)
{
    unsigned count = 0;

    for (; *text != '\0'; text++)
        count += *text == ' ';
    return count;
}

static void
a_text_of_sixty_words_is_shown_whole(void **state)
{
    const unsigned places[] = {1, 59, 0};
    const char *text = series(HIGHLIGHT_WORDS_MAX, "hit", places);
    const char *lit = light(highlight_windows, "hit", text);

    (void)state;
    assert_int_equal(count_words(lit), HIGHLIGHT_WORDS_MAX);
    assert_null(strstr(lit, "\u2026"));
    text = series(HIGHLIGHT_WORDS_MAX + 1, "hit", places);
    lit = light(highlight_windows, "hit", text);
    assert_non_null(strstr(lit, "\u2026"));
}

static void
a_longer_one_in_windows(void **state)
{
    const unsigned places[] = {30, 100, 110, 0};
    const char *text = series(200, "hit", places);

    (void)state;
    assert_string_equal(
        light(highlight_windows, "hit", text),
        "\u2026 |w18 w19 w20 w21 w22 w23 w24 w25 w26 w27 w28 w29 [hit] w31 w32 "
        "w33 w34 w35 w36 w37 w38 w39 w40 w41 w42 |\u2026 |w88 w89 w90 w91 w92 "
        "w93 w94 w95 w96 w97 w98 w99 [hit] w101 w102 w103 w104 w105 w106 w107 "
        "w108 w109 [hit] w111 w112 w113 w114 w115 w116 w117 w118 w119 w120 "
        "w121 w122 |\u2026 ");
}

static void
windows_reach_the_ends(void **state)
{
    const unsigned places[] = {3, 98, 0};
    const char *lit =
        light(highlight_windows, "hit", series(100, "hit", places));

    (void)state;
    assert_memory_equal(lit, "w0 w1 w2 [hit]", 14);
    assert_string_equal(lit + strlen(lit) - 10, "[hit] w99 ");
}

static void
a_long_text_without_a_match_shows_how_it_begins(void **state)
{
    const unsigned places[] = {0};
    const char *text = series(500, "hit", places);
    const char *lit = light(highlight_windows, "other", text);

    (void)state;
    assert_int_equal(count_words(lit), HIGHLIGHT_WORDS_MAX + 1);
    assert_memory_equal(lit, "w0 w1 ", 6);
    assert_string_equal(lit + strlen(lit) - strlen("w59 |\u2026 "),
                        "w59 |\u2026 ");
}

static void
no_more_words_than_the_limit_are_shown(void **state)
{
    enum { MATCHES = 400 };
    unsigned places[MATCHES + 1] = {0};
    const char *lit;

    (void)state;
    for (unsigned i = 0; i < MATCHES; i++)
        places[i] = 1 + 5 * i;
    lit = light(highlight_windows, "hit", series(3000, "hit", places));
    assert_in_range(count_words(lit), HIGHLIGHT_WORDS_SHOWN / 2,
                    HIGHLIGHT_WORDS_SHOWN + 2);
    for (unsigned i = 0; i < MATCHES; i++)
        places[i] = 1 + 7 * i; /* windows that begin one by one */
    lit = light(highlight_windows, "hit", series(3000, "hit", places));
    assert_in_range(count_words(lit), HIGHLIGHT_WORDS_SHOWN / 2,
                    HIGHLIGHT_WORDS_SHOWN + 2);
}

static void
free_words_are_told_one_by_one(void **state)
{
    struct query query =
        parse("support operators \"x y\" kind:operative itu-t");
    struct highlighter *lighter = highlighter_new(&query, &fixture.context);
    bool has[4] = {false};

    (void)state;
    assert_int_equal(query.free_count, 3);
    highlight_find_free(lighter, &query, "of the operator", has);
    assert_false(has[0]);
    assert_true(has[1]);
    assert_false(has[2]);
    highlight_find_free(lighter, &query, "ITU\u2011T supports", has);
    assert_true(has[0]); /* what an earlier text had stays */
    assert_true(has[1]);
    assert_true(has[2]);
    assert_false(has[3]);
}

static void
a_query_of_filters_alone_lights_nothing(void **state)
{
    struct query query = parse("edition:all");
    struct segments segments;

    (void)state;
    assert_null(query.root);
    highlight_whole(&segments, highlighter_new(&query, &fixture.context),
                    FIELD_TEXT, "a");
    assert_int_equal(segments.count, 1);
    assert_false(segments.list[0].match);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(matches_are_lit),
        cmocka_unit_test(segments_point_into_the_text_and_make_it_whole),
        cmocka_unit_test(a_text_of_sixty_words_is_shown_whole),
        cmocka_unit_test(a_longer_one_in_windows),
        cmocka_unit_test(windows_reach_the_ends),
        cmocka_unit_test(a_long_text_without_a_match_shows_how_it_begins),
        cmocka_unit_test(no_more_words_than_the_limit_are_shown),
        cmocka_unit_test(free_words_are_told_one_by_one),
        cmocka_unit_test(a_query_of_filters_alone_lights_nothing),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
