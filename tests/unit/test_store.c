/*
 * The store with the real Xapian in a temporary folder: writing, reading,
 * generations, and everything that can be wrong with an index.
 */
#include "lib/base/cleanup.h"
#include "lib/base/file.h"
#include "lib/store/generation.h"
#include "lib/store/store.h"
#include "lib/store/writer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

struct folder {
    struct arena *arena;
    char *base; /* removed at the end */
    char *dir;  /* of the index */
};

static int
open_folder(void **state)
{
    struct folder *folder = calloc(1, sizeof *folder);
    char template[] = "/tmp/clause-store-XXXXXX";

    assert_non_null(mkdtemp(template));
    folder->arena = arena_new();
    folder->base = arena_strdup(folder->arena, template);
    folder->dir = arena_printf(folder->arena, "%s/deep/index", template);
    *state = folder;
    return 0;
}

static int
close_folder(void **state)
{
    struct folder *folder = *state;

    assert_int_equal(file_remove_tree(folder->base, NULL), STATUS_OK);
    arena_free(folder->arena);
    free(folder);
    return 0;
}

static char *
path_in(struct folder *folder, const char *name)
{
    return arena_printf(folder->arena, "%s/%s", folder->dir, name);
}

/* One document of words, with its text as data. */
static void
add(struct writer *writer, const char *text)
{
    struct writer_post posts[16];
    size_t count = 0;
    char copy[256], *save = NULL;
    struct error err;

    snprintf(copy, sizeof copy, "%s", text);
    for (char *word = strtok_r(copy, " ", &save); word != NULL;
         word = strtok_r(NULL, " ", &save), count++)
        posts[count] = (struct writer_post){
            .term = word, .pos = (uint32_t)count + 1, .key = *word == 'X'};
    assert_int_equal(
        writer_add(writer,
                   &(struct writer_document){posts, count, text, strlen(text)},
                   &err),
        STATUS_OK);
}

/* An index of the texts; its generation. */
static unsigned
make(struct folder *folder, const char *const *texts, size_t count)
{
    CLEANUP(writer_closep) struct writer *writer = NULL;
    struct error err;
    unsigned generation = 0;

    if (writer_open(&writer, folder->dir, &err) != STATUS_OK)
        fail_msg("%s", err.text);
    for (size_t i = 0; i < count; i++)
        add(writer, texts[i]);
    assert_int_equal(writer_put(writer, "note/a", "first", 5, &err), STATUS_OK);
    assert_int_equal(writer_put(writer, "note/b", "second", 6, &err),
                     STATUS_OK);
    if (writer_publish(writer, &generation, &err) != STATUS_OK)
        fail_msg("%s", err.text);
    return generation;
}

static const char *const some[] = {"a b c", "b c a", "a b Xone", "c d Xone",
                                   "d d d a"};

static unsigned
make_some(struct folder *folder)
{
    return make(folder, some, COUNT_OF(some));
}

static struct store *
open_store(struct folder *folder)
{
    struct store *store = NULL;
    struct error err;

    if (store_open(&store, folder->dir, &err) != STATUS_OK)
        fail_msg("%s", err.text);
    return store;
}

#define TERM(name) (&(const struct plan){.kind = PLAN_TERM, .term = (name)})
#define LIST(op, ...)                                                          \
    (&(const struct plan){                                                     \
        .kind = (op),                                                          \
        .children = (const struct plan *[]){__VA_ARGS__},                      \
        .child_count = COUNT_OF(((const struct plan *[]){__VA_ARGS__}))})

/* What a plan finds in document order, joined by '|'. */
static const char *
find(struct folder *folder, struct store *store, const struct plan *plan)
{
    struct store_ask ask = {.plan = plan, .limit = 10, .unranked = true};
    struct store_hits hits;
    struct error err;
    const char *found = "";

    if (store_search(store, &ask, folder->arena, &hits, &err) != STATUS_OK)
        fail_msg("%s", err.text);
    assert_int_equal(hits.total, hits.count);
    for (size_t i = 0; i < hits.count; i++)
        found = arena_printf(folder->arena, "%s%s%s", found, i > 0 ? "|" : "",
                             (const char *)hits.list[i].data);
    return found;
}

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

