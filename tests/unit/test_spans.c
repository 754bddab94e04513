/*
 * Spans near each other, beside trying every choice there is.
 */
#include "lib/text/spans.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

enum { LISTS = 3, SPANS = 5, ROUNDS = 20000, SEED = 59 };

struct scene {
    struct span spans[LISTS][SPANS];
    struct span_list lists[LISTS];
    size_t count;
    struct spans_rule rule;
};

static bool
follows(const struct scene *scene, const struct span *a, const struct span *b)
{
    return b->first > a->last && b->first - a->last <= scene->rule.distance;
}

/* Whether the chosen spans follow each other in the order of the lists, or
 * in any. */
static bool
is_chain(const struct scene *scene, const struct span *const *chosen)
{
    bool used[LISTS] = {false};
    const struct span *sorted[LISTS];

    for (size_t i = 0; i < scene->count; i++) {
        size_t next = LISTS;

        for (size_t j = 0; j < scene->count; j++)
            if (!used[j] &&
                (next == LISTS || chosen[j]->first < chosen[next]->first))
                next = j;
        if (scene->rule.ordered && next != i)
            return false;
        used[next] = true;
        sorted[i] = chosen[next];
        if (i > 0 && !follows(scene, sorted[i - 1], sorted[i]))
            return false;
    }
    return true;
}

/* Every choice of one span a list; marks those of each chain. */
static bool
try_all(struct scene *scene, const struct span **chosen, size_t at,
        bool taken[LISTS][SPANS])
{
    bool found = false;

    if (at == scene->count) {
        if (!is_chain(scene, chosen))
            return false;
        for (size_t i = 0; i < at; i++)
            taken[i][chosen[i] - scene->lists[i].list] = true;
        return true;
    }
    for (size_t i = 0; i < scene->lists[at].count; i++) {
        chosen[at] = &scene->lists[at].list[i];
        found |= try_all(scene, chosen, at + 1, taken);
    }
    return found;
}

static uint32_t
below(uint64_t *seed, uint32_t most)
{
    *seed = *seed * 6364136223846793005U + 1442695040888963407U;
    return (uint32_t)(*seed >> 33) % most;
}

static void
make_scene(struct scene *scene, uint64_t *seed)
{
    *scene = (struct scene){.count = 1 + below(seed, LISTS)};
    scene->rule.distance = 1 + below(seed, 4);
    scene->rule.ordered = below(seed, 2) == 0;
    for (size_t i = 0; i < scene->count; i++) {
        scene->lists[i] =
            (struct span_list){scene->spans[i], below(seed, SPANS + 1)};
        for (size_t j = 0; j < scene->lists[i].count; j++) {
            scene->spans[i][j].first = below(seed, 16);
            scene->spans[i][j].last = scene->spans[i][j].first + below(seed, 3);
        }
        spans_sort(&scene->lists[i]);
    }
}

static void
as_trying_every_choice(void **state)
{
    uint64_t seed = SEED;
    size_t found_count = 0;

    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        const struct span *chosen[LISTS];
        bool taken[LISTS][SPANS] = {0};
        struct scene scene;
        bool expected;

        make_scene(&scene, &seed);
        expected = try_all(&scene, chosen, 0, taken);
        scene.rule.all = false;
        assert_int_equal(spans_match(&scene.rule, scene.lists, scene.count),
                         expected);
        scene.rule.all = true;
        assert_int_equal(spans_match(&scene.rule, scene.lists, scene.count),
                         expected);
        for (size_t i = 0; i < scene.count; i++)
            for (size_t j = 0; j < scene.lists[i].count; j++)
                assert_int_equal(scene.lists[i].list[j].taken, taken[i][j]);
        found_count += expected;
    }
    assert_in_range(found_count, ROUNDS / 10, ROUNDS * 9 / 10);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(as_trying_every_choice)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
