/*
 * Cursors: where the next page begins, and what they refuse.
 */
#include "lib/base/cleanup.h"
#include "lib/base/digest.h"
#include "lib/engine/search.h"
#include "tests/unit/engine_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* A search for operators, and what it was asked with. */
struct asked {
    struct request request;
    struct search search;
    struct reply_error error;
};

static void
init(struct asked *asked, struct engine_fixture *fixture)
{
    *asked =
        (struct asked){.request = {.method = METHOD_SEARCH,
                                   .search = {.q = "operators", .limit = 10}}};
    asked->search = (struct search){.context = &fixture->context,
                                    .request = &asked->request,
                                    .asked = &asked->request.search,
                                    .text = "operators"};
}

static bool
read_back(struct asked *asked, const char *cursor)
{
    asked->request.search.cursor = cursor;
    return cursor_read(&asked->search, &asked->error);
}

static void
test_a_cursor_comes_back(void **state)
{
    static const size_t offsets[] = {0, 1, 10, 10000, 4000000000};
    struct asked asked;

    init(&asked, *state);
    for (size_t i = 0; i < COUNT_OF(offsets); i++) {
        assert_true(read_back(&asked, cursor_write(&asked.search, offsets[i])));
        assert_int_equal(asked.search.offset, offsets[i]);
    }
}

static void
test_without_a_cursor_the_offset_stays(void **state)
{
    struct asked asked;

    init(&asked, *state);
    asked.search.offset = 7;
    assert_true(read_back(&asked, NULL));
    assert_int_equal(asked.search.offset, 7);
}

static void
change_words(struct asked *asked)
{
    asked->search.text = "operator";
}

static void
change_method(struct asked *asked)
{
    asked->request.method = METHOD_ASK;
}

static void
change_sort(struct asked *asked)
{
    asked->request.search.sort = SORT_YEAR;
}

static void
change_group(struct asked *asked)
{
    asked->request.search.group = true;
}

static void
change_match(struct asked *asked)
{
    asked->request.search.any = true;
}

static void
change_edition(struct asked *asked)
{
    asked->request.search.edition = "all";
}

static void
change_filter(struct asked *asked)
{
    static const char *kinds[] = {"operative"};

    asked->request.search.filter[FIELD_KIND] =
        (struct filter_values){kinds, COUNT_OF(kinds)};
}

static void
test_it_is_of_one_query(void **state)
{
    static void (*const changes[])(struct asked *) = {
        change_words, change_method,  change_sort,  change_group,
        change_match, change_edition, change_filter};

    for (size_t i = 0; i < COUNT_OF(changes); i++) {
        struct asked asked;
        const char *cursor;

        init(&asked, *state);
        cursor = cursor_write(&asked.search, 10);
        changes[i](&asked);
        if (read_back(&asked, cursor) ||
            asked.error.code != REPLY_CURSOR_INVALID)
            fail_msg("change %zu is not seen", i);
        assert_non_null(strstr(asked.error.message, "another query"));
    }
}

static void
test_what_changes_no_order_may_change(void **state)
{
    struct asked asked;
    const char *cursor;

    init(&asked, *state);
    cursor = cursor_write(&asked.search, 10);
    asked.request.search.limit = 50;
    asked.request.search.explain = true;
    assert_true(read_back(&asked, cursor));
}

static void
assert_none(struct asked *asked, const char *text)
{
    if (read_back(asked, text) || asked->error.code != REPLY_CURSOR_INVALID)
        fail_msg("\"%s\" is taken for a cursor", text);
    assert_int_equal(asked->search.offset, 0);
}

static void
test_any_changed_byte_is_seen(void **state)
{
    struct engine_fixture *fixture = *state;
    struct asked asked;
    const char *cursor;

    init(&asked, fixture);
    cursor = cursor_write(&asked.search, 10);
    for (size_t i = 0; cursor[i] != '\0'; i++) {
        char *other = arena_strdup(fixture->arena, cursor);

        other[i] = other[i] == '1' ? '2' : '1';
        assert_none(&asked, other);
        assert_none(&asked, arena_strndup(fixture->arena, cursor, i));
    }
    assert_none(&asked, arena_printf(fixture->arena, "%s0", cursor));
}

/* Whoever knows the checksum can write one; it must only do no harm. */
static void
test_whole_nonsense(void **state)
{
    static const char *const bodies[] = {
        "",
        "1",
        "2-1-1-a-b",
        "1--1-a-b",
        "1-1-x-a-b",
        "1-1-10",
        "1-99999999999999999999-99999999999999999999-a-b",
        "%s%n-%d"};
    struct engine_fixture *fixture = *state;
    struct asked asked;

    init(&asked, fixture);
    for (size_t i = 0; i < COUNT_OF(bodies); i++) {
        char hex[DIGEST_HEX_SIZE];
        const char *salted =
            arena_printf(fixture->arena, "clause cursor %s", bodies[i]);

        digest_sha256(salted, strlen(salted), hex);
        assert_false(read_back(
            &asked, arena_printf(fixture->arena, "%s-%.12s", bodies[i], hex)));
        assert_int_equal(asked.search.offset, 0);
    }
}

static void
test_it_is_of_one_generation(void **state)
{
    struct engine_fixture *fixture = *state;
    struct asked asked;
    const char *cursor;

    init(&asked, fixture);
    cursor = cursor_write(&asked.search, 10);
    engine_fixture_publish(fixture);
    assert_false(read_back(&asked, cursor));
    assert_int_equal(asked.error.code, REPLY_CURSOR_STALE);
    assert_non_null(strstr(asked.error.message, "index generation 1"));
    assert_string_equal(asked.error.data[0].key, "generation");
    assert_int_equal(asked.error.data[0].number, 2);
}

static void
test_it_is_of_one_index(void **state)
{
    struct engine_fixture *fixture = *state;
    struct asked asked;
    const char *cursor;

    init(&asked, fixture);
    cursor = cursor_write(&asked.search, 10);
    engine_fixture_replace(fixture);
    assert_false(read_back(&asked, cursor));
    assert_int_equal(asked.error.code, REPLY_CURSOR_STALE);
    assert_non_null(strstr(asked.error.message, "another index"));
}

#define ON_INDEX(test)                                                         \
    cmocka_unit_test_setup_teardown(test, engine_fixture_open,                 \
                                    engine_fixture_close)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        ON_INDEX(test_a_cursor_comes_back),
        ON_INDEX(test_without_a_cursor_the_offset_stays),
        ON_INDEX(test_it_is_of_one_query),
        ON_INDEX(test_what_changes_no_order_may_change),
        ON_INDEX(test_any_changed_byte_is_seen),
        ON_INDEX(test_whole_nonsense),
        ON_INDEX(test_it_is_of_one_generation),
        ON_INDEX(test_it_is_of_one_index),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
