#include "lib/text/fold.h"

#include "lib/text/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct arena *arena;

static int
set_up(void **state)
{
    (void)state;
    arena = arena_new();
    return 0;
}

static int
tear_down(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

static const struct fold_case {
    const char *text;
    const char *typography;
    const char *folded;
} cases[] = {
    {"", "", ""},
    {"Plain Text", "Plain Text", "plain text"},
    {"  a \t b\n\nc  ", "  a   b\n\nc  ", "a b c"},
    {"a\r\nb", "a\r\nb", "a b"},
    {"ITU\u2011T", "ITU-T", "itu-t"},
    {"\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-------", "-------"},
    {"\ufe58\ufe63\uff0d", "---", "---"},
    {"\u201ca\u201d \u2018b\u2019", "\"a\" 'b'", "\"a\" 'b'"},
    {"\u00aba\u00bb \u2039b\u203a", "\"a\" \"b\"", "\"a\" \"b\""},
    {"a\u00a0b\u2009c\u3000d\u202fe", "a b c d e", "a b c d e"},
    {"tele\u00adcom\u200bmu\u2060ni\ufeffcation", "telecommunication",
     "telecommunication"},
    {"\ufb01nance \ufb03", "\ufb01nance \ufb03", "finance ffi"},
    {"Stra\u00dfe \u1e9e", "Stra\u00dfe \u1e9e", "strasse ss"},
    {"\uff29\uff34\uff35", "\uff29\uff34\uff35", "itu"}, /* full width */
    {"developing\u00b9", "developing\u00b9", "developing1"},
    {"\u00c9cole", "\u00c9cole", "\u00e9cole"},
    {"e\u0301cole", "e\u0301cole", "\u00e9cole"}, /* composed */
    {"\u03a3\u03a3\u03c2", "\u03a3\u03a3\u03c2", "\u03c3\u03c3\u03c3"},
    {"\u212b \u2126", "\u212b \u2126", "\u00e5 \u03c9"},
    {"a\xff"
     "b",
     "a\ufffd"
     "b",
     "a\ufffd"
     "b"},
    {"\xc0\xaf\xed\xa0\x80", "\ufffd\ufffd\ufffd\ufffd\ufffd",
     "\ufffd\ufffd\ufffd\ufffd\ufffd"},
    {"\u202eabc\u202c", "abc", "abc"}, /* direction marks are not seen */
};

static void
many_spellings_become_one(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *text = cases[i].text;

        assert_string_equal(fold_typography(arena, text, strlen(text)),
                            cases[i].typography);
        assert_string_equal(fold_text(arena, text, strlen(text)),
                            cases[i].folded);
    }
}

static void
a_nul_becomes_a_character(void **state)
{
    (void)state;
    assert_string_equal(fold_typography(arena, "a\0b", 3), "a\ufffd"
                                                           "b");
    assert_string_equal(fold_text(arena, "A\0B", 3), "a\ufffd"
                                                     "b");
    assert_string_equal(fold_text(arena, NULL, 0), "");
}

static const struct word_case {
    const char *word;
    const char *folded;
} words[] = {
    {"Operators", "operators"},
    {"\ufb01bre", "fibre"},
    {"\u200b\u00ad", ""},
    {"tele\u00adcom", "telecom"},
    {"\u00a8", "\u0308"}, /* NFKC makes a space and a mark of it */
    {"a\xff"
     "b",
     "ab"},
    {"\u00c9", "\u00e9"},
};

static void
words_have_no_space_and_nothing_hidden(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        assert_string_equal(
            fold_word(arena, words[i].word, strlen(words[i].word)),
            words[i].folded);
    assert_string_equal(fold_word(arena, NULL, 0), "");
}

static void
words_are_cut_at_a_character(void **state)
{
    enum { LONG = 1 << 20 };
    char *word = arena_alloc(arena, LONG);

    (void)state;
    memset(word, 'A', LONG);
    assert_int_equal(strlen(fold_word(arena, word, FOLD_WORD_MAX)),
                     FOLD_WORD_MAX);
    assert_int_equal(strlen(fold_word(arena, word, FOLD_WORD_MAX + 1)),
                     FOLD_WORD_MAX);
    for (size_t i = 1; i + 1 < LONG; i += 2)
        memcpy(word + i, "\u00e9", 2); /* 'A' and then two bytes each */
    assert_int_equal(strlen(fold_word(arena, word, LONG - 1)),
                     FOLD_WORD_MAX - 1);
    assert_true(
        utf8_valid(fold_word(arena, word, LONG - 1), FOLD_WORD_MAX - 1));
}

