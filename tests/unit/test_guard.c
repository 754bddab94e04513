/*
 * lib/store/guard.hh, seen from C: whatever is thrown behind the face comes
 * out as a status with a sentence, outputs stay as they were, and what was
 * open is whole afterwards.
 *
 * Some is thrown by Xapian over a spoiled database. The rest is thrown in the
 * place of `new`, which the linker lets us stand before (--wrap), by the C++
 * library's own functions.
 */
#include "tests/unit/store_fixture.h"

#include "lib/base/cleanup.h"
#include "lib/base/file.h"
#include "lib/store/seal.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

void *new_wrapped(size_t size) __asm__("__wrap__Znwm");
void *new_real(size_t size) __asm__("__real__Znwm");
_Noreturn void throw_bad_alloc(void) __asm__("_ZSt17__throw_bad_allocv");
_Noreturn void
throw_length(const char *) __asm__("_ZSt20__throw_length_errorPKc");
_Noreturn void throw_system(int) __asm__("_ZSt20__throw_system_errori");
void *allocate_exception(size_t size) __asm__("__cxa_allocate_exception");
_Noreturn void throw_it(void *thrown, const void *type,
                        void (*end)(void *)) __asm__("__cxa_throw");
extern const char type_int[] __asm__("_ZTIi");

static _Noreturn void
throw_length_error(void)
{
    throw_length("made up: too long");
}

static _Noreturn void
throw_system_error(void)
{
    throw_system(EMFILE);
}

static _Noreturn void
throw_number(void)
{
    int *thrown = allocate_exception(sizeof *thrown);

    *thrown = 7;
    throw_it(thrown, type_int, NULL);
}

static void (*thrower)(void); /* in the place of the next `new`; or NULL */

void *
new_wrapped(size_t size)
{
    void (*now)(void) = thrower;

    thrower = NULL;
    if (now != NULL)
        now();
    return new_real(size);
}

static const struct throw_case {
    void (*thrower)(void);
    enum status status;
    const char *says;
} throw_cases[] = {
    {throw_bad_alloc, STATUS_NO_MEMORY, "out of memory in the index library"},
    {throw_length_error, STATUS_BUG, "made up: too long"},
    {throw_system_error, STATUS_IO, "Too many open files"},
    {throw_number, STATUS_BUG, "an unknown exception"},
};

static void
nothing_is_thrown_into_c(void **state)
{
    struct folder *folder = *state;

    make_some(folder);
    for (size_t i = 0; i < COUNT_OF(throw_cases); i++) {
        const struct throw_case *row = &throw_cases[i];
        struct store *store = NULL;
        struct error err = {0};

        thrower = row->thrower;
        assert_int_equal(store_open(&store, folder->dir, &err), row->status);
        assert_null(thrower);
        assert_null(store);
        assert_int_equal(err.code, row->status);
        assert_non_null(strstr(err.text, row->says));
    }
}

static void
what_is_open_is_whole_afterwards(void **state)
{
    struct folder *folder = *state;
    CLEANUP(store_closep) struct store *store = NULL;

    make_some(folder);
    store = open_store(folder);
    for (size_t i = 0; i < COUNT_OF(throw_cases); i++) {
        thrower = throw_cases[i].thrower;
        assert_int_equal(store_keep(store, 1 << 20, NULL),
                         throw_cases[i].status);
        assert_string_equal(find(folder, store, TERM("d")), "c d Xone|d d d a");
    }
}

static char *
in_first(struct folder *folder, const char *name)
{
    return arena_printf(folder->arena, "%s/gen-000001/%s", folder->dir, name);
}

/* Bytes of a file, from an offset; to its end with len 0. */
static void
spoil(const char *path, off_t at, size_t len)
{
    CLEANUP(file_closep) int fd = open(path, O_WRONLY | O_CLOEXEC);
    struct stat st = {.st_size = 0};

    assert_true(fd >= 0 && fstat(fd, &st) == 0);
    if (len == 0)
        len = (size_t)(st.st_size - at);
    for (size_t i = 0; i < len; i++)
        assert_int_equal(pwrite(fd, "\xa5", 1, at + (off_t)i), 1);
}

