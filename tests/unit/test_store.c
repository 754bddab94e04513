/*
 * The store with the real Xapian in a temporary folder: reading.
 */
#include "tests/unit/store_fixture.h"

#include "lib/base/cleanup.h"
#include "lib/base/file.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void
test_operators(void **state)
{
    struct folder *folder = *state;
    CLEANUP(store_closep) struct store *store = NULL;

    make_some(folder);
    store = open_store(folder);
    assert_string_equal(find(folder, store, TERM("d")), "c d Xone|d d d a");
    assert_string_equal(find(folder, store, TERM("none")), "");
    assert_string_equal(
        find(folder, store, LIST(PLAN_AND, TERM("a"), TERM("c"))),
        "a b c|b c a");
    assert_string_equal(
        find(folder, store, LIST(PLAN_PHRASE, TERM("b"), TERM("c"))),
        "a b c|b c a");
    assert_string_equal(
        find(folder, store, LIST(PLAN_PHRASE, TERM("c"), TERM("a"))), "b c a");
    assert_string_equal(
        find(folder, store, LIST(PLAN_OR, TERM("c"), TERM("d"))),
        "a b c|b c a|c d Xone|d d d a");
    assert_string_equal(
        find(folder, store, LIST(PLAN_NOT, TERM("a"), TERM("c"))),
        "a b Xone|d d d a");
    assert_string_equal(
        find(folder, store, LIST(PLAN_MAYBE, TERM("d"), TERM("a"))),
        "c d Xone|d d d a");
    assert_string_equal(
        find(folder, store, &(const struct plan){.kind = PLAN_NONE}), "");
}

/* What rows of a plan give a hit: one that it has, and one of the better of
 * two. */
static void
test_rows_add_up(void **state)
{
    struct folder *folder = *state;
    CLEANUP(store_closep) struct store *store = NULL;
    const struct plan *c = TERM("c"), *d = TERM("d"), *a = TERM("a");
    const struct plan *rows[] = {&(struct plan){.kind = PLAN_SCALE,
                                                .factor = 2,
                                                .row = 1,
                                                .children = &c,
                                                .child_count = 1},
                                 &(struct plan){.kind = PLAN_SCALE,
                                                .factor = 1,
                                                .row = 2,
                                                .children = &d,
                                                .child_count = 1},
                                 &(struct plan){.kind = PLAN_SCALE,
                                                .factor = 1,
                                                .row = 3,
                                                .children = &a,
                                                .child_count = 1}};
    struct store_ask ask = {
        .plan = LIST(PLAN_OR, rows[0], LIST(PLAN_MAX, rows[1], rows[2])),
        .limit = 10,
        .row_count = 3};
    struct store_hits hits;

    make_some(folder);
    store = open_store(folder);
    assert_int_equal(store_search(store, &ask, folder->arena, &hits, NULL),
                     STATUS_OK);
    assert_int_equal(hits.count, SOME);
    for (size_t i = 0; i < hits.count; i++) {
        const struct store_hit *hit = &hits.list[i];

        assert_true(fabs(hit->rows[0] + hit->rows[1] + hit->rows[2] -
                         hit->score) < 1e-9);
        assert_true(hit->rows[1] == 0 || hit->rows[2] == 0);
        assert_int_equal(hit->rows[0] > 0,
                         memchr(hit->data, 'c', hit->len) != NULL);
    }
}

static void
test_scores(void **state)
{
    struct folder *folder = *state;
    CLEANUP(store_closep) struct store *store = NULL;
    const struct plan *d = TERM("d"), *one = TERM("Xone");
    struct plan raised = {
        .kind = PLAN_RAISE, .factor = 100, .children = &one, .child_count = 1};
    struct store_ask ask = {.plan = d, .limit = 10};
    struct store_hits hits;
    double plain;

    make_some(folder);
    store = open_store(folder);
    assert_int_equal(store_search(store, &ask, folder->arena, &hits, NULL),
                     STATUS_OK);
    assert_string_equal(hits.list[0].data, "d d d a"); /* more of it */
    assert_true(hits.list[0].score > hits.list[1].score);
    plain = hits.list[1].score;
    ask.plan = LIST(PLAN_OR, &raised, d);
    assert_int_equal(store_search(store, &ask, folder->arena, &hits, NULL),
                     STATUS_OK);
    assert_int_equal(hits.total, 3);
    assert_string_equal(hits.list[0].data, "c d Xone");
    assert_true(hits.list[0].score > 100 &&
                hits.list[0].score < 100.001 + plain);
    raised.children = &d;
    ask.plan = &raised;
    assert_int_equal(store_search(store, &ask, folder->arena, &hits, NULL),
                     STATUS_OK);
    assert_int_equal(hits.total, 2);
    assert_true(hits.list[1].score > 99.999 + plain &&
                hits.list[1].score < 100.001 + plain);
}

static void
test_pages_and_ties(void **state)
{
    struct folder *folder = *state;
    const char *texts[50];
    CLEANUP(store_closep) struct store *store = NULL;

    for (size_t i = 0; i < COUNT_OF(texts); i++)
        texts[i] = arena_printf(folder->arena, "same %c%zu", 'k', i);
    make(folder, texts, COUNT_OF(texts));
    store = open_store(folder);
    for (size_t page = 0; page < 60; page += 7) {
        struct store_ask ask = {
            .plan = TERM("same"), .offset = page, .limit = 7};
        struct store_hits hits;

        assert_int_equal(store_search(store, &ask, folder->arena, &hits, NULL),
                         STATUS_OK);
        assert_int_equal(hits.total, COUNT_OF(texts)); /* on every page */
        for (size_t i = 0; i < hits.count; i++)
            assert_string_equal(hits.list[i].data, texts[page + i]);
    }
}