/* U+FDFA becomes 18 code points: nothing may overflow. */
static void
the_longest_folds_fit(void **state)
{
    char text[3 * 200 + 1] = "";
    const char *folded;

    (void)state;
    for (int i = 0; i < 200; i++)
        strcat(text, "\ufdfa");
    folded = fold_word(arena, text, strlen(text));
    assert_true(strlen(folded) > 0 && strlen(folded) <= FOLD_WORD_MAX);
    assert_true(utf8_valid(folded, strlen(folded)));
    folded = fold_text(arena, text, strlen(text));
    assert_true(strlen(folded) > 200 * 18);
    assert_true(utf8_valid(folded, strlen(folded)));
}

/* A row of marks is sorted; that of a hostile text must not take minutes. */
static void
rows_of_marks_end(void **state)
{
    enum { MARKS = 200000 };
    char *text = arena_alloc(arena, 2 * MARKS);
    const char *folded;

    (void)state;
    for (size_t i = 0; i < MARKS; i++)
        memcpy(text + 2 * i, i % 2 == 0 ? "\u0315" : "\u0327", 2);
    folded = fold_text(arena, text, 2 * MARKS);
    assert_true(strlen(folded) <= 60);
    assert_true(utf8_valid(folded, strlen(folded)));
}

/* Every code point, alone and in a row as long as a word can be. */
static void
every_code_point_folds_to_valid_text(void **state)
{
    struct buf row = {0};

    (void)state;
    for (int32_t point = 0x80; point < 0x20000; point++) {
        char bytes[4] = {(char)(0xe0 | point >> 12),
                         (char)(0x80 | (point >> 6 & 0x3f)),
                         (char)(0x80 | (point & 0x3f))};
        size_t len = 3;
        const char *folded;

        if (point < 0x800) {
            bytes[0] = (char)(0xc0 | point >> 6);
            bytes[1] = bytes[2];
            len = 2;
        } else if (point >= 0x10000) {
            memcpy(bytes, "\xf0", 1);
            bytes[1] = (char)(0x80 | (point >> 12 & 0x3f));
            bytes[2] = (char)(0x80 | (point >> 6 & 0x3f));
            bytes[3] = (char)(0x80 | (point & 0x3f));
            len = 4;
        }
        buf_clear(&row);
        while (row.len < 260)
            buf_put(&row, bytes, len);
        folded = fold_word(arena, row.data, row.len);
        assert_true(strlen(folded) <= FOLD_WORD_MAX);
        assert_true(utf8_valid(folded, strlen(folded)));
        assert_null(strchr(folded, ' '));
        folded = fold_text(arena, bytes, len);
        assert_true(utf8_valid(folded, strlen(folded)));
        arena_reset(arena);
    }
    buf_deinit(&row);
}

static const struct kind_case {
    int32_t point;
    bool dash, space, quote, apostrophe, hidden;
} kinds[] = {
    {.point = '-', .dash = true},
    {.point = 0x2011, .dash = true},
    {.point = 0xff0d, .dash = true},
    {.point = ' ', .space = true},
    {.point = '\n', .space = true},
    {.point = 0xa0, .space = true},
    {.point = 0x2028, .space = true},
    {.point = '"', .quote = true},
    {.point = 0x201c, .quote = true},
    {.point = 0xab, .quote = true},
    {.point = '\'', .apostrophe = true},
    {.point = 0x2019, .apostrophe = true},
    {.point = 0xad, .hidden = true},
    {.point = 0x200b, .hidden = true},
    {.point = 0x202e, .hidden = true},
    {.point = 'a'},
    {.point = 0xe9},
    {.point = UTF8_BAD},
    {.point = 0},
};

static void
kinds_are_told_apart(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        const struct kind_case *kind = &kinds[i];

        assert_int_equal(fold_is_dash(kind->point), kind->dash);
        assert_int_equal(fold_is_space(kind->point), kind->space);
        assert_int_equal(fold_is_quote(kind->point), kind->quote);
        assert_int_equal(fold_is_apostrophe(kind->point), kind->apostrophe);
        assert_int_equal(fold_is_hidden(kind->point), kind->hidden);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(many_spellings_become_one),
        cmocka_unit_test(a_nul_becomes_a_character),
        cmocka_unit_test(words_have_no_space_and_nothing_hidden),
        cmocka_unit_test(words_are_cut_at_a_character),
        cmocka_unit_test(the_longest_folds_fit),
        cmocka_unit_test(rows_of_marks_end),
        cmocka_unit_test(every_code_point_folds_to_valid_text),
        cmocka_unit_test(kinds_are_told_apart),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
