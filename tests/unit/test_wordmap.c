#include "lib/text/wordmap.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { MANY = 20000 };

static void
an_empty_map_has_nothing(void **state)
{
    const struct wordmap map = {0};

    (void)state;
    assert_null(wordmap_get(&map, "operators"));
    assert_null(wordmap_get(&map, ""));
}

static void
what_is_put_is_found(void **state)
{
    struct arena *arena = arena_new();
    struct wordmap map = {0};
    const char **words = arena_alloc(arena, MANY * sizeof *words);

    (void)state;
    for (int i = 0; i < MANY; i++) {
        words[i] = arena_printf(arena, "w%d", i);
        assert_null(wordmap_get(&map, words[i]));
        assert_true(wordmap_put(&map, arena, words[i], &words[i]));
    }
    assert_int_equal(map.count, MANY);
    assert_true(map.room >= 2 * MANY);
    for (int i = 0; i < MANY; i++)
        assert_ptr_equal(wordmap_get(&map, words[i]), &words[i]);
    assert_null(wordmap_get(&map, "w20000"));
    assert_null(wordmap_get(&map, "w"));
    arena_free(arena);
}

static void
the_first_of_two_equal_words_stays(void **state)
{
    struct arena *arena = arena_new();
    struct wordmap map = {0};

    (void)state;
    assert_true(wordmap_put(&map, arena, "", "empty"));
    assert_true(wordmap_put(&map, arena, "a", "one"));
    for (int i = 0; i < 100; i++) /* also where the map would have grown */
        assert_false(wordmap_put(&map, arena, arena_strdup(arena, "a"), "two"));
    assert_int_equal(map.count, 2);
    assert_string_equal(wordmap_get(&map, "a"), "one");
    assert_string_equal(wordmap_get(&map, ""), "empty");
    arena_free(arena);
}

/* The published values of FNV-1a, 32 bits. */
static void
the_hash_is_fnv_1a(void **state)
{
    (void)state;
    assert_int_equal(wordmap_hash(""), 0x811c9dc5U);
    assert_int_equal(wordmap_hash("a"), 0xe40c292cU);
    assert_int_equal(wordmap_hash("foobar"), 0xbf9cf968U);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_map_has_nothing),
        cmocka_unit_test(what_is_put_is_found),
        cmocka_unit_test(the_first_of_two_equal_words_stays),
        cmocka_unit_test(the_hash_is_fnv_1a),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
