#include "lib/base/opt.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { ARGS_MAX = 100 };

struct target {
    bool json;
    const char *index;
    long limit;
    struct opt_list listen;
    const char *fields;
};

static const struct opt_spec specs[] = {
    {.name = "json",
     .letter = 'j',
     .kind = OPT_FLAG,
     .offset = offsetof(struct target, json),
     .help = "as JSON"},
    {.name = "index",
     .kind = OPT_TEXT,
     .offset = offsetof(struct target, index),
     .arg = "DIR",
     .help = "the index"},
    {.name = "limit",
     .letter = 'n',
     .kind = OPT_NUMBER,
     .offset = offsetof(struct target, limit),
     .least = -1,
     .most = 100,
     .arg = "N",
     .help = "how many"},
    {.name = "listen-on-this-address",
     .kind = OPT_LIST,
     .offset = offsetof(struct target, listen),
     .arg = "ADDRESS",
     .help = "where"},
    {.name = "fields",
     .letter = 'f',
     .kind = OPT_MAYBE,
     .offset = offsetof(struct target, fields),
     .arg = "NAMES",
     .help = "which"},
};

static const struct opt_table table = {specs, sizeof specs / sizeof *specs};

struct parsed {
    struct target target;
    char *argv[ARGS_MAX + 1];
    char text[4096];
    struct opt_words words;
    struct error err;
};

/* Cuts line at its spaces and parses it; '_' stands for an empty word. */
static enum status
parse(struct parsed *out, const char *line)
{
    int argc = 0;

    memset(out, 0, sizeof *out);
    out->target.limit = 10;
    snprintf(out->text, sizeof out->text, "clause %s", line);
    for (char *word = strtok(out->text, " "); word != NULL;
         word = strtok(NULL, " "))
        out->argv[argc++] = strcmp(word, "_") == 0 ? word + 1 : word;
    return opt_parse(&out->words, &table, &out->target, out->argv, &out->err);
}

/* The words that are left, joined by '|'. */
static void
assert_rest(const struct parsed *parsed, const char *expected)
{
    char text[1024] = "";

    for (char *const *word = parsed->words.list; *word != NULL; word++) {
        strcat(text, *word);
        strcat(text, "|");
    }
    assert_string_equal(text, expected);
}

static void
options_stand_anywhere(void **state)
{
    struct parsed parsed;

    (void)state;
    assert_int_equal(
        parse(&parsed, "search -n5 --index a a --json --index=b c"), STATUS_OK);
    assert_rest(&parsed, "search|a|c|");
    assert_true(parsed.target.json);
    assert_int_equal(parsed.target.limit, 5);
    assert_string_equal(parsed.target.index, "b");
    assert_int_equal(parsed.words.count, 3);
    assert_int_equal(parsed.words.plain, 3);
    assert_int_equal(parse(&parsed, "-n -1 -j - x"), STATUS_OK);
    assert_rest(&parsed, "-|x|");
    assert_int_equal(parsed.target.limit, -1);
    assert_int_equal(parse(&parsed, "--index --json"), STATUS_OK);
    assert_string_equal(parsed.target.index, "--json");
    assert_false(parsed.target.json);
    assert_int_equal(parse(&parsed, ""), STATUS_OK);
    assert_rest(&parsed, "");
}

static void
behind_two_dashes_all_is_text(void **state)
{
    struct parsed parsed;

    (void)state;
    assert_int_equal(parse(&parsed, "search -- --json -n 5 -- x"), STATUS_OK);
    assert_rest(&parsed, "search|--json|-n|5|--|x|");
    assert_int_equal(parsed.words.plain, 1);
    assert_false(parsed.target.json);
    assert_int_equal(parsed.target.limit, 10);
    assert_int_equal(parse(&parsed, "--"), STATUS_OK);
    assert_int_equal(parsed.words.count, 0);
    assert_rest(&parsed, "");
}

