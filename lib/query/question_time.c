/*
 * From when and till when a question asks. An assembly may stand for its year
 * ("before WTSA-16").
 */
#include "lib/query/question_time.h"

#include "lib/base/cleanup.h"
#include "lib/query/question_list.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { YEAR_FIRST = 1865, YEAR_LAST = 2199 };

bool
question_time_is_year(const struct reading *reading, size_t i)
{
    return question_words_is_number(question_words_norm(reading, i), YEAR_FIRST,
                                    YEAR_LAST);
}

static bool
is_in_capitals(const struct reading *reading, size_t i)
{
    return isupper((unsigned char)reading->text[reading->words[i].start]);
}

/* "WTSA-12" is an assembly where one is known, or written in capitals and
 * likely: ids are written small. No id goes on behind it ("wtsa-12@2016"). */
static bool
assembly_at(const struct reading *reading, size_t i, const char **body,
            unsigned *year)
{
    const struct grammar *grammar = reading->context->grammar;
    const char *norm = question_words_norm(reading, i);
    char behind;

    if (strchr(norm, '-') == NULL)
        return false;
    behind = reading->text[reading->words[i].end];
    return behind != '@' && behind != '/' &&
           (grammar_event_held(grammar, norm, body, year) ||
            (is_in_capitals(reading, i) &&
             grammar_event_likely(grammar, norm, body, year)));
}

/* A year, or an assembly that stands for its year. */
struct point {
    const char *body; /* NULL: a year */
    unsigned year;
};

/* The words of "2012", "the year 2012", "the WTSA-12", or 0. */
static size_t
point_at(const struct reading *reading, size_t i, struct point *out)
{
    bool the = strcmp(question_words_norm(reading, i), "the") == 0;
    bool year = strcmp(question_words_norm(reading, i + the), "year") == 0;
    size_t words = 1U + the + year;

    *out = (struct point){.body = NULL};
    i += words - 1;
    if (question_time_is_year(reading, i) && (year || !the))
        out->year =
            (unsigned)strtoul(question_words_norm(reading, i), NULL, 10);
    else if (!assembly_at(reading, i, &out->body, &out->year))
        return 0;
    return words;
}

bool
question_time_is_point(const struct reading *reading, size_t i)
{
    struct point point;

    return point_at(reading, i, &point) > 0;
}

/* What a year is to what is asked for. */
enum span { SPAN_IN, SPAN_TILL, SPAN_SINCE, SPAN_BETWEEN, SPAN_BARE };

static const struct lead {
    const char *word, *second; /* second: "", it is one word */
    enum span span;
    int more;     /* is added to the year */
    bool goes_on; /* "onwards" may stand behind it */
} leads[] = {
    {"in", "", SPAN_IN, 0, false},
    {"of", "", SPAN_IN, 0, false},
    {"during", "", SPAN_IN, 0, false},
    {"from", "", SPAN_IN, 0, true},
    {"between", "", SPAN_BETWEEN, 0, false},
    {"before", "", SPAN_TILL, -1, false},
    {"earlier", "than", SPAN_TILL, -1, false},
    {"prior", "to", SPAN_TILL, -1, false},
    {"until", "", SPAN_TILL, 0, false},
    {"till", "", SPAN_TILL, 0, false},
    {"up", "to", SPAN_TILL, 0, false},
    {"after", "", SPAN_SINCE, 1, false},
    {"later", "than", SPAN_SINCE, 1, false},
    {"since", "", SPAN_SINCE, 0, true},
    {"as", "of", SPAN_SINCE, 0, true},
};

/* No word leads to it: "2008 to 2012". */
static const struct lead bare = {"", "", SPAN_BARE, 0, false};

static const struct lead *
lead_at(const struct reading *reading, size_t i, size_t *words)
{
    const char *word = question_words_norm(reading, i);
    const char *next = question_words_norm(reading, i + 1);

    for (size_t j = 0; j < COUNT_OF(leads); j++) {
        *words = *leads[j].second == '\0' ? 1 : 2;
        if (strcmp(word, leads[j].word) == 0 &&
            (*words == 1 || strcmp(next, leads[j].second) == 0))
            return &leads[j];
    }
    *words = 0;
    return &bare;
}

/* "not addressed to Member States in 2012": a year of its own. */
static void
end_unwanted(struct reading *reading)
{
    if (reading->wish == WISH_UNWANTED)
        question_words_close(reading);
}

