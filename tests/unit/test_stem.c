#include "lib/text/stem.h"

#include "lib/text/fold.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct lexicon *lexicon;
static struct stemmer *stemmer;

static int
set_up(void **state)
{
    (void)state;
    if (lexicon_new(&lexicon, tables_builtin(), NULL) != STATUS_OK)
        return -1;
    stemmer = stemmer_new(lexicon);
    return 0;
}

static int
tear_down(void **state)
{
    (void)state;
    stemmer_freep(&stemmer);
    stemmer_free(NULL);
    lexicon_free(lexicon);
    return stemmer == NULL ? 0 : -1;
}

static const struct pair {
    const char *one, *other;
} alike[] =
    {
        {"operator", "operators"},
        {"country", "countries"},
        {"participate", "participation"},
        {"participating", "participation"},
        {"standardization", "standardisation"},
        {"standardize", "standardised"},
        {"standardizing", "standardising"},
        {"organization", "organisations"},
        {"organizational", "organisational"},
        {"organize", "organiser"},
        {"mobilize", "mobilise"},
        {"recognizing", "recognising"},
        {"recognized", "recognised"},
        {"liberalization", "liberalisation"},
        {"harmonization", "harmonisation"},
        {"utilizes", "utilises"},
        {"realizable", "realisable"},
        {"specialized", "specialised"},
        {"authorization", "authorise"},
        {"analyse", "analyzing"},
        {"programme", "programs"},
        {"practise", "practice"},
        {"promise", "promised"},
        {"enterprise", "enterprises"},
        {"exercise", "exercising"},
        {"otherwise", "otherwise"},
        {"supervise", "supervision"},
        {"precise", "precision"},
        {"televised", "television"},
        {"advertise", "advertisement"},
        {"raise", "raised"},
        {"advise", "advising"},
        {"revise", "revised"},
        {"revise", "revision"}, /* too short for -ize */
        {"arise", "arises"},
        {"standard", "standards"},
        {"measure", "measures"},
},
  apart[] = {
      {"developed", "developing"},
      {"developing", "development"},
      {"developed", "development"},
      {"developing", "develop"},
      {"operators", "operation"},
      {"operator", "operate"},
      {"standards", "standardization"},
      {"standard", "standardisation"},
      {"associate", "association"},
      {"organization", "organs"},
      {"organisation", "organ"},
      {"organ", "organize"},
      {"international", "internal"},
      {"university", "universal"},
      {"authority", "authorise"},
      {"object", "objective"},
      {"importance", "import"},
      {"nations", "national"},
      {"provider", "provide"},
      {"mobile", "mobilise"},
      {"state", "stated"},
};

static void
forms_of_one_word_have_one_stem(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof alike / sizeof *alike; i++) {
        char stem[FOLD_WORD_MAX + 1];

        strcpy(stem, stemmer_stem(stemmer, alike[i].one));
        assert_string_equal(stemmer_stem(stemmer, alike[i].other), stem);
    }
}

static void
what_means_something_else_has_another(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof apart / sizeof *apart; i++) {
        char stem[FOLD_WORD_MAX + 1];

        strcpy(stem, stemmer_stem(stemmer, apart[i].one));
        if (strcmp(stem, stemmer_stem(stemmer, apart[i].other)) == 0)
            fail_msg("%s and %s: %s", apart[i].one, apart[i].other, stem);
    }
}

static const char *const own_stems[] = {
    "",
    "itu-t",
    "wtsa-12",
    "2012",
    "h264",
    "r\u00e9gulation",
    "\u0441\u0432\u044f\u0437\u0438",
    "a",
    "\u4e2d\u6587",
    "operators1",
    "x.y",
};

static void
rules_of_english_leave_the_rest_alone(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof own_stems / sizeof *own_stems; i++)
        assert_string_equal(stemmer_stem(stemmer, own_stems[i]), own_stems[i]);
}

/* 64 letters are a token at its longest; more never come but must not harm. */
static void
words_of_any_length(void **state)
{
    (void)state;
    for (size_t len = 1; len < 200; len++) {
        char word[201];

        memset(word, 'a', len);
        strcpy(word + len, "");
        if (len > 12)
            memcpy(word + len - 10, "isationing", 10);
        assert_true(strlen(stemmer_stem(stemmer, word)) <= len);
        if (len > 4)
            memcpy(word + len - 3, "ise", 3);
        assert_true(strlen(stemmer_stem(stemmer, word)) <= len);
        if (len > FOLD_WORD_MAX)
            assert_string_equal(stemmer_stem(stemmer, word), word);
    }
}

/* The word n of a series that has every shape a word can have. */
static const char *
make_word(char word[80], unsigned n)
{
    static const char *const ends[] = {
        "s", "ing", "ed", "isation", "ation", "er", "", "ise", "\u00e9", "9",
    };
    size_t len = n % 40;

    for (size_t i = 0; i < len; i++) {
        word[i] = (char)('a' + n % 26);
        n = n * 1103515245 + 12345;
    }
    strcpy(word + len, ends[n % (sizeof ends / sizeof *ends)]);
    return word;
}

/* What one stemmer remembers is what a fresh one says. */
static void
remembered_answers_are_right(void **state)
{
    enum { WORDS = 6000 };
    char(*stems)[80] = calloc(WORDS, sizeof *stems);
    char word[80];

    (void)state;
    for (unsigned n = 0; n < WORDS; n++) {
        struct stemmer *fresh;

        if (n % 16 != 0) {
            stemmer_stem(stemmer, make_word(word, n));
            continue;
        }
        fresh = stemmer_new(lexicon);
        strcpy(stems[n], stemmer_stem(fresh, make_word(word, n)));
        assert_string_equal(stemmer_stem(stemmer, word), stems[n]);
        stemmer_free(fresh);
    }
    for (unsigned round = 0; round < 2; round++)
        for (unsigned n = 0; n < WORDS; n += 16)
            for (int again = 0; again < 2; again++)
                assert_string_equal(stemmer_stem(stemmer, make_word(word, n)),
                                    stems[n]);
    free(stems);
}

/* An answer may be asked for its own stem. */
static void
an_answer_may_be_asked(void **state)
{
    const char *stem = "standardisations";

    (void)state;
    for (int i = 0; i < 10; i++)
        stem = stemmer_stem(stemmer, stem);
    assert_string_equal(stem, stemmer_stem(stemmer, stem));
    assert_true(*stem != '\0');
}

static void
it_knows_its_lexicon(void **state)
{
    (void)state;
    assert_ptr_equal(stemmer_lexicon(stemmer), lexicon);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(forms_of_one_word_have_one_stem),
        cmocka_unit_test(what_means_something_else_has_another),
        cmocka_unit_test(rules_of_english_leave_the_rest_alone),
        cmocka_unit_test(words_of_any_length),
        cmocka_unit_test(remembered_answers_are_right),
        cmocka_unit_test(an_answer_may_be_asked),
        cmocka_unit_test(it_knows_its_lexicon),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
