#include "lib/text/token.h"

#include "lib/text/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct arena *arena;
static struct lexicon *lexicon;

static int
set_up(void **state)
{
    (void)state;
    arena = arena_new();
    return lexicon_new(&lexicon, tables_builtin(), NULL) == STATUS_OK ? 0 : -1;
}

static int
tear_down(void **state)
{
    (void)state;
    lexicon_free(lexicon);
    arena_free(arena);
    return 0;
}

/* The tokens of a copy of exactly len bytes, and what always holds of them. */
static struct tokens
find(const char *text, size_t len)
{
    char *exact = malloc(len == 0 ? 1 : len);
    struct tokens tokens;
    uint32_t pos = 0;

    if (len > 0)
        memcpy(exact, text, len);
    tokens_find(&tokens, lexicon, exact, len, arena);
    free(exact);
    for (size_t i = 0; i < tokens.count; i++) {
        const struct token *token = &tokens.list[i];

        assert_true(token->start < token->end && token->end <= len);
        assert_true(*token->norm != '\0');
        assert_true(strlen(token->norm) <= TOKEN_NORM_MAX);
        assert_true(utf8_valid(token->norm, strlen(token->norm)));
        assert_int_equal(token->pos, token->kind == TOKEN_PART ? pos - 1 : pos);
        pos += token->kind != TOKEN_PART;
    }
    assert_int_equal(tokens.positions, pos);
    return tokens;
}

/* "itu-t[0,5) <itu[0,3) <t[4,5) word[6,10)": parts have a '<'. */
static const char *
dump(const char *text, size_t len, bool ranges)
{
    struct tokens tokens = find(text, len);
    const char *out = "";

    for (size_t i = 0; i < tokens.count; i++) {
        const struct token *token = &tokens.list[i];

        out = arena_printf(arena, "%s%s%s%s", out, i == 0 ? "" : " ",
                           token->kind == TOKEN_PART ? "<" : "", token->norm);
        if (ranges)
            out =
                arena_printf(arena, "%s[%u,%u)", out, token->start, token->end);
    }
    return out;
}

static const struct token_case {
    const char *text;
    const char *words;
} cases[] = {
    {"", ""},
    {" \t\r\n.,;:()[]{}!?/\\|+*=<>~^$&%@#_\"", ""},
    {"that developing countries", "that developing countries"},
    {"Developing COUNTRIES", "developing countries"},
    {"a)b 1.2 3/4 x=y", "a b 1 2 3 4 x y"},
    {"Y.2720 H264", "y 2720 h264"},
    {"well-known", "well known"},
    {"non\u2011discriminatory", "non discriminatory"},
    {"operators'", "operators"},
    {"Union's members\u2019 tasks", "union members tasks"},
    {"Union\u2019s members", "union members"},
    {"UNION'S", "union"},
    {"'s", "s"}, /* no word before it */
    {"plan's's", "plan s"},
    {"plan s", "plan s"},
    {"plan's end's", "plan end"},
    {"o'clock isn't", "o clock isn t"},
    {"ITU-T's", "itu-t <itu <t"},
    {"\u00bd 1\u20442 3up\u00bdport", "1\u20442 1\u20442 3up1\u20442port"},
    {"developing\u00b9 next", "developing next"},
    {"developing\u00b9\u00b2next", "developing next"},
    {"CO\u2082 m\u2075x", "co m x"},
    {"x\u2071", "xi"}, /* a letter, raised */
    {"tele\u00adcommunication", "telecommunication"},
    {"tele\u200bcom\u2060\ufeffmunication", "telecommunication"},
    {"\u00adword\u00ad", "word"},
    {"\u00ad\u200b", ""},
    {"\ufb01nance o\ufb03ce", "finance office"},
    {"Stra\u00dfe", "strasse"},
    {"re\u0301sume\u0301", "r\u00e9sum\u00e9"},
    {"r\u00c9sum\u00c9", "r\u00e9sum\u00e9"},
    {"\uff21\uff22\uff23", "abc"},
    {"\u0421\u0421\u0421\u0420", "\u0441\u0441\u0441\u0440"},
    {"\u4e2d\u6587", "\u4e2d\u6587"},
    {"\u0661\u0662 \u2167", "\u0661\u0662 viii"},
    {"a\xff"
     "b",
     "a b"},
    {"\xc0\xaf\xed\xa0\x80", ""},
    {"a\xe2\x80", "a"},
};

static void
words_are_found_and_normalised(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(dump(cases[i].text, strlen(cases[i].text), false),
                            cases[i].words);
    assert_string_equal(dump("a\0b", 3, true), "a[0,1) b[2,3)");
    assert_string_equal(dump(NULL, 0, true), "");
}