static void
a_value_that_may_be_left_out(void **state)
{
    struct parsed parsed;

    (void)state;
    assert_int_equal(parse(&parsed, "x"), STATUS_OK);
    assert_null(parsed.target.fields);
    assert_int_equal(parse(&parsed, "--fields x"), STATUS_OK);
    assert_string_equal(parsed.target.fields, "");
    assert_rest(&parsed, "x|"); /* the next word is none */
    assert_int_equal(parse(&parsed, "--fields=id,cite x"), STATUS_OK);
    assert_string_equal(parsed.target.fields, "id,cite");
    assert_int_equal(parse(&parsed, "-fid -f"), STATUS_OK);
    assert_string_equal(parsed.target.fields, "");
}

static void
a_list_takes_sixty_four(void **state)
{
    char line[OPT_LIST_MAX * 32] = "";
    struct parsed parsed;

    (void)state;
    for (int i = 0; i < OPT_LIST_MAX; i++)
        strcat(line, "--listen-on-this-address=a ");
    assert_int_equal(parse(&parsed, line), STATUS_OK);
    assert_int_equal(parsed.target.listen.count, OPT_LIST_MAX);
    strcat(line, "--listen-on-this-address=a ");
    assert_int_equal(parse(&parsed, line), STATUS_BAD_REQUEST);
    assert_non_null(strstr(parsed.err.text, "64 times"));
}

static const struct bad_line {
    const char *line;
    const char *error;
} bad_lines[] = {
    {"--jsno", "no option --jsno. Did you mean --json?"},
    {"--indx=here", "no option --indx=here. Did you mean --index?"},
    {"--frobnicate", "no option --frobnicate (see --help)"},
    {"-x", "no option -x (see --help; a word may begin so behind --)"},
    {"-jn5", "no option -jn5 (see --help; a word may begin so behind --)"},
    {"--json=yes", "--json takes no value"},
    {"--index", "--index needs DIR"},
    {"--index=", "--index needs DIR; what it was given is empty"},
    {"--index _", "--index needs DIR; what it was given is empty"},
    {"-n", "--limit needs N"},
    {"-n x", "--limit needs a whole number from -1 to 100, not x"},
    {"-n 5x", "--limit needs a whole number from -1 to 100, not 5x"},
    {"-n _", "--limit needs a whole number from -1 to 100, not "},
    {"-n 101", "--limit needs a whole number from -1 to 100, not 101"},
    {"-n -2", "--limit needs a whole number from -1 to 100, not -2"},
    {"-n 99999999999999999999",
     "--limit needs a whole number from -1 to 100, not 99999999999999999999"},
    {"--=x", "no option --=x (see --help)"},
};

static void
mistakes_are_named(void **state)
{
    struct parsed parsed;

    (void)state;
    for (size_t i = 0; i < sizeof bad_lines / sizeof *bad_lines; i++) {
        assert_int_equal(parse(&parsed, bad_lines[i].line), STATUS_BAD_REQUEST);
        assert_string_equal(parsed.err.text, bad_lines[i].error);
    }
}

static void
help_has_a_line_an_option(void **state)
{
    struct buf out = {0};

    (void)state;
    opt_help(&table, &out);
    assert_string_equal(buf_text(&out),
                        "  -j, --json              as JSON\n"
                        "      --index DIR         the index\n"
                        "  -n, --limit N           how many\n"
                        "      --listen-on-this-address ADDRESS\n"
                        "                          where\n"
                        "  -f, --fields[=NAMES]    which\n");
    buf_deinit(&out);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(options_stand_anywhere),
        cmocka_unit_test(behind_two_dashes_all_is_text),
        cmocka_unit_test(a_value_that_may_be_left_out),
        cmocka_unit_test(a_list_takes_sixty_four),
        cmocka_unit_test(mistakes_are_named),
        cmocka_unit_test(help_has_a_line_an_option),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