/* Years as a filter. Who speaks of the time of an assembly means assemblies
 * of its body, unless another body is named. */
static void
put_span(struct reading *reading, const char *body, const char *years)
{
    struct arena *arena = reading->context->arena;

    end_unwanted(reading);
    if (reading->wish == WISH_WANTED && body != NULL)
        reading->era = body;
    else if (body != NULL)
        years = arena_printf(arena, "body:%s %s", body, years);
    question_words_filter(reading, years);
}

/* "2012" behind "between 2008 and": words, or 0. */
static size_t
read_second(struct reading *reading, const struct lead *lead, size_t i,
            const struct point *first)
{
    const char *word = question_words_norm(reading, i);
    bool dash = lead->span != SPAN_BARE && i < reading->count &&
                reading->text[reading->words[i - 1].end] == '-';
    bool joined = lead->span == SPAN_BETWEEN
                      ? strcmp(word, "and") == 0
                      : strcmp(word, "to") == 0 || strcmp(word, "until") == 0 ||
                            strcmp(word, "till") == 0;
    struct point second;
    size_t words;

    if (!joined && !dash)
        return 0;
    words = point_at(reading, i + joined, &second);
    if (words == 0 || second.year < first->year)
        return 0;
    put_span(reading, first->body == NULL ? second.body : first->body,
             arena_printf(reading->context->arena, "year:%u..%u", first->year,
                          second.year));
    return joined + words;
}

/* Behind "from 2012": "onwards"; "on", unless it leads to what it is about. */
static size_t
onwards_at(const struct reading *reading, size_t i)
{
    const char *word = question_words_norm(reading, i);

    if (strcmp(word, "onwards") == 0 || strcmp(word, "onward") == 0)
        return 1;
    return strcmp(word, "on") == 0 &&
                   (i + 1 == reading->count ||
                    question_words_turns(question_words_norm(reading, i + 1)) ||
                    reading->text[reading->words[i].end] != ' ')
               ? 1
               : 0;
}

static size_t
year_item(const struct reading *reading, size_t i, const char **filter)
{
    struct point point;
    size_t words = point_at(reading, i, &point);

    if (words == 0 || point.body != NULL)
        return 0;
    *filter = arena_printf(reading->context->arena, "year:%u", point.year);
    return words;
}

/* "in 2012 or 2016"; an assembly is read by itself. */
static size_t
read_in(struct reading *reading, size_t i)
{
    struct list list;

    if (!question_list_find(&list, reading, i, year_item))
        return 0;
    end_unwanted(reading);
    question_list_put(reading, &list, true);
    return list.end - i;
}

/* Behind the words of the lead, the words of what it leads to, or 0. */
static size_t
read_led(struct reading *reading, const struct lead *lead, size_t i)
{
    struct arena *arena = reading->context->arena;
    struct point point;
    size_t words = point_at(reading, i, &point), more = 0;
    unsigned year = point.year + (unsigned)lead->more;

    if (words == 0)
        return 0;
    if (lead->goes_on)
        more = onwards_at(reading, i + words);
    if (lead->span == SPAN_TILL) {
        put_span(reading, point.body, arena_printf(arena, "year:..%u", year));
        return words;
    }
    if (lead->span == SPAN_SINCE || more > 0) {
        put_span(reading, point.body, arena_printf(arena, "year:%u..", year));
        return words + more;
    }
    more = read_second(reading, lead, i + words, &point);
    if (more > 0)
        return words + more;
    return lead->span == SPAN_IN ? read_in(reading, i) : 0;
}

/* "the 2012 edition" */
static size_t
read_edition(struct reading *reading)
{
    const char *next = question_words_norm(reading, reading->at + 1);
    struct point point;

    if (!question_time_is_year(reading, reading->at) ||
        (strcmp(next, "edition") != 0 && strcmp(next, "version") != 0))
        return 0;
    point_at(reading, reading->at, &point);
    question_words_edition(reading, point.year);
    return 2;
}

size_t
question_time_read(struct reading *reading)
{
    size_t words, taken = read_edition(reading);
    const struct lead *lead;

    if (taken > 0)
        return taken;
    lead = lead_at(reading, reading->at, &words);
    taken = read_led(reading, lead, reading->at + words);
    return taken == 0 ? 0 : words + taken;
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
