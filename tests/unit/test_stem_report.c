#include "lib/text/stem_report.h"

#include "lib/base/buf.h"
#include "lib/base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct arena *arena;
static struct lexicon *lexicon;
static struct stemmer *stemmer;

static int
set_up(void **state)
{
    (void)state;
    arena = arena_new();
    if (lexicon_new(&lexicon, tables_builtin(), NULL) != STATUS_OK)
        return -1;
    stemmer = stemmer_new(lexicon);
    return 0;
}

static int
tear_down(void **state)
{
    (void)state;
    stemmer_free(stemmer);
    lexicon_free(lexicon);
    arena_free(arena);
    return 0;
}

/* A line a row: "stem: word word". */
static const char *
report(const char *const *texts, size_t count)
{
    struct stem_report made;
    struct buf out = {0};
    const char *text;

    stem_report_make(&made, stemmer, texts, count, arena);
    for (size_t i = 0; i < made.count; i++) {
        buf_printf(&out, "%s:", made.rows[i].stem);
        for (size_t k = 0; k < made.rows[i].count; k++)
            buf_printf(&out, " %s", made.rows[i].words[k]);
        buf_put_byte(&out, '\n');
    }
    text = arena_strdup(arena, buf_text(&out));
    buf_deinit(&out);
    return text;
}

static void
words_of_one_stem_are_listed_once_and_in_order(void **state)
{
    static const char *const texts[] = {
        "meets meeting; ITU-T itut Meets",
        "plans, a plan and meeting",
        "",
    };

    (void)state;
    assert_string_equal(report(texts, 3), "meet: meeting meets\n"
                                          "plan: plan plans\n");
}

static void
nothing_shared_is_an_empty_report(void **state)
{
    static const char *const texts[] = {"alpha beta alpha", "ITU-T ITU-T"};

    (void)state;
    assert_string_equal(report(texts, 2), "");
    assert_string_equal(report(texts, 0), "");
}

static char *
read_source(const char *path)
{
    struct buf text = {0};
    struct error err;
    char *copy;

    if (file_read(&text, path, 1 << 20, &err) != STATUS_OK)
        fail_msg("%s", err.text);
    copy = arena_strndup(arena, buf_text(&text), text.len);
    buf_deinit(&text);
    return copy;
}

/*
 * Every stem that two words of Resolution 59 share was looked at by somebody
 * and is on the list. A new row is a question: are the words forms of one,
 * or do they need a row in corpus/tables/stems.tsv?
 */
static const char accepted[] =
    "benefit: benefit benefits\n"
    "invit: invite invites\n"
    "member: member members\n"
    "oper: operating operation\n" /* operators are apart from both */
    "particip: participate participating participation\n"
    "standardiz: standardization standardizing\n"
    "studi: study studying\n"
    "subsidiari: subsidiaries subsidiary\n"
    "telecommun: telecommunication telecommunications\n";

static void
shared_stems_of_the_corpus_are_accepted_ones(void **state)
{
    const char *text = read_source(CLAUSE_SOURCE_DIR
                                   "/corpus/wtsa/resolution-59-dubai-2012.txt");

    (void)state;
    assert_string_equal(report(&text, 1), accepted);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_of_one_stem_are_listed_once_and_in_order),
        cmocka_unit_test(nothing_shared_is_an_empty_report),
        cmocka_unit_test(shared_stems_of_the_corpus_are_accepted_ones),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
