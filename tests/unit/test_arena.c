#include "lib/base/arena.h"

#include <setjmp.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { MANY = 5000, BIG = 5 * 1024 * 1024 };

static int
set_up(void **state)
{
    *state = arena_new();
    return 0;
}

static int
tear_down(void **state)
{
    arena_free(*state);
    return 0;
}

static void
assert_zero(const unsigned char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++)
        assert_int_equal(bytes[i], 0);
}

static void
pieces_are_zeroed_aligned_and_apart(void **state)
{
    static const size_t sizes[] = {0, 1, 7, 16, 17, 255, 8191, 8192, 8193};
    unsigned char *pieces[sizeof sizes / sizeof *sizes];

    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        pieces[i] = arena_alloc(*state, sizes[i]);
        assert_non_null(pieces[i]);
        assert_int_equal((uintptr_t)pieces[i] % alignof(max_align_t), 0);
        assert_zero(pieces[i], sizes[i]);
        memset(pieces[i], (int)i + 1, sizes[i]);
    }
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        for (size_t k = 0; k < sizes[i]; k++)
            assert_int_equal(pieces[i][k], i + 1);
}

static void
a_reset_arena_gives_zeroed_memory_again(void **state)
{
    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < 100; i++) {
            unsigned char *piece = arena_alloc(*state, 1000);

            assert_zero(piece, 1000);
            memset(piece, 0xff, 1000);
        }
        arena_reset(*state);
    }
}

static void
a_piece_larger_than_any_block_fits(void **state)
{
    unsigned char *big = arena_alloc(*state, BIG);
    unsigned char *small;

    memset(big, 0xff, BIG);
    small = arena_alloc(*state, 8);
    assert_zero(small, 8);
    arena_reset(*state);
    assert_zero(arena_alloc(*state, BIG), BIG);
}

static void
copies_are_ended_and_null_stays_null(void **state)
{
    char text[] = "operators";
    char *copy = arena_strdup(*state, text);
    char *cut = arena_strndup(*state, text, 5);
    char *with_nul = arena_strndup(*state, "a\0b", 3);

    text[0] = 'O';
    assert_string_equal(copy, "operators");
    assert_string_equal(cut, "opera");
    assert_memory_equal(with_nul, "a\0b", 4);
    assert_string_equal(arena_strndup(*state, NULL, 0), "");
    assert_null(arena_strdup(*state, NULL));
}

static void
printing_takes_any_length(void **state)
{
    char *text = arena_printf(*state, "%0*d|%s", 20000, 7, "end");

    assert_int_equal(strlen(text), 20004);
    assert_string_equal(text + 19999, "7|end");
    assert_string_equal(arena_printf(*state, "%s", ""), "");
}

static void
arrays_grow_and_keep_what_they_held(void **state)
{
    int *numbers = NULL;
    size_t count = 0;

    for (int i = 0; i < MANY; i++) {
        int *slot = arena_push(*state, numbers, count);

        assert_int_equal(*slot, 0);
        *slot = i;
        assert_ptr_equal(slot, &numbers[count - 1]);
    }
    assert_int_equal(count, MANY);
    for (int i = 0; i < MANY; i++)
        assert_int_equal(numbers[i], i);
}

static void
freeing_nothing_is_fine(void **state)
{
    struct arena *arena = NULL;

    (void)state;
    arena_free(NULL);
    arena_freep(&arena);
    assert_null(arena);
    arena = arena_new();
    arena_reset(arena);
    arena_freep(&arena);
    assert_null(arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(pieces_are_zeroed_aligned_and_apart,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_reset_arena_gives_zeroed_memory_again,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_piece_larger_than_any_block_fits,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(copies_are_ended_and_null_stays_null,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(printing_takes_any_length, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(arrays_grow_and_keep_what_they_held,
                                        set_up, tear_down),
        cmocka_unit_test(freeing_nothing_is_fine),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
