#include "lib/text/lexicon.h"

#include "lib/base/cleanup.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct arena *arena;
static struct lexicon *builtin;

static int
set_up(void **state)
{
    (void)state;
    arena = arena_new();
    return lexicon_new(&builtin, tables_builtin(), NULL) == STATUS_OK ? 0 : -1;
}

static int
tear_down(void **state)
{
    (void)state;
    lexicon_free(builtin);
    arena_free(arena);
    return 0;
}

/* The built-in set with one table's text replaced. */
static struct tables
with_table(const char *name, const char *text)
{
    struct tables tables = *tables_builtin();

    for (size_t i = 0; i < tables.count; i++) {
        if (strcmp(tables.list[i].name, name) != 0)
            continue;
        tables.list[i].text = text;
        tables.list[i].len = strlen(text);
    }
    return tables;
}

static void
words_are_looked_up(void **state)
{
    (void)state;
    assert_true(lexicon_is_small(builtin, "the"));
    assert_true(lexicon_is_small(builtin, "of"));
    assert_false(lexicon_is_small(builtin, "operators"));
    assert_false(lexicon_is_small(builtin, ""));
    assert_string_equal(lexicon_stem(builtin, "operators"), "operator");
    assert_null(lexicon_stem(builtin, "operation"));
}

static const struct name_case {
    const char *words[LEXICON_NAME_WORDS_MAX];
    const char *gaps; /* before each word: '-', ' ' or '?' */
    const char *name; /* NULL: none */
    size_t taken;
} names[] = {
    {{"itu", "t"}, "?-", "itu-t", 2},
    {{"itu", "t"}, "? ", "itu-t", 2},
    {{"itut"}, "?", "itu-t", 1},
    {{"itu", "t"}, "??", NULL, 0}, /* over a line's end, say */
    {{"itu", "x"}, "?-", NULL, 0},
    {{"itu"}, "?", NULL, 0},
    {{"t", "itu"}, "?-", NULL, 0},
    {{"wtsa", "12"}, "?-", "wtsa-12", 2},
    {{"wtsa", "12"}, "? ", "wtsa-12", 2},
    {{"wtsa", "2012"}, "?-", "wtsa-2012", 2},
    {{"wtsa12"}, "?", "wtsa-12", 1},
    {{"wtsa2012"}, "?", "wtsa-2012", 1},
    {{"wtsa", "1"}, "?-", NULL, 0}, /* no year */
    {{"wtsa", "123"}, "?-", NULL, 0},
    {{"wtsa", "20123"}, "?-", NULL, 0},
    {{"wtsa", "1a"}, "?-", NULL, 0},
    {{"wtsa123"}, "?", NULL, 0},
    {{"pp", "10"}, "?-", "pp-10", 2},
    {{"pp", "10"}, "? ", NULL, 0}, /* pages */
    {{"pp10"}, "?", "pp-10", 1},
    {{"12"}, "?", NULL, 0},
    {{""}, "?", NULL, 0},
    {{"imt", "2000"}, "?-", "imt-2000", 2},
};

static const enum lexicon_gap gaps[128] = {
    ['-'] = LEXICON_GAP_DASH,
    [' '] = LEXICON_GAP_SPACE,
    ['?'] = LEXICON_GAP_OTHER,
};

static void
names_are_found_in_their_spellings(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct lexicon_word words[LEXICON_NAME_WORDS_MAX];
        size_t count = strlen(names[i].gaps), taken = 77;
        const char *name;

        for (size_t k = 0; k < count; k++)
            words[k] = (struct lexicon_word){
                names[i].words[k], gaps[(unsigned char)names[i].gaps[k]]};
        name = lexicon_name(builtin, words, count, &taken, arena);
        if (names[i].name == NULL) {
            assert_null(name);
            continue;
        }
        assert_non_null(name);
        assert_true(lexicon_may_name(builtin, names[i].words[0]));
        assert_string_equal(name, names[i].name);
        assert_int_equal(taken, names[i].taken);
    }
    assert_null(lexicon_name(builtin, NULL, 0, &(size_t){0}, arena));
    assert_false(lexicon_may_name(builtin, ""));
    assert_false(lexicon_may_name(builtin, "zebra"));
}

