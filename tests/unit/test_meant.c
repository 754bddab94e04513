/*
 * Did you mean: what is offered when nothing was found.
 */
#include "lib/base/cleanup.h"
#include "lib/engine/search.h"
#include "tests/unit/engine_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct request request;

/* A search that has been read and found nothing. */
static void
read_search(struct engine_fixture *fixture, const char *text,
            struct search *search)
{
    struct reply_error error;

    request.search.q = text;
    request.search.limit = 10;
    *search = (struct search){.context = &fixture->context,
                              .request = &request,
                              .asked = &request.search,
                              .text = text};
    if (!search_read(search, &error))
        fail_msg("%s: %s", text, error.message);
}

static const char *
meant(struct engine_fixture *fixture, const char *text, long *total)
{
    struct search search;

    read_search(fixture, text, &search);
    assert_int_equal(meant_find(&search), STATUS_OK);
    *total = search.result.suggestion_total;
    return search.result.suggestion;
}

static void
test_what_is_offered(void **state)
{
    static const struct {
        const char *typed, *meant;
        long total;
    } rows[] = {
        {"particpation", "participation", 1},
        {"Operatros", "operators", 2},
        {"operators partcipation", "operators participation", 1},
        {"kind:preamble operatros", "kind:preamble operators", 1},
        {"(operatros OR zzzzzz)", "(operators OR zzzzzz)", 2},
        {"nothing or participation", "nothing OR participation", 1},
        {"nothing OR partcipation", "nothing OR participation", 1},
        {"nothing or reports", "nothing OR reports", 1}, /* "report" has it */
        {"particpation or zzzzzz", "participation OR zzzzzz", 1},
    };

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        long total;
        const char *out = meant(*state, rows[i].typed, &total);

        if (out == NULL || strcmp(out, rows[i].meant) != 0)
            fail_msg("%s: %s", rows[i].typed, out == NULL ? "nothing" : out);
        if (total != rows[i].total)
            fail_msg("%s finds %ld", rows[i].typed, total);
    }
}

static void
test_what_stays_as_it_is(void **state)
{
    static const char *const texts[] = {
        "9001",                     /* a number */
        "prt",                      /* too short */
        "itu9x",                    /* no word */
        "\"particpation\"",         /* quoted */
        "=particpation",            /* exact */
        "operators -particpation",  /* unwanted */
        "zzzzzzzzzz",               /* nothing is near */
        "to:council particpation",  /* finds nothing mended */
        "\"nothing or operators\"", /* quoted */
    };

    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        long total;
        const char *out = meant(*state, texts[i], &total);

        if (out != NULL)
            fail_msg("%s: %s", texts[i], out);
    }
}

static void
test_only_when_nothing_was_found(void **state)
{
    struct search search;

    read_search(*state, "particpation", &search);
    search.result.total = 1;
    assert_int_equal(meant_find(&search), STATUS_OK);
    assert_null(search.result.suggestion);
    search.result.total = 0;
    search.unread = true;
    assert_int_equal(meant_find(&search), STATUS_OK);
    assert_null(search.result.suggestion);
}

/* Filters of the request hold for what is offered, and stay out of it. */
static void
test_filters_beside_the_text(void **state)
{
    static const char *preamble[] = {"preamble"}, *footnote[] = {"footnote"};
    long total;

    request.search.filter[FIELD_KIND] = (struct filter_values){preamble, 1};
    assert_string_equal(meant(*state, "operatros", &total), "operators");
    assert_int_equal(total, 1);
    request.search.filter[FIELD_KIND] = (struct filter_values){footnote, 1};
    assert_null(meant(*state, "operatros", &total));
    request.search.filter[FIELD_KIND] = (struct filter_values){0};
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_offered),
        cmocka_unit_test(test_what_stays_as_it_is),
        cmocka_unit_test(test_only_when_nothing_was_found),
        cmocka_unit_test(test_filters_beside_the_text),
    };

    return cmocka_run_group_tests(tests, engine_fixture_open,
                                  engine_fixture_close);
}