static const struct token_case ranges[] = {
    {"the ITU-T area", "the[0,3) itu-t[4,9) <itu[4,7) <t[8,9) area[10,14)"},
    {"ITU\u2011T", "itu-t[0,7) <itu[0,3) <t[6,7)"},
    {"ITU\u2013T", "itu-t[0,7) <itu[0,3) <t[6,7)"},
    {"ITU\uff0dT", "itu-t[0,7) <itu[0,3) <t[6,7)"},
    {"itu T", "itu-t[0,5) <itu[0,3) <t[4,5)"},
    {"ITU\u00a0T", "itu-t[0,6) <itu[0,3) <t[5,6)"},
    {"ITU\u2009T", "itu-t[0,7) <itu[0,3) <t[6,7)"},
    {"ITUT", "itu-t[0,4) <itu[0,4) <t[0,4)"},
    {"iTuT", "itu-t[0,4) <itu[0,4) <t[0,4)"},
    {"I\u00adTU-T", "itu-t[0,7) <itu[0,5) <t[6,7)"},
    {"ITU\u00ad-T", "itu-t[0,7) <itu[0,3) <t[6,7)"},
    {"\uff29\uff34\uff35-T", "itu-t[0,11) <itu[0,9) <t[10,11)"},
    {"ITU\nT", "itu[0,3) t[4,5)"},
    {"ITU\r\nT", "itu[0,3) t[5,6)"},
    {"ITU\u2028T", "itu[0,3) t[6,7)"},
    {"ITU  T", "itu[0,3) t[5,6)"},
    {"ITU -T", "itu[0,3) t[5,6)"},
    {"ITU--T", "itu[0,3) t[5,6)"},
    {"ITU, T", "itu[0,3) t[5,6)"},
    {"ITU.T", "itu[0,3) t[4,5)"},
    {"ITU\u00b9T", "itu[0,3) t[5,6)"},
    {"ITU's-T", "itu[0,3) t[6,7)"},
    {"WTSA-12", "wtsa-12[0,7) <wtsa[0,4) <12[5,7)"},
    {"WTSA12", "wtsa-12[0,6) <wtsa[0,6) <12[0,6)"},
    {"WTSA-1", "wtsa[0,4) 1[5,6)"},
    {"ITU-T ITU-T", "itu-t[0,5) <itu[0,3) <t[4,5) "
                    "itu-t[6,11) <itu[6,9) <t[10,11)"},
    {"ITU ITU-T", "itu[0,3) itu-t[4,9) <itu[4,7) <t[8,9)"},
    {"\u00e9t\u00e9's x", "\u00e9t\u00e9[0,5) x[8,9)"},
    {"x\u00b9 \ufb01n", "x[0,1) fin[4,8)"},
    {" tele\u00adcom\u00ad, ", "telecom[1,10)"},
    {"operators\u2019 rights", "operators[0,9) rights[13,19)"},
};

static void
ranges_are_bytes_of_the_original(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        assert_string_equal(dump(ranges[i].text, strlen(ranges[i].text), true),
                            ranges[i].words);
}

static void
positions_count_names_once(void **state)
{
    static const char text[] = "of ITU-T study";
    struct tokens tokens = find(text, strlen(text));

    (void)state;
    assert_int_equal(tokens.count, 5);
    assert_int_equal(tokens.positions, 3);
    assert_int_equal(tokens.list[1].pos, 1);
    assert_int_equal(tokens.list[2].pos, 1);
    assert_int_equal(tokens.list[3].pos, 1);
    assert_int_equal(tokens.list[4].pos, 2);
    assert_int_equal(tokens.list[1].kind, TOKEN_NAME);
    assert_int_equal(tokens.list[2].kind, TOKEN_PART);
    assert_int_equal(tokens.list[4].kind, TOKEN_WORD);
}

static void
long_words_are_cut_and_keep_their_range(void **state)
{
    enum { LONG = 1 << 20 };
    static const char e_acute[] = "\u00e9";
    char *text = malloc(LONG);
    struct tokens tokens;

    (void)state;
    memset(text, 'A', LONG);
    tokens = find(text, LONG);
    assert_int_equal(tokens.count, 1);
    assert_int_equal(tokens.list[0].end, LONG);
    assert_int_equal(strlen(tokens.list[0].norm), TOKEN_NORM_MAX);
    for (size_t i = 0; i + 1 < LONG; i += 2)
        memcpy(text + i, e_acute, 2);
    text[0] = 'a';
    text[1] = 'b';
    text[2] = 'c'; /* the tail of the next is bad now: "abc" ends there */
    tokens = find(text, LONG);
    assert_int_equal(tokens.count, 2);
    assert_string_equal(tokens.list[0].norm, "abc");
    assert_int_equal(tokens.list[1].end, LONG);
    assert_int_equal(strlen(tokens.list[1].norm), TOKEN_NORM_MAX);
    memset(text, '\xcc', LONG); /* marks without a letter, and bad bytes */
    for (size_t i = 1; i < LONG; i += 2)
        text[i] = '\x81';
    tokens = find(text, LONG);
    assert_int_equal(tokens.count, 1);
    free(text);
}

/* A word at its longest is kept whole; one byte more and it is cut. */
static void
the_limit_is_exact(void **state)
{
    char text[TOKEN_NORM_MAX + 2];

    (void)state;
    memset(text, 'a', sizeof text);
    assert_int_equal(strlen(find(text, TOKEN_NORM_MAX).list[0].norm),
                     TOKEN_NORM_MAX);
    assert_int_equal(strlen(find(text, TOKEN_NORM_MAX + 1).list[0].norm),
                     TOKEN_NORM_MAX);
}

/* Every cut of awkward pieces is read soundly: `find` looks at the rules. */
static void
every_cut_is_sound(void **state)
{
    static const char text[] = "ITU\u2011T's \ufb01\u00b9\xff\u00ad WTSA\u2009"
                               "12\xe2\x80 \U0001d400\u0301 x\xf0\x9f'S";

    (void)state;
    for (size_t from = 0; from < sizeof text; from++)
        for (size_t to = from; to < sizeof text; to++)
            assert_true(find(text + from, to - from).count <= to - from + 2);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_found_and_normalised),
        cmocka_unit_test(ranges_are_bytes_of_the_original),
        cmocka_unit_test(positions_count_names_once),
        cmocka_unit_test(long_words_are_cut_and_keep_their_range),
        cmocka_unit_test(the_limit_is_exact),
        cmocka_unit_test(every_cut_is_sound),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