static void
the_longest_name_wins(void **state)
{
    struct tables tables = with_table(
        "names", "name\tspaced\nitu-t\tyes\nitu-t-sg-#\tyes\nitu-t-sg\tno\n");
    const struct lexicon_word words[] = {
        {"itu", LEXICON_GAP_OTHER},
        {"t", LEXICON_GAP_SPACE},
        {"sg", LEXICON_GAP_DASH},
        {"11", LEXICON_GAP_SPACE},
    };
    CLEANUP(lexicon_freep) struct lexicon *lexicon = NULL;
    size_t taken;

    (void)state;
    assert_int_equal(lexicon_new(&lexicon, &tables, NULL), STATUS_OK);
    assert_string_equal(lexicon_name(lexicon, words, 4, &taken, arena),
                        "itu-t-sg-11");
    assert_int_equal(taken, 4);
    /* without the number, the row that takes no space is left out */
    assert_string_equal(lexicon_name(lexicon, words, 3, &taken, arena),
                        "itu-t");
    assert_int_equal(taken, 2);
}

static const struct bad_table {
    const char *table;
    const char *text;
    const char *error;
} bad_tables[] = {
    {"stop", "word\tkind\nthe\tarticle\nThe\tarticle\n",
     "table stop, line 3: \"the\" stands twice"},
    {"stop", "word\tkind\nof the\tarticle\n",
     "table stop, line 2: \"of the\" is not one word"},
    {"stems", "stem\twords\no\tone other\non\tonly one\n",
     "table stems, line 3: \"one\" stands twice"},
    {"stems", "stem\twords\na\tall one\n",
     "table stems, line 2: the stem \"a\" does not begin as \"one\" does"},
    {"stems", "stem\twords\na b\tone\n",
     "table stems, line 2: \"a b\" is not one word"},
    {"names", "name\tspaced\nitu-t\tmaybe\n",
     "table names, line 2: \"maybe\" is neither yes nor no"},
    {"names", "name\tspaced\nitu\tyes\n",
     "table names, line 2: \"itu\" is not"},
    {"names", "name\tspaced\na-b-c-d-e\tyes\n", "\"a-b-c-d-e\" is not"},
    {"names", "name\tspaced\n #-a\tyes\n", "\" #-a\" is not"},
    {"names", "name\tspaced\na-#-b\tyes\n", "\"a-#-b\" is not"},
    {"names", "name\tspaced\na-1#\tyes\n", "\"a-1#\" is not"},
    {"names", "name\tspaced\na--b\tyes\n", "\"a--b\" is not"},
    {"names", "name\tspaced\na b-c\tyes\n", "\"a b-c\" is not"},
    {"names",
     "name\tspaced\na-b\tyes\nA\xe2\x80\x91"
     "B\tno\n",
     "table names, line 3:"},
};

static void
bad_rows_are_named(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof bad_tables / sizeof *bad_tables; i++) {
        struct tables tables =
            with_table(bad_tables[i].table, bad_tables[i].text);
        struct lexicon *lexicon = builtin;
        struct error err = {.text = ""};

        if (lexicon_new(&lexicon, &tables, &err) != STATUS_BAD_DOCUMENT)
            fail_msg("taken: %s", bad_tables[i].text);
        assert_ptr_equal(lexicon, builtin);
        if (strstr(err.text, bad_tables[i].error) == NULL)
            assert_string_equal(err.text, bad_tables[i].error);
    }
}

static void
words_as_long_as_a_token_are_taken(void **state)
{
    char *word = arena_alloc(arena, 66);
    struct lexicon *lexicon = NULL;
    struct tables tables;

    (void)state;
    memset(word, 'a', 64);
    tables = with_table("stop", arena_printf(arena, "word\n%s\n", word));
    assert_int_equal(lexicon_new(&lexicon, &tables, NULL), STATUS_OK);
    assert_true(lexicon_is_small(lexicon, word));
    lexicon_freep(&lexicon);
    assert_null(lexicon);
    word[64] = 'a';
    tables = with_table("stop", arena_printf(arena, "word\n%s\n", word));
    assert_int_equal(lexicon_new(&lexicon, &tables, NULL), STATUS_BAD_DOCUMENT);
    lexicon_free(NULL);
}

static void
a_set_without_a_table_is_refused(void **state)
{
    struct tables tables = {0};
    struct lexicon *lexicon = NULL;
    struct error err;

    (void)state;
    assert_int_equal(lexicon_new(&lexicon, &tables, &err), STATUS_BAD_DOCUMENT);
    assert_null(lexicon);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_looked_up),
        cmocka_unit_test(names_are_found_in_their_spellings),
        cmocka_unit_test(the_longest_name_wins),
        cmocka_unit_test(bad_rows_are_named),
        cmocka_unit_test(words_as_long_as_a_token_are_taken),
        cmocka_unit_test(a_set_without_a_table_is_refused),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