static void
test_scores(void **state)
{
    struct folder *folder = *state;
    CLEANUP(store_closep) struct store *store = NULL;
    const struct plan *d = TERM("d"), *one = TERM("Xone");
    struct plan flat = {
        .kind = PLAN_FLAT, .factor = 100, .children = &one, .child_count = 1};
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
    ask.plan = LIST(PLAN_OR, &flat, d);
    assert_int_equal(store_search(store, &ask, folder->arena, &hits, NULL),
                     STATUS_OK);
    assert_int_equal(hits.total, 3);
    assert_string_equal(hits.list[0].data, "c d Xone");
    assert_true(hits.list[0].score > 100 &&
                hits.list[0].score < 100.001 + plain);
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

static void
test_long_terms(void **state)
{
    struct folder *folder = *state;
    CLEANUP(writer_closep) struct writer *writer = NULL;
    char word[1000];
    struct writer_post post = {.term = word, .pos = 1};
    struct writer_document document = {&post, 1, "long", 4};
    unsigned generation;

    memset(word, 'w', sizeof word - 1);
    word[sizeof word - 1] = '\0';
    assert_int_equal(writer_open(&writer, folder->dir, NULL), STATUS_OK);
    assert_int_equal(writer_add(writer, &document, NULL), STATUS_OK);
    assert_int_equal(writer_publish(writer, &generation, NULL), STATUS_OK);
}

static void
test_generations(void **state)
{
    struct folder *folder = *state;
    CLEANUP(store_closep) struct store *store = NULL;
    CLEANUP(store_closep) struct store *later = NULL;
    char *uuid;
    bool is_current = true;

    assert_int_equal(make_some(folder), 1);
    store = open_store(folder);
    uuid = arena_strdup(folder->arena, store_identify(store).uuid);
    assert_int_equal(store_identify(store).generation, 1);
    assert_true(strlen(uuid) >= 32);
    assert_int_equal(store_is_current(store, &is_current, NULL), STATUS_OK);
    assert_true(is_current);

    assert_int_equal(make(folder, some, 2), 2);
    assert_int_equal(store_is_current(store, &is_current, NULL), STATUS_OK);
    assert_false(is_current);
    /* the old one is still whole for those who hold it */
    assert_string_equal(find(folder, store, TERM("d")), "c d Xone|d d d a");
    later = open_store(folder);
    assert_string_equal(find(folder, later, TERM("d")), "");
    assert_string_equal(store_identify(later).uuid, uuid);

    assert_int_equal(make(folder, some, 3), 3);
    assert_true(file_is_dir(path_in(folder, "gen-000003")));
    assert_true(file_is_dir(path_in(folder, "gen-000002")));
    assert_false(file_is_dir(path_in(folder, "gen-000001")));
    assert_false(file_is_dir(path_in(folder, "building")));
}

static void
test_unpublished_is_nothing(void **state)
{
    struct folder *folder = *state;
    struct writer *writer = NULL;
    CLEANUP(store_closep) struct store *store = NULL;

    make_some(folder);
    assert_int_equal(writer_open(&writer, folder->dir, NULL), STATUS_OK);
    add(writer, "new");
    writer_close(writer);
    store = open_store(folder);
    assert_int_equal(store_identify(store).generation, 1);
    assert_string_equal(find(folder, store, TERM("new")), "");
    assert_false(file_is_dir(path_in(folder, "building")));
}

static void
test_one_writer(void **state)
{
    struct folder *folder = *state;
    CLEANUP(writer_closep) struct writer *writer = NULL;
    struct writer *second = NULL;
    struct error err;
    char holder[32];

    assert_int_equal(writer_open(&writer, folder->dir, &err), STATUS_OK);
    assert_int_equal(writer_open(&second, folder->dir, &err), STATUS_BUSY);
    snprintf(holder, sizeof holder, "process %ld", (long)getpid());
    assert_non_null(strstr(err.text, holder));
    writer_closep(&writer);
    assert_int_equal(writer_open(&writer, folder->dir, &err), STATUS_OK);
}

/* A writer that is killed leaves no lock and a served generation. */
static void
test_killed_writer(void **state)
{
    struct folder *folder = *state;
    int code;
    pid_t child;

    make_some(folder);
    child = fork();
    if (child == 0) {
        struct writer *writer = NULL;

        if (writer_open(&writer, folder->dir, NULL) == STATUS_OK)
            add(writer, "lost");
        _exit(0);
    }
    assert_int_equal(waitpid(child, &code, 0), child);
    assert_true(file_is_dir(path_in(folder, "building")));
    assert_int_equal(make_some(folder), 2);
    assert_false(file_is_dir(path_in(folder, "building")));
}

static void
write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static void
expect_open(struct folder *folder, enum status status, const char *says)
{
    struct store *store = NULL;
    struct error err;

    assert_int_equal(store_open(&store, folder->dir, &err), status);
    if (strstr(err.text, says) == NULL)
        fail_msg("%s", err.text);
}

static void
test_broken_indexes(void **state)
{
    struct folder *folder = *state;
    char *current = path_in(folder, "current");
    unsigned generation;
    struct writer *writer = NULL;

    expect_open(folder, STATUS_NOT_FOUND, "Make one: clause-index");
    assert_int_equal(file_make_dirs(folder->dir, NULL), STATUS_OK);
    expect_open(folder, STATUS_NOT_FOUND, "Make one: clause-index");
    write_file(current, "");
    expect_open(folder, STATUS_IO, "names no generation");
    write_file(current, "auto ../../etc\n");
    expect_open(folder, STATUS_IO, "names no generation");
    write_file(current, "auto gen-000009\n");
    expect_open(folder, STATUS_IO, "cannot be opened");
    assert_int_equal(mkdir(path_in(folder, "gen-000009"), 0700), 0);
    expect_open(folder, STATUS_IO, "cannot be opened");
    write_file(path_in(folder, "gen-000009/iamglass"), "nonsense");
    expect_open(folder, STATUS_IO, "");

    /* what is broken is no obstacle to a new build */
    assert_int_equal(writer_open(&writer, folder->dir, NULL), STATUS_OK);
    add(writer, "a");
    assert_int_equal(writer_publish(writer, &generation, NULL), STATUS_OK);
    writer_close(writer);
    assert_int_equal(generation, 10);
    store_close(open_store(folder));
}

static void
test_a_file_in_the_way(void **state)
{
    struct folder *folder = *state;
    struct writer *writer = NULL;
    struct error err;

    write_file(arena_printf(folder->arena, "%s/deep", folder->base), "");
    assert_int_equal(writer_open(&writer, folder->dir, &err), STATUS_IO);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_operators, open_folder,
                                        close_folder),
        cmocka_unit_test_setup_teardown(test_scores, open_folder, close_folder),
        cmocka_unit_test_setup_teardown(test_pages_and_ties, open_folder,
                                        close_folder),
        cmocka_unit_test_setup_teardown(test_keys_and_terms, open_folder,
                                        close_folder),
        cmocka_unit_test_setup_teardown(test_long_terms, open_folder,
                                        close_folder),
        cmocka_unit_test_setup_teardown(test_generations, open_folder,
                                        close_folder),
        cmocka_unit_test_setup_teardown(test_unpublished_is_nothing,
                                        open_folder, close_folder),
        cmocka_unit_test_setup_teardown(test_one_writer, open_folder,
                                        close_folder),
        cmocka_unit_test_setup_teardown(test_killed_writer, open_folder,
                                        close_folder),
        cmocka_unit_test_setup_teardown(test_broken_indexes, open_folder,
                                        close_folder),
        cmocka_unit_test_setup_teardown(test_a_file_in_the_way, open_folder,
                                        close_folder),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
