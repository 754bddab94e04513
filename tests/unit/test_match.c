/*
 * The matcher over lists, beside a plain one that looks at each document:
 * random plans over random documents, whose totals, order and scores must be
 * the same. Xapian's is no judge here: 1.4.22 miscounts some nests of ORs
 * with phrases or negations in them.
 */
#include "tests/unit/store_fixture.h"

#include "lib/base/cleanup.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { DOCUMENTS = 200, PLANS = 400, PAGE = 20 };

/* Frequent words, rare ones, a filter, and one that no document has. */
static const char *const words[] = {"a", "b", "c",  "d",    "e",
                                    "f", "g", "Xk", "rare", "none"};

static uint32_t
draw(uint32_t *seed, uint32_t below)
{
    *seed = *seed * 1664525 + 1013904223;
    return (*seed >> 8) % below;
}

static const char *
draw_text(uint32_t *seed, struct arena *arena, size_t number)
{
    size_t count = 1 + draw(seed, 12);
    const char *text = "";

    for (size_t i = 0; i < count; i++) {
        size_t word = draw(seed, 8);

        word = word > 0 && draw(seed, 2) == 0 ? draw(seed, 3) : word;
        text =
            arena_printf(arena, "%s%s%s", text, i > 0 ? " " : "", words[word]);
    }
    return number % 97 == 5 ? arena_printf(arena, "%s rare", text) : text;
}

static struct plan *
new_plan(struct arena *arena, enum plan_kind kind)
{
    struct plan *plan = arena_make(arena, struct plan);

    plan->kind = kind;
    return plan;
}

static const struct plan *
draw_term(uint32_t *seed, struct arena *arena, size_t below)
{
    struct plan *plan = new_plan(arena, PLAN_TERM);

    plan->term = words[draw(seed, (uint32_t)below)];
    return plan;
}

static const struct plan *draw_plan(uint32_t *seed, struct arena *arena,
                                    int depth);

static void
draw_children(uint32_t *seed, struct arena *arena, struct plan *plan,
              size_t count, int depth)
{
    for (size_t i = 0; i < count; i++)
        *arena_push(arena, plan->children, plan->child_count) =
            plan->kind == PLAN_PHRASE || plan->kind == PLAN_MAX
                ? draw_term(seed, arena, 7)
                : draw_plan(seed, arena, depth + 1);
}

static const struct plan *
draw_plan(uint32_t *seed, struct arena *arena, int depth)
{
    static const struct {
        enum plan_kind kind;
        size_t least, more; /* children */
    } kinds[] = {{PLAN_PHRASE, 2, 3}, {PLAN_AND, 1, 3},   {PLAN_OR, 1, 5},
                 {PLAN_MAX, 1, 3},    {PLAN_NOT, 2, 1},   {PLAN_MAYBE, 2, 1},
                 {PLAN_SCALE, 1, 1},  {PLAN_RAISE, 1, 1}, {PLAN_NONE, 0, 1}};
    size_t which = draw(seed, COUNT_OF(kinds));
    struct plan *plan;

    if (depth == 4 || draw(seed, 3) == 0)
        return draw_term(seed, arena, COUNT_OF(words));
    plan = new_plan(arena, kinds[which].kind);
    plan->factor = draw(seed, 3) / 2.0;
    draw_children(seed, arena, plan,
                  kinds[which].least + draw(seed, (uint32_t)kinds[which].more),
                  depth);
    return plan;
}

/* A document as the plain matcher below sees it. */
struct seen {
    const char *text;
    const char *list[16];
    size_t count;
    double length; /* without filters */
};

struct library {
    struct seen documents[DOCUMENTS];
    double average;                /* length */
    double found[COUNT_OF(words)]; /* documents that have each word */
};

static size_t
index_of(const char *word)
{
    size_t i = 0;

    while (strcmp(words[i], word) != 0)
        i++;
    return i;
}

static double
count_in(const struct seen *seen, const char *word)
{
    double count = 0;

    for (size_t i = 0; i < seen->count; i++)
        count += strcmp(seen->list[i], word) == 0;
    return count;
}

static void
see(struct library *out, const char *const *texts, struct arena *arena)
{
    for (size_t i = 0; i < DOCUMENTS; i++) {
        struct seen *seen = &out->documents[i];
        char *rest = NULL, *copy = arena_strdup(arena, texts[i]);

        *seen = (struct seen){.text = texts[i]};
        for (char *word = strtok_r(copy, " ", &rest); word != NULL;
             word = strtok_r(NULL, " ", &rest)) {
            seen->list[seen->count++] = word;
            seen->length += *word != 'X';
        }
        out->average += seen->length / DOCUMENTS;
        for (size_t w = 0; w < COUNT_OF(words); w++)
            out->found[w] += count_in(seen, words[w]) > 0;
    }
}

/* BM25 as the store has set it: k1 = 1, b = 0.2. */
static double
weigh(const struct library *library, const struct seen *seen, const char *word)
{
    double count = count_in(seen, word), rare, length;
    double found = library->found[index_of(word)];

    rare = (DOCUMENTS - found + 0.5) / (found + 0.5);
    length = fmax(seen->length / library->average, 0.5);
    count = *word == 'X' ? 0 : count;
    return log(rare < 2 ? rare / 2 + 1 : rare) * 2 * count /
           (length * 0.2 + 0.8 + count);
}

