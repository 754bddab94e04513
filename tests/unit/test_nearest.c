#include "lib/base/nearest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char *const names[] = {
    "search", "show", "status", "ping", "limit", "offset", "kind", "king",
};

static const struct nearest_case {
    const char *word;
    const char *name; /* NULL: none */
} cases[] = {
    {"serch", "search"},     /* one left out */
    {"searchh", "search"},   /* one too many */
    {"saerch", "search"},    /* neighbours swapped: one edit */
    {"saehrc", NULL},        /* three */
    {"seorcx", "search"},    /* two others */
    {"SEARCH", "search"},    /* case does not count */
    {"search", "search"},    /* the name itself */
    {"limt", "limit"},       /* up to four bytes: one edit */
    {"lmt", NULL},           /* ... and not two */
    {"shwo", "show"},        /* a swap is one */
    {"kinx", "kind"},        /* as near as king: the earlier one */
    {"kingd", "kind"},       /* one edit from both: the earlier one */
    {"kinds", "kind"},       /* one edit against king's two */
    {"s", NULL},             /* one letter is near everything */
    {"", NULL},              /* nothing is near nothing */
    {"\xc3\xa9t\xc3", NULL}, /* bytes are bytes */
};

static void
the_nearest_is_named(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *name =
            nearest_name(cases[i].word, names, sizeof names / sizeof *names);

        if (cases[i].name == NULL)
            assert_null(name);
        else
            assert_string_equal(name == NULL ? cases[i].word : name,
                                cases[i].name);
    }
}

/* The whole table, for words of a few letters. */
static unsigned
edits_by_the_book(const char *a, const char *b)
{
    unsigned table[16][16];
    size_t alen = strlen(a), blen = strlen(b);

    for (size_t i = 0; i <= alen; i++)
        for (size_t j = 0; j <= blen; j++) {
            unsigned best = (unsigned)(i + j);

            if (i > 0 && j > 0) {
                best = table[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
                if (table[i - 1][j] < best)
                    best = table[i - 1][j] + 1;
                if (table[i][j - 1] < best)
                    best = table[i][j - 1] + 1;
            }
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
                a[i - 2] == b[j - 1] && table[i - 2][j - 2] < best)
                best = table[i - 2][j - 2] + 1;
            table[i][j] = best;
        }
    return table[alen][blen];
}

static void
draw_word(char out[16])
{
    size_t len = 2 + (size_t)rand() % 9;

    for (size_t i = 0; i < len; i++)
        out[i] = (char)('a' + rand() % 3);
    out[len] = '\0';
}

static void
short_cuts_lead_to_the_same(void **state)
{
    (void)state;
    srand(1);
    for (int round = 0; round < 100000; round++) {
        char word[16], name[16];
        const char *const one[] = {name};
        unsigned most;

        draw_word(word);
        draw_word(name);
        most = strlen(word) <= 4 ? 1 : 2;
        assert_int_equal(nearest_name(word, one, 1) != NULL,
                         edits_by_the_book(word, name) <= most);
    }
}

static void
words_and_names_of_any_length(void **state)
{
    static char of80[81], of81[82], of100k[100001];
    const char *const both[] = {of81, of80};

    (void)state;
    memset(of80, 'a', 80);
    memset(of81, 'a', 81);
    memset(of100k, 'a', 100000);
    assert_ptr_equal(nearest_name(of80, both, 2), of80);
    assert_null(nearest_name(of81, both, 2));
    assert_null(nearest_name(of100k, both, 2));
    assert_null(nearest_name("search", both, 0));
}

/* Words of some letters that the names have. */
static void
prepared_names_answer_alike(void **state)
{
    struct arena *arena = arena_new();
    struct nearest_names prepared;
    char word[7] = "";
    size_t found = 0;

    (void)state;
    nearest_prepare(&prepared, names, sizeof names / sizeof *names, arena);
    for (size_t i = 0; i < 4096; i++) {
        for (size_t letter = 0; letter < 6; letter++)
            word[letter] = "show"[i >> 2 * letter & 3];
        for (size_t len = 0; len <= 6; len++) {
            const char *name =
                nearest_name(word + len, names, sizeof names / sizeof *names);

            assert_ptr_equal(nearest_among(word + len, &prepared), name);
            found += name != NULL;
        }
    }
    assert_true(found > 10);
    arena_free(arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(prepared_names_answer_alike),
        cmocka_unit_test(the_nearest_is_named),
        cmocka_unit_test(short_cuts_lead_to_the_same),
        cmocka_unit_test(words_and_names_of_any_length),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
