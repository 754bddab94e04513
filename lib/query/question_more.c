/*
 * What a question leaves out, from when and till when it asks, and what is
 * cited. A negation is only read as one where it is sure what it denies: in
 * "services not available" it belongs to the subject.
 */
#include "lib/query/question_more.h"

#include "lib/base/cleanup.h"
#include "lib/model/citation.h"

#include <stdlib.h>
#include <string.h>

enum { YEAR_FIRST = 1865, YEAR_LAST = 2199, CITATION_WORDS = 12 };

static bool
is_year(const struct reading *reading, size_t i)
{
    return question_words_is_number(question_words_norm(reading, i), YEAR_FIRST,
                                    YEAR_LAST);
}

static long
year_at(const struct reading *reading, size_t i)
{
    return strtol(question_words_norm(reading, i), NULL, 10);
}

/* How a year behind a word is meant; less is added to it. */
static const struct lead {
    const char *word, *second; /* second: NULL, it is one word */
    const char *open[2];       /* before and behind the year */
    long more;
} leads[] = {
    {"in", NULL, {"", ""}, 0},        {"of", NULL, {"", ""}, 0},
    {"before", NULL, {"..", ""}, -1}, {"earlier", "than", {"..", ""}, -1},
    {"prior", "to", {"..", ""}, -1},  {"until", NULL, {"..", ""}, 0},
    {"till", NULL, {"..", ""}, 0},    {"up", "to", {"..", ""}, 0},
    {"after", NULL, {"", ".."}, 1},   {"later", "than", {"", ".."}, 1},
    {"since", NULL, {"", ".."}, 0},   {"as", "of", {"", ".."}, 0},
};

/* "between 2008 and 2012", "from 2008 to 2012", "2008 to 2012" */
static size_t
read_range(const struct reading *reading, const char **out)
{
    const char *lead = question_words_norm(reading, reading->at);
    bool between = strcmp(lead, "between") == 0;
    bool from = strcmp(lead, "from") == 0;
    size_t at = reading->at + (between || from);
    const char *join = question_words_norm(reading, at + 1);
    bool joined = between
                      ? strcmp(join, "and") == 0
                      : strcmp(join, "to") == 0 || strcmp(join, "until") == 0 ||
                            strcmp(join, "till") == 0;

    if (!is_year(reading, at))
        return 0;
    if (joined && is_year(reading, at + 2) &&
        year_at(reading, at) <= year_at(reading, at + 2)) {
        *out = arena_printf(reading->context->arena, "year:%ld..%ld",
                            year_at(reading, at), year_at(reading, at + 2));
        return at + 3 - reading->at;
    }
    if (!from)
        return 0;
    *out = arena_printf(reading->context->arena, "year:%ld..",
                        year_at(reading, at));
    if (strcmp(join, "on") == 0 || strcmp(join, "onwards") == 0)
        at++;
    return at + 1 - reading->at;
}

static size_t
read_lead(const struct reading *reading, const char **out)
{
    const char *word = question_words_norm(reading, reading->at);
    const char *next = question_words_norm(reading, reading->at + 1);

    for (size_t i = 0; i < COUNT_OF(leads); i++) {
        const struct lead *lead = &leads[i];
        size_t words = lead->second == NULL ? 1 : 2;

        if (strcmp(word, lead->word) != 0 ||
            (words == 2 && strcmp(next, lead->second) != 0) ||
            !is_year(reading, reading->at + words))
            continue;
        *out = arena_printf(
            reading->context->arena, "year:%s%ld%s", lead->open[0],
            year_at(reading, reading->at + words) + lead->more, lead->open[1]);
        return words + 1;
    }
    return 0;
}

size_t
question_more_years(struct reading *reading)
{
    const char *filter = NULL;
    size_t taken = read_range(reading, &filter);

    if (taken == 0)
        taken = read_lead(reading, &filter);
    if (taken == 0)
        return 0;
    /* "not addressed to Member States in 2012": a year of its own */
    if (reading->wish == WISH_UNWANTED)
        question_words_close(reading);
    question_words_filter(reading, filter);
    return taken;
}