static void
test_keys_and_terms(void **state)
{
    struct folder *folder = *state;
    CLEANUP(store_closep) struct store *store = NULL;
    const char *bytes, **names;
    size_t len, count;

    make_some(folder);
    store = open_store(folder);
    assert_int_equal(
        store_get(store, "note/b", folder->arena, &bytes, &len, NULL),
        STATUS_OK);
    assert_int_equal(len, 6);
    assert_memory_equal(bytes, "second", 6);
    assert_int_equal(
        store_get(store, "note/c", folder->arena, &bytes, &len, NULL),
        STATUS_NOT_FOUND);
    assert_int_equal(
        store_keys(store, "note/", folder->arena, &names, &count, NULL),
        STATUS_OK);
    assert_int_equal(count, 2);
    assert_string_equal(names[1], "b");
    assert_int_equal(
        store_terms(store, "X", folder->arena, &names, &count, NULL),
        STATUS_OK);
    assert_int_equal(count, 1);
    assert_string_equal(names[0], "one");
    assert_int_equal(store_count(store, "a", &count, NULL), STATUS_OK);
    assert_int_equal(count, 4);
}

/* Values are the first words: a, b, a, c, d. */
static void
test_values(void **state)
{
    struct folder *folder = *state;
    CLEANUP(store_closep) struct store *store = NULL;
    const unsigned slot = 1;
    struct store_ask ask = {.plan = LIST(PLAN_OR, TERM("b"), TERM("d")),
                            .limit = 10,
                            .unranked = true,
                            .sort_slot = slot,
                            .descending = true,
                            .count_slots = &slot,
                            .count_slot_count = 1};
    struct store_hits hits;

    make_some(folder);
    store = open_store(folder);
    assert_int_equal(store_search(store, &ask, folder->arena, &hits, NULL),
                     STATUS_OK);
    assert_int_equal(hits.total, 5);
    assert_string_equal(hits.list[0].data, "d d d a");
    assert_string_equal(hits.list[3].data, "a b c");
    assert_string_equal(hits.list[4].data, "a b Xone");
    assert_int_equal(hits.tallies[0].count, 4);
    assert_string_equal(hits.tallies[0].list[0].value, "a");
    assert_int_equal(hits.tallies[0].list[0].count, 2);
    ask.group_slot = slot;
    ask.offset = 3;
    assert_int_equal(store_search(store, &ask, folder->arena, &hits, NULL),
                     STATUS_OK);
    assert_int_equal(hits.total, 5); /* counts go on being of all */
    assert_int_equal(hits.groups, 4);
    assert_int_equal(hits.count, 1);
    assert_string_equal(hits.list[0].data, "a b c");
}

/* A value of several parts counts for each. */
static void
test_joined_values(void **state)
{
    struct folder *folder = *state;
    CLEANUP(writer_closep) struct writer *writer = NULL;
    CLEANUP(store_closep) struct store *store = NULL;
    const unsigned slot = 3;
    struct writer_value value = {slot, "x" STORE_VALUE_GAP "y"};
    struct writer_post post = {.term = "t", .key = true};
    struct writer_document document = {.posts = &post,
                                       .post_count = 1,
                                       .data = "d",
                                       .len = 1,
                                       .values = &value,
                                       .value_count = 1};
    struct store_ask ask = {
        .plan = TERM("t"), .count_slots = &slot, .count_slot_count = 1};
    struct store_hits hits;
    struct writer_published published;

    assert_int_equal(writer_open(&writer, folder->dir, NULL), STATUS_OK);
    assert_int_equal(writer_add(writer, &document, NULL), STATUS_OK);
    value.text = "y";
    assert_int_equal(writer_add(writer, &document, NULL), STATUS_OK);
    assert_int_equal(writer_publish(writer, &published, NULL), STATUS_OK);
    store = open_store(folder);
    assert_int_equal(store_search(store, &ask, folder->arena, &hits, NULL),
                     STATUS_OK);
    assert_int_equal(hits.total, 2);
    assert_int_equal(hits.tallies[0].count, 2);
    assert_int_equal(hits.tallies[0].list[0].count, 1);
    assert_string_equal(hits.tallies[0].list[1].value, "y");
    assert_int_equal(hits.tallies[0].list[1].count, 2);
}

static void
test_long_terms(void **state)
{
    struct folder *folder = *state;
    CLEANUP(writer_closep) struct writer *writer = NULL;
    char word[1000];
    struct writer_post post = {.term = word, .pos = 1};
    struct writer_document document = {
        .posts = &post, .post_count = 1, .data = "long", .len = 4};
    struct writer_published published;

    memset(word, 'w', sizeof word - 1);
    word[sizeof word - 1] = '\0';
    assert_int_equal(writer_open(&writer, folder->dir, NULL), STATUS_OK);
    assert_int_equal(writer_add(writer, &document, NULL), STATUS_OK);
    assert_int_equal(writer_publish(writer, &published, NULL), STATUS_OK);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_operators, open_folder,
                                        close_folder),
        cmocka_unit_test_setup_teardown(test_rows_add_up, open_folder,
                                        close_folder),
        cmocka_unit_test_setup_teardown(test_scores, open_folder, close_folder),
        cmocka_unit_test_setup_teardown(test_pages_and_ties, open_folder,
                                        close_folder),
        cmocka_unit_test_setup_teardown(test_keys_and_terms, open_folder,
                                        close_folder),
        cmocka_unit_test_setup_teardown(test_values, open_folder, close_folder),
        cmocka_unit_test_setup_teardown(test_joined_values, open_folder,
                                        close_folder),
        cmocka_unit_test_setup_teardown(test_long_terms, open_folder,
                                        close_folder),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
