/*
 * Which words of a query have a concept as an alternative.
 */
#include "lib/base/cleanup.h"
#include "lib/query/meaning.h"

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

static void
parse(struct query *query, const char *text)
{
    struct query_fault fault;

    if (!query_parse(query, text, strlen(text), &fixture.context, &fault))
        fail_msg("%s: %s", text, fault.message);
}

static bool
means(const struct node *node, const char *id)
{
    for (size_t i = 0; i < node->concept_count; i++)
        if (strcmp(node->concepts[i]->id, id) == 0)
            return true;
    return false;
}

static void
test_each_word_of_a_name_has_the_concept(void **state)
{
    struct query query;

    (void)state;
    parse(&query, "Telecommunication Standardization Bureau asks");
    assert_int_equal(query.free_count, 4);
    for (size_t i = 0; i < 3; i++)
        assert_true(means(query.free_words[i], "tsb"));
    assert_int_equal(query.free_words[3]->concept_count, 0);
    parse(&query, "Internet things");
    assert_int_equal(query.free_words[0]->concept_count, 1);
}

/* A narrower name is found by the broader one, not the other way. */
static void
test_narrower_names_are_themselves(void **state)
{
    struct query query;

    (void)state;
    parse(&query, "ultra-broadband");
    assert_int_equal(query.free_words[0]->concept_count, 0);
}

static size_t
count_meant(const struct node *node, const char *id)
{
    size_t count = means(node, id);

    for (size_t i = 0; i < node->child_count; i++)
        count += count_meant(node->children[i], id);
    return count;
}

/* Brackets and alternatives switch nothing off. */
static void
test_names_of_several_words_are_read_everywhere(void **state)
{
    static const char *const texts[] = {
        "(Internet of things) OR budget",
        "budget OR Internet of things",
        "budget -(the Internet of things)",
        "in:title (things Internet things budget)",
        "in:title (budget Internet things -operators)",
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        struct query query;

        parse(&query, texts[i]);
        if (count_meant(query.root, "internet-of-things") != 2)
            fail_msg("%s", texts[i]);
    }
}

/* Alternatives are not one behind the other. */
static void
test_alternatives_are_no_name(void **state)
{
    struct query query;

    (void)state;
    parse(&query, "budget (Internet OR things)");
    assert_int_equal(count_meant(query.root, "internet-of-things"), 0);
    parse(&query, "in:title (Internet budget things)");
    assert_int_equal(count_meant(query.root, "internet-of-things"), 0);
}

static void
test_what_switches_it_off(void **state)
{
    struct query query;

    (void)state;
    parse(&query, "\"TSB\" =TSB");
    for (size_t i = 0; i < query.root->child_count; i++)
        assert_int_equal(query.root->children[i]->concept_count, 0);
    parse(&query, "TSB NEAR/3 budget");
    assert_int_equal(query.root->kind, NODE_NEAR);
    assert_int_equal(query.root->children[0]->concept_count, 0);
    parse(&query, "TSB OR budget");
    assert_true(means(query.root->children[0], "tsb"));
    parse(&query, "in:title TSB");
    assert_true(means(query.root->children[0], "tsb"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_word_of_a_name_has_the_concept),
        cmocka_unit_test(test_narrower_names_are_themselves),
        cmocka_unit_test(test_names_of_several_words_are_read_everywhere),
        cmocka_unit_test(test_alternatives_are_no_name),
        cmocka_unit_test(test_what_switches_it_off),
    };

    return cmocka_run_group_tests(tests, open_fixture, close_fixture);
}
