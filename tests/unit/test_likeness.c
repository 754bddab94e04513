/*
 * How texts are alike.
 */
#include "lib/base/cleanup.h"
#include "lib/engine/likeness.h"
#include "tests/unit/engine_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void
test_different_words_are_counted_once(void **state)
{
    struct engine_fixture *fixture = *state;
    struct likeness likeness;

    likeness_read(&likeness, fixture->library,
                  "Operators support the operator: SUPPORT", fixture->arena);
    assert_int_equal(likeness.count, 3);
    for (size_t i = 1; i < likeness.count; i++)
        assert_true(strcmp(likeness.words[i - 1].stem, likeness.words[i].stem) <
                    0);
    assert_string_equal(likeness.words[0].spelled, "operators");
    assert_int_equal(likeness.words[0].at, 0);
    assert_int_equal(likeness.words[0].times, 2);
    assert_true(likeness.words[2].small);
}

static void
test_overlap(void **state)
{
    static const struct {
        const char *a, *b;
        double overlap;
    } rows[] = {
        {"", "", 0},
        {"one", "", 0},
        {"one two", "two one", 1},
        {"one two", "two three", 1.0 / 3},
        {"one two three four", "one two three", 0.75},
        {"operators", "operator operator", 1},
    };
    struct engine_fixture *fixture = *state;

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct likeness a, b;

        likeness_read(&a, fixture->library, rows[i].a, fixture->arena);
        likeness_read(&b, fixture->library, rows[i].b, fixture->arena);
        assert_float_equal(likeness_overlap(&a, &b), rows[i].overlap, 1e-9);
        assert_float_equal(likeness_overlap(&b, &a), rows[i].overlap, 1e-9);
    }
}

/* What is seldom elsewhere weighs most; small, short and unknown words
 * nothing. */
static void
test_the_words_that_tell(void **state)
{
    struct engine_fixture *fixture = *state;
    struct likeness likeness;
    struct like_word *words;
    struct error err;
    size_t count;

    likeness_read(&likeness, fixture->library,
                  "that the operators report, do not zzzzzz", fixture->arena);
    assert_int_equal(likeness_choose(&words, &count, &likeness,
                                     fixture->library, fixture->arena, &err),
                     STATUS_OK);
    assert_int_equal(count, 2);
    assert_string_equal(words[0].spelled, "report");
    assert_string_equal(words[1].spelled, "operators");
    assert_true(words[0].weight > words[1].weight && words[1].weight > 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_different_words_are_counted_once),
        cmocka_unit_test(test_overlap),
        cmocka_unit_test(test_the_words_that_tell),
    };

    return cmocka_run_group_tests(tests, engine_fixture_open,
                                  engine_fixture_close);
}
