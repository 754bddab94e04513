/*
 * Words near each other, in the store with the real Xapian.
 */
#include "tests/unit/store_fixture.h"

#include "lib/base/cleanup.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define NEAR(far, in_order, ...)                                               \
    (&(const struct plan){                                                     \
        .kind = PLAN_NEAR,                                                     \
        .distance = (far),                                                     \
        .ordered = (in_order),                                                 \
        .children = (const struct plan *[]){__VA_ARGS__},                      \
        .child_count = COUNT_OF(((const struct plan *[]){__VA_ARGS__}))})

static void
test_distance_and_order(void **state)
{
    static const char *const texts[] = {"a x x b", "b a", "a", "x x x"};
    struct folder *folder = *state;
    CLEANUP(store_closep) struct store *store = NULL;
    const struct plan *a = TERM("a"), *b = TERM("b");

    make(folder, texts, COUNT_OF(texts));
    store = open_store(folder);
    assert_string_equal(find(folder, store, NEAR(2, false, a, b)), "b a");
    assert_string_equal(find(folder, store, NEAR(3, false, a, b)),
                        "a x x b|b a");
    assert_string_equal(find(folder, store, NEAR(3, true, a, b)), "a x x b");
    assert_string_equal(find(folder, store, NEAR(3, false, a, TERM("none"))),
                        "");
}

static void
test_phrases_and_alternatives(void **state)
{
    static const char *const texts[] = {"a b x c", "b a x c", "a a b d",
                                        "c x x x x a b"};
    struct folder *folder = *state;
    CLEANUP(store_closep) struct store *store = NULL;
    const struct plan *phrase = LIST(PLAN_PHRASE, TERM("a"), TERM("b"));
    const struct plan *any = LIST(PLAN_OR, TERM("c"), TERM("d"), phrase);
    const struct plan *twice = LIST(PLAN_PHRASE, TERM("a"), TERM("a"));

    make(folder, texts, COUNT_OF(texts));
    store = open_store(folder);
    assert_string_equal(find(folder, store, NEAR(2, false, phrase, TERM("c"))),
                        "a b x c");
    assert_string_equal(find(folder, store, NEAR(2, true, phrase, any)),
                        "a b x c|a a b d");
    assert_string_equal(find(folder, store, NEAR(2, true, twice, any)),
                        "a a b d");
}

/* All NEARs of a query are found in one walk over the documents. */
static void
test_several(void **state)
{
    static const char *const texts[] = {"a b", "c d", "a x b c x d", "x a"};
    struct folder *folder = *state;
    CLEANUP(store_closep) struct store *store = NULL;
    const struct plan *ab = NEAR(1, false, TERM("a"), TERM("b"));
    const struct plan *cd = NEAR(1, false, TERM("d"), TERM("c"));
    const struct plan *bc = NEAR(1, false, TERM("b"), TERM("c"));

    make(folder, texts, COUNT_OF(texts));
    store = open_store(folder);
    assert_string_equal(find(folder, store, LIST(PLAN_OR, ab, cd, bc)),
                        "a b|c d|a x b c x d");
    assert_string_equal(find(folder, store, LIST(PLAN_AND, ab, cd)), "");
    assert_string_equal(find(folder, store, LIST(PLAN_NOT, TERM("a"), ab)),
                        "a x b c x d|x a");
}

/* Positions that leap, go back for another field, and meet. */
static void
test_positions(void **state)
{
    static const struct writer_post posts[] = {
        {"a", 1, false},          {"b", 1, false},  {"c", 70000, false},
        {"d", 70003, false},      {"Xa", 1, false}, {"Xb", 4000000000, false},
        {"Xc", 3999999998, false}};
    struct folder *folder = *state;
    CLEANUP(writer_closep) struct writer *writer = NULL;
    CLEANUP(store_closep) struct store *store = NULL;
    struct error err;
    struct writer_published published;

    assert_int_equal(writer_open(&writer, folder->dir, &err), STATUS_OK);
    assert_int_equal(
        writer_add(writer,
                   &(struct writer_document){.posts = posts,
                                             .post_count = COUNT_OF(posts),
                                             .data = "it",
                                             .len = 2},
                   &err),
        STATUS_OK);
    assert_int_equal(writer_publish(writer, &published, &err), STATUS_OK);
    store = open_store(folder);
    assert_string_equal(
        find(folder, store, NEAR(3, true, TERM("c"), TERM("d"))), "it");
    assert_string_equal(
        find(folder, store, NEAR(2, true, TERM("c"), TERM("d"))), "");
    assert_string_equal(
        find(folder, store, NEAR(50, false, TERM("a"), TERM("b"))), "");
    assert_string_equal(
        find(folder, store, NEAR(2, true, TERM("Xc"), TERM("Xb"))), "it");
    assert_string_equal(
        find(folder, store, NEAR(1, true, TERM("Xc"), TERM("Xb"))), "");
}

/* More words than a table of them begins with: each keeps its number. */
static void
test_many_words(void **state)
{
    enum { MANY = 1500 };
    struct folder *folder = *state;
    CLEANUP(store_closep) struct store *store = NULL;
    const char *texts[MANY];

    for (unsigned i = 0; i < MANY; i++)
        texts[i] = arena_printf(folder->arena, "a%u all b%u", i, i);
    make(folder, texts, MANY);
    store = open_store(folder);
    for (unsigned i = 0; i < MANY; i += 107) {
        const struct plan *a = TERM(arena_printf(folder->arena, "a%u", i));
        const struct plan *b = TERM(arena_printf(folder->arena, "b%u", i));

        assert_string_equal(find(folder, store, NEAR(2, true, a, b)), texts[i]);
        assert_string_equal(find(folder, store, NEAR(1, true, TERM("all"), b)),
                            texts[i]);
        assert_string_equal(find(folder, store, NEAR(1, true, a, b)), "");
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_distance_and_order, open_folder,
                                        close_folder),
        cmocka_unit_test_setup_teardown(test_phrases_and_alternatives,
                                        open_folder, close_folder),
        cmocka_unit_test_setup_teardown(test_several, open_folder,
                                        close_folder),
        cmocka_unit_test_setup_teardown(test_positions, open_folder,
                                        close_folder),
        cmocka_unit_test_setup_teardown(test_many_words, open_folder,
                                        close_folder),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