/* With a seal that fits, so that Xapian sees it. */
static void
seal_again(struct folder *folder)
{
    char format[16] = "";
    FILE *seal = fopen(in_first(folder, SEAL_NAME), "re");

    assert_non_null(seal);
    assert_int_equal(fscanf(seal, "clause-seal %15s", format), 1);
    fclose(seal);
    assert_int_equal(unlink(in_first(folder, SEAL_NAME)), 0);
    assert_int_equal(seal_write(in_first(folder, ""), format, NULL), STATUS_OK);
}

static void
expect_open(struct folder *folder, enum status status, const char *says)
{
    struct store *store = NULL;
    struct error err = {0};

    seal_again(folder);
    assert_int_equal(store_open(&store, folder->dir, &err), status);
    assert_null(store);
    assert_non_null(strstr(err.text, says));
}

static void
another_format_of_the_database_is_told(void **state)
{
    struct folder *folder = *state;

    make_some(folder);
    spoil(in_first(folder, "iamglass"), 14, 2); /* behind its magic bytes */
    expect_open(folder, STATUS_STORE, "the index is of another format");
}

static void
a_database_that_is_none_is_told(void **state)
{
    struct folder *folder = *state;

    make_some(folder);
    assert_int_equal(unlink(in_first(folder, "iamglass")), 0);
    expect_open(folder, STATUS_IO, "the index cannot be opened");
}

/* So many that no root block of a tree holds them. */
static void
make_many(struct folder *folder)
{
    const char *texts[3000];

    for (size_t i = 0; i < COUNT_OF(texts); i++)
        texts[i] = arena_printf(folder->arena, "d word%zu", i);
    assert_int_equal(make(folder, texts, COUNT_OF(texts)), 1);
}

/* Every function that reads, over files gone bad under it; but for store_keys,
 * which meets a leak of Xapian 1.4.22 there. */
static void
damage_under_a_reader_is_told(void **state)
{
    struct folder *folder = *state;
    CLEANUP(store_closep) struct store *store = NULL;
    const struct store_ask ask = {.plan = TERM("d"), .limit = 10};
    struct store_hits hits = {.total = 77};
    struct store_tallies tallies = {.count = 77};
    const char **names = NULL, *bytes = NULL;
    size_t count = 77;
    struct error err = {0};

    make_many(folder);
    store = open_store(folder);
    spoil(in_first(folder, "postlist.glass"), 0, 0);
    assert_int_equal(store_search(store, &ask, folder->arena, &hits, &err),
                     STATUS_IO);
    assert_non_null(strstr(err.text, "the index is damaged: "));
    assert_int_equal(store_count(store, "d", &count, NULL), STATUS_IO);
    assert_int_equal(store_get(store, "k", folder->arena, &bytes, &count, NULL),
                     STATUS_IO);
    assert_int_equal(
        store_terms(store, "", folder->arena, &names, &count, NULL), STATUS_IO);
    assert_int_equal(store_vocabulary(store, "", folder->arena, &tallies, NULL),
                     STATUS_IO);
    assert_true(hits.total == 77 && tallies.count == 77 && count == 77);
    assert_true(names == NULL && bytes == NULL);
}

/* What cannot be asked for is our fault. */
static void
a_key_too_long_is_a_bug(void **state)
{
    struct folder *folder = *state;
    CLEANUP(writer_closep) struct writer *writer = NULL;
    char *key = arena_alloc(folder->arena, 1001);
    struct error err = {0};

    memset(key, 'k', 1000);
    key[1000] = '\0';
    assert_int_equal(writer_open(&writer, folder->dir, &err), STATUS_OK);
    assert_int_equal(writer_put(writer, key, "x", 1, &err), STATUS_BUG);
    assert_non_null(strstr(err.text, "InvalidArgumentError"));
}

#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, open_folder, close_folder)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(nothing_is_thrown_into_c),
        TEST(what_is_open_is_whole_afterwards),
        TEST(another_format_of_the_database_is_told),
        TEST(a_database_that_is_none_is_told),
        TEST(damage_under_a_reader_is_told),
        TEST(a_key_too_long_is_a_bug),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
