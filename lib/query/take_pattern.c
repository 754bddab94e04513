/*
 * The run of text is looked at whole; the punctuation round it is no part of
 * the word ("(particip*)", "particip*,").
 */
#include "lib/query/take_pattern.h"

#include "lib/query/fault.h"
#include "lib/query/scan.h"
#include "lib/text/fold.h"
#include "lib/text/utf8.h"

#include <ctype.h>
#include <string.h>

struct run {
    size_t at, end;
    size_t first;  /* the first wildcard */
    size_t tilde;  /* the ~ of a similar word */
    bool wildcard; /* there is one */
    bool similar;
};

static bool
is_kept(char c)
{
    return scan_is_word(c) || c == '*' || c == '~';
}

/* Whether the byte is a wildcard in the run, or the ~ behind a word. */
static char
sign_at(const struct lexer *lexer, const struct run *run, size_t at)
{
    char c = lexer->text[at];
    bool before = at > run->at && scan_is_word(lexer->text[at - 1]);
    bool star = at > run->at && lexer->text[at - 1] == '*';
    bool behind = at + 1 < run->end && scan_is_word(lexer->text[at + 1]);
    bool digit =
        at + 1 < run->end && isdigit((unsigned char)lexer->text[at + 1]);

    if (c == '*' && (before || behind))
        return c;
    if (c == '?' && before && behind)
        return c;
    if (c == '~' && (before || star) && (digit || at + 1 == run->end))
        return c;
    return '\0';
}

static struct run
see_run(const struct lexer *lexer)
{
    struct run run = {.at = lexer->at};

    run.end = scan_word_end(lexer, run.at);
    while (run.at < run.end && !is_kept(lexer->text[run.at]))
        run.at++;
    while (run.end > run.at && !is_kept(lexer->text[run.end - 1]))
        run.end--;
    if (memmem(lexer->text + run.at, run.end - run.at, "://", 3) != NULL)
        return run; /* an address: its ? is no wildcard */
    for (size_t i = run.at; i < run.end; i++) {
        char sign = sign_at(lexer, &run, i);

        if (sign == '~' && !run.similar) {
            run.similar = true;
            run.tilde = i;
        } else if (sign != '\0' && !run.wildcard) {
            run.wildcard = true;
            run.first = i;
        }
    }
    return run;
}

static enum take
fail(struct lexer *lexer, const struct run *run, const char *message,
     const char *hint)
{
    fault_syntax(lexer->fault,
                 arena_printf(lexer->arena, "%.*s at column %zu: %s",
                              (int)(run->end - run->at), lexer->text + run->at,
                              utf8_count(lexer->text, run->at) + 1, message),
                 &(struct fault_span){run->at, run->end - run->at, run->end},
                 hint, NULL);
    return TAKE_FAULT;
}

/* As the word will be looked for: what folding leaves out is no letter. */
static size_t
letters_between(const struct lexer *lexer, size_t at, size_t end)
{
    const char *word = fold_word(lexer->arena, lexer->text + at, end - at);

    return utf8_count(word, strlen(word));
}

static enum take
take_wildcard(struct lexer *lexer, struct lexeme *out, const struct run *run)
{
    size_t letters = letters_between(lexer, run->at, run->first);

    if (run->similar)
        return fail(lexer, run, "a word takes a wildcard or ~, not both",
                    "write it twice, joined by OR");
    if (letters == 0 || lexer->text[run->at] == '*')
        return fail(lexer, run,
                    "a wildcard cannot begin a word, as words are found by "
                    "how they begin",
                    "to search for the text itself, put it in quotes");
    if (letters < QUERY_LETTERS_LEAST)
        return fail(lexer, run,
                    "3 letters at least must stand before the first wildcard",
                    "to search for the text itself, put it in quotes");
    out->value_len = run->end - run->at;
    return TAKE_YES;
}

static enum take
take_similar(struct lexer *lexer, struct lexeme *out, const struct run *run)
{
    const char *number = lexer->text + run->tilde + 1;
    size_t digits = run->end - run->tilde - 1;

    out->value_len = run->tilde - run->at;
    out->edits = 1;
    if (digits == 1 && (*number == '1' || *number == '2'))
        out->edits = (unsigned)(*number - '0');
    else if (digits > 0)
        return fail(lexer, run, "~ takes 1 or 2, the letters that may differ",
                    "as in particpation~1");
    if (letters_between(lexer, run->at, run->tilde) < QUERY_LETTERS_LEAST)
        return fail(lexer, run, "3 letters at least must stand before ~",
                    "to search for the text itself, put it in quotes");
    return TAKE_YES;
}

enum take
take_pattern(struct lexer *lexer, struct lexeme *out)
{
    struct run run = see_run(lexer);
    enum take take;

    if (!run.wildcard && !run.similar)
        return TAKE_NO;
    out->at = run.at;
    out->len = run.end - run.at;
    out->value = run.at;
    take = run.wildcard ? take_wildcard(lexer, out, &run)
                        : take_similar(lexer, out, &run);
    if (take == TAKE_YES) {
        out->kind = LEX_PATTERN;
        lexer->at = scan_word_end(lexer, lexer->at);
    }
    return take;
}