/* Those words, with the bracket that closes behind "(Rev. Dubai, 2012". */
static const char *
citation_window(const struct reading *reading, size_t count)
{
    const struct token *last = &reading->words[reading->at + count - 1];

    return arena_printf(reading->context->arena, "%s%s",
                        question_words_window(reading, reading->at, count),
                        reading->text[last->end] == ')' ? ")" : "");
}

/* A resolution named at the i'th word, the longest; words in *taken. */
static const char *
cited_at(struct reading *reading, size_t i, size_t *taken)
{
    struct arena *arena = reading->context->arena;
    size_t at = reading->at, rest = reading->count - i;
    const char *out = NULL;

    reading->at = i;
    *taken = rest < CITATION_WORDS ? rest : CITATION_WORDS;
    for (; *taken > 1 && out == NULL; --*taken) {
        struct typed_ref ref;

        if (citation_parse_typed(&ref, reading->context->grammar,
                                 citation_window(reading, *taken), arena) &&
            *ref.part == '\0')
            out = arena_printf(arena, "cites:%s-%u", ref.body, ref.number);
    }
    ++*taken;
    reading->at = at;
    return out;
}

/* Past the small words at i: "to the" of "refers to the Resolution 1". */
static size_t
past_small(const struct reading *reading, size_t i)
{
    while (i < reading->count &&
           lexicon_is_small(reading->context->lexicon,
                            question_words_norm(reading, i)))
        i++;
    return i;
}

/* "citing Resolution 71" */
size_t
question_more_citation(struct reading *reading)
{
    size_t words, taken = 0, first;
    const struct rule *rule = question_words_rule(reading, reading->at, &words);
    const char *filter = NULL;

    if (rule == NULL || (rule->does != DOES_CITE && rule->does != DOES_MENTION))
        return 0;
    first = past_small(reading, reading->at + words);
    if (first < reading->count)
        filter = cited_at(reading, first, &taken);
    if (filter != NULL) {
        question_words_filter(reading, filter);
        return first + taken - reading->at;
    }
    if (rule->does == DOES_CITE)
        question_words_put(&reading->unheard,
                           question_words_window(reading, reading->at, words));
    return words;
}

/* Whether it is sure what a negation before the i'th word denies. */
static bool
is_sure(const struct reading *reading, size_t i)
{
    const char *word = question_words_norm(reading, i);
    const struct rule *rule;
    const char *body;
    size_t taken;
    unsigned year;

    if (strcmp(word, "about") == 0 || strcmp(word, "regarding") == 0 ||
        strcmp(word, "on") == 0)
        return true;
    if (strcmp(word, "in") == 0 && is_year(reading, i + 1))
        return true;
    i = past_small(reading, i);
    word = question_words_norm(reading, i);
    rule = question_words_rule(reading, i, &taken);
    if (rule != NULL)
        return rule->does != DOES_NOT && rule->does != DOES_UNHEARD;
    if (question_words_is_resolution(word))
        return true;
    return i < reading->count &&
           grammar_event(reading->context->grammar, word, &body, &year);
}

size_t
question_more_not(struct reading *reading)
{
    size_t words;
    const struct rule *rule = question_words_rule(reading, reading->at, &words);

    if (rule == NULL || (rule->does != DOES_EXCEPT && rule->does != DOES_NOT))
        return 0;
    if (rule->does == DOES_NOT && !is_sure(reading, reading->at + words)) {
        question_words_put(&reading->unheard,
                           question_words_window(reading, reading->at, words));
        return words;
    }
    question_words_close(reading);
    reading->unwanted_by = question_words_window(reading, reading->at, words);
    reading->wish = WISH_BEGUN;
    return words;
}

/* What a query cannot say is named to who asks. */
size_t
question_more_unheard(struct reading *reading)
{
    size_t words;
    const struct rule *rule = question_words_rule(reading, reading->at, &words);

    if (rule == NULL || rule->does != DOES_UNHEARD)
        return 0;
    question_words_put(&reading->unheard,
                       question_words_window(reading, reading->at, words));
    return words;
}
