/*
 * From when and till when a question asks.
 */
#include "lib/query/question_time.h"

#include "lib/base/cleanup.h"
#include "lib/query/question_list.h"

#include <stdlib.h>
#include <string.h>

enum { YEAR_FIRST = 1865, YEAR_LAST = 2199 };

bool
question_time_is_year(const struct reading *reading, size_t i)
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

    if (!question_time_is_year(reading, at))
        return 0;
    if (joined && question_time_is_year(reading, at + 2) &&
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
            !question_time_is_year(reading, reading->at + words))
            continue;
        *out = arena_printf(
            reading->context->arena, "year:%s%ld%s", lead->open[0],
            year_at(reading, reading->at + words) + lead->more, lead->open[1]);
        return words + 1;
    }
    return 0;
}

size_t
question_time_read(struct reading *reading)
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

/* "WTSA-12" is an assembly where one is known, and no id goes on behind it
 * ("wtsa-12@2016"). */
static bool
assembly_at(const struct reading *reading, size_t i, const char **body,
            unsigned *year)
{
    const char *norm = question_words_norm(reading, i);
    char behind;

    if (strchr(norm, '-') == NULL)
        return false;
    behind = reading->text[reading->words[i].end];
    return behind != '@' && behind != '/' &&
           grammar_event_held(reading->context->grammar, norm, body, year);
}

size_t
question_time_event_at(const struct reading *reading, size_t i,
                       const char **filter)
{
    const char *body;
    unsigned year;

    if (!assembly_at(reading, i, &body, &year))
        return 0;
    *filter =
        arena_printf(reading->context->arena, "body:%s year:%u", body, year);
    return 1;
}

size_t
question_time_event(struct reading *reading)
{
    struct list list;

    if (!question_list_find(&list, reading, reading->at,
                            question_time_event_at))
        return 0;
    question_list_put(reading, &list, true);
    return list.end - reading->at;
}
