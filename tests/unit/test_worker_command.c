#include "daemon/worker_command.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void
assert_words(char **words, const char *const *expected)
{
    size_t i = 0;

    for (; expected[i] != NULL; i++) {
        assert_non_null(words[i]);
        assert_string_equal(words[i], expected[i]);
    }
    assert_null(words[i]);
}

/* What was not lowered is not said: the worker has the same table. */
static void
lowered_limits_are_handed_on(void **state)
{
    static const char *const plain[] = {"/bin/w", "--ready", "--index", "/i",
                                        NULL};
    static const char *const lowered[] = {"/bin/w",  "--ready",
                                          "--index", "/i",
                                          "--limit", "operators=3",
                                          "--limit", "deadline_ms=50",
                                          "--limit", "deadline_ms_max=50",
                                          NULL};
    struct arena *arena = arena_new();
    struct limits limits;
    struct error err;

    (void)state;
    limits_init(&limits);
    assert_words(worker_command("/bin/w", "/i", &limits, arena), plain);
    assert_int_equal(limits_lower(&limits, "operators=3", &err), STATUS_OK);
    assert_int_equal(limits_lower(&limits, "deadline_ms_max=50", &err),
                     STATUS_OK);
    assert_words(worker_command("/bin/w", "/i", &limits, arena), lowered);
    arena_free(arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lowered_limits_are_handed_on),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
