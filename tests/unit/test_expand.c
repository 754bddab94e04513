/*
 * Patterns and ranges in the words of an index, here of a list.
 */
#include "lib/base/cleanup.h"
#include "lib/query/expand.h"
#include "tests/unit/query_fixture.h"

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

static const char *const index_terms[] = {
    "Eparticipant",    "Eparticipate",  "Epartner",
    "HEparticipation", "SEparticipate", "XY2008",
    "XY2012",          "XY2016",        "Zparticip"};

/* Those terms; data, when there, is how many words "zzz" begins. */
static bool
list(void *data, const char *prefix, struct arena *arena, const char ***terms,
     size_t *count)
{
    size_t many = data == NULL ? 0 : *(size_t *)data;

    *terms = NULL;
    *count = 0;
    for (size_t i = 0; i < COUNT_OF(index_terms); i++)
        if (strncmp(index_terms[i], prefix, strlen(prefix)) == 0)
            *arena_push(arena, *terms, *count) =
                index_terms[i] + strlen(prefix);
    for (size_t i = 0; strcmp(prefix, "Ezzz") == 0 && i < many; i++)
        *arena_push(arena, *terms, *count) = arena_printf(arena, "%zu", i);
    return true;
}

static bool
fail_list(void *data, const char *prefix, struct arena *arena,
          const char ***terms, size_t *count)
{
    (void)data;
    (void)prefix;
    (void)arena;
    (void)terms;
    (void)count;
    return false;
}

static enum expand_outcome
expand(struct query *query, const char *text, const struct term_source *source,
       struct query_fault *fault)
{
    assert_true(
        query_parse(query, text, strlen(text), &fixture.context, fault));
    return expand_query(query, &fixture.context, source, fault);
}

static void
words_of_all_fields(void **state)
{
    static const struct {
        const char *text, *words, *note;
    } rows[] = {
        {"particip*", "participant,participate,participation,",
         "particip* read as participant, participate, participation"},
        {"particip*e", "participate,", NULL},
        {"par?ner", "partner,", NULL},
        {"partnre~1", "partner,", NULL},
        {"partnres~1", "", "no word of the index fits partnres~1"},
        {"partnres~2", "partner,", NULL},
        {"zebra*", "", "no word of the index fits zebra*"},
    };
    struct term_source source = {NULL, list};

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct query query;
        struct query_fault fault;
        const char *words = "";

        assert_int_equal(expand(&query, rows[i].text, &source, &fault),
                         EXPAND_DONE);
        for (size_t j = 0; j < query.root->word_count; j++)
            words = arena_printf(fixture.arena, "%s%s,", words,
                                 query.root->words[j]);
        assert_string_equal(words, rows[i].words);
        if (rows[i].note != NULL)
            assert_string_equal(query.notes[0], rows[i].note);
    }
}

static void
ranges_are_values(void **state)
{
    static const struct {
        const char *text, *values;
    } rows[] = {
        {"year:2008..2012", "2008,2012,"},
        {"year:2009..", "2012,2016,"},
        {"year:..2008", "2008,"},
        {"year:2009..2010", ""},
        {"res:1..5", ""},
    };
    struct term_source source = {NULL, list};

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct query query;
        struct query_fault fault;
        const char *values = "";

        assert_int_equal(expand(&query, rows[i].text, &source, &fault),
                         EXPAND_DONE);
        for (size_t j = 0; j < query.root->value_count; j++)
            values = arena_printf(fixture.arena, "%s%s,", values,
                                  query.root->values[j]);
        assert_string_equal(values, rows[i].values);
    }
}

static void
too_many_are_never_cut(void **state)
{
    size_t many = LIMIT_EXPANSIONS_TOP;
    struct term_source source = {&many, list};
    struct query query;
    struct query_fault fault;

    (void)state;
    assert_int_equal(expand(&query, "a1 zzz*", &source, &fault), EXPAND_DONE);
    assert_int_equal(query.root->children[1]->word_count, LIMIT_EXPANSIONS_TOP);
    many++;
    assert_int_equal(expand(&query, "a1 (b1 OR zzz*)", &source, &fault),
                     EXPAND_FAULT);
    assert_int_equal(fault.kind, FAULT_TOO_BROAD);
    assert_int_equal(fault.at, 10);
    assert_int_equal(fault.actual, LIMIT_EXPANSIONS_TOP + 1);
    assert_non_null(strstr(fault.message, "stands for 201 words; 200 at most"));
}

static void
a_source_may_fail(void **state)
{
    struct term_source source = {NULL, fail_list};
    struct query query;
    struct query_fault fault;

    (void)state;
    assert_int_equal(expand(&query, "abc*", &source, &fault), EXPAND_FAILED);
    assert_int_equal(expand(&query, "year:1..", &source, &fault),
                     EXPAND_FAILED);
    assert_int_equal(expand(&query, "abc", &source, &fault), EXPAND_DONE);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_of_all_fields),
        cmocka_unit_test(ranges_are_values),
        cmocka_unit_test(too_many_are_never_cut),
        cmocka_unit_test(a_source_may_fail),
    };

    return cmocka_run_group_tests(tests, open_fixture, close_fixture);
}