static bool
has_phrase(const struct seen *seen, const struct plan *plan)
{
    for (size_t at = 0; at + plan->child_count <= seen->count; at++) {
        size_t same = 0;

        while (same < plan->child_count &&
               strcmp(seen->list[at + same], plan->children[same]->term) == 0)
            same++;
        if (same == plan->child_count)
            return true;
    }
    return false;
}

static bool judge(const struct library *library, const struct seen *seen,
                  const struct plan *plan, double *score);

/* What the children say together: how many hold, their sum and their best. */
static size_t
judge_children(const struct library *library, const struct seen *seen,
               const struct plan *plan, double *sum, double *best)
{
    size_t held = 0;

    for (size_t i = 0; i < plan->child_count; i++) {
        double score = 0;

        held += judge(library, seen, plan->children[i], &score);
        *sum += score;
        *best = fmax(*best, score);
    }
    return held;
}

/* The plain matcher: whether the plan holds, and then its score. */
static bool
judge(const struct library *library, const struct seen *seen,
      const struct plan *plan, double *score)
{
    double sum = 0, best = 0, first = 0;
    size_t held = judge_children(library, seen, plan, &sum, &best);
    bool all = plan->child_count > 0 && held == plan->child_count;
    bool good = plan->child_count > 0 &&
                judge(library, seen, plan->children[0], &first);

    if (plan->kind == PLAN_TERM) {
        good = count_in(seen, plan->term) > 0;
        sum = good ? weigh(library, seen, plan->term) : 0;
    } else if (plan->kind == PLAN_PHRASE) {
        good = has_phrase(seen, plan);
    } else if (plan->kind == PLAN_AND) {
        good = all;
    } else if (plan->kind == PLAN_OR || plan->kind == PLAN_MAX) {
        good = held > 0;
        sum = plan->kind == PLAN_MAX ? best : sum;
    } else if (plan->kind == PLAN_NOT) {
        good = good && held == 1;
        sum = first;
    } else if (plan->kind == PLAN_SCALE) {
        sum *= plan->factor;
    } else if (plan->kind == PLAN_RAISE) {
        sum += plan->factor;
    }
    *score = good ? sum : 0;
    return good;
}

/* The best of all, one by one. */
static void
assert_hits(const struct library *library, const struct store_ask *ask,
            const struct store_hits *hits)
{
    bool left[DOCUMENTS];
    double scores[DOCUMENTS];
    size_t total = 0;

    for (size_t i = 0; i < DOCUMENTS; i++) {
        left[i] = judge(library, &library->documents[i], ask->plan, &scores[i]);
        scores[i] = ask->unranked ? 0 : scores[i];
        total += left[i];
    }
    assert_int_equal(hits->total, total);
    if (hits->count == 0)
        return;
    for (size_t rank = 0; rank < ask->offset + hits->count; rank++) {
        size_t best = DOCUMENTS;

        for (size_t i = 0; i < DOCUMENTS; i++)
            if (left[i] &&
                (best == DOCUMENTS || scores[i] > scores[best] + 1e-9))
                best = i;
        assert_true(best < DOCUMENTS);
        left[best] = false;
        if (rank < ask->offset)
            continue;
        assert_true(fabs(hits->list[rank - ask->offset].score - scores[best]) <
                    1e-9);
    }
}

/* `room` bytes for lists: many, or so few that they come and go. */
static void
ask_many(struct folder *folder, const struct library *library, size_t room)
{
    CLEANUP(store_closep) struct store *store = open_store(folder);
    uint32_t seed = (uint32_t)room;
    size_t found = 0;

    assert_int_equal(store_keep(store, 2 * room, NULL), STATUS_OK);
    for (size_t i = 0; i < PLANS; i++) {
        CLEANUP(arena_freep) struct arena *arena = arena_new();
        struct store_ask ask = {.plan = draw_plan(&seed, arena, 0),
                                .offset = draw(&seed, 4) == 0 ? 7 : 0,
                                .limit = draw(&seed, PAGE),
                                .unranked = draw(&seed, 5) == 0};
        struct store_hits hits;

        assert_int_equal(store_search(store, &ask, arena, &hits, NULL),
                         STATUS_OK);
        assert_hits(library, &ask, &hits);
        found += hits.count;
    }
    assert_true(found > PLANS); /* the plans ask for what is there */
}

static void
finds_what_a_plain_matcher_finds(void **state)
{
    struct folder *folder = *state;
    struct library *library = arena_make(folder->arena, struct library);
    const char *texts[DOCUMENTS];
    uint32_t seed = 1;

    for (size_t i = 0; i < COUNT_OF(texts); i++)
        texts[i] = draw_text(&seed, folder->arena, i);
    see(library, texts, folder->arena);
    make(folder, texts, COUNT_OF(texts));
    ask_many(folder, library, 1 << 20);
    ask_many(folder, library, 16000);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(finds_what_a_plain_matcher_finds,
                                        open_folder, close_folder),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
