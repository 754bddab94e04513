/*
 * "Adopted" alone is a word: measures are adopted, too. It is left out before
 * an assembly or a year, and with a place where an assembly has met.
 */
#include "lib/query/question_adopted.h"

#include "lib/query/question_names.h"
#include "lib/query/question_time.h"

#include <string.h>

enum { PLACE_WORDS = 4 };

/* The words of a place at the i'th word, and the year behind it, or 0. */
static size_t
place_at(const struct reading *reading, size_t i, const char **filter)
{
    struct arena *arena = reading->context->arena;

    for (size_t words = PLACE_WORDS; words > 0; words--) {
        const char *place;

        if (i + words > reading->count)
            continue;
        place = grammar_place(reading->context->grammar,
                              question_words_window(reading, i, words));
        if (place == NULL)
            continue;
        *filter = arena_printf(arena, "place:%s", place);
        if (!question_time_is_year(reading, i + words))
            return words;
        *filter = arena_printf(arena, "%s year:%s", *filter,
                               question_words_norm(reading, i + words));
        return words + 1;
    }
    return 0;
}

/* "resolutions adopted by the Council": only of resolutions is it sure. */
static size_t
whose_at(const struct reading *reading, size_t adopted, size_t i,
         const char **filter)
{
    const char *body;
    size_t words;

    if (adopted == 0 || !question_words_is_resolution(
                            question_words_norm(reading, adopted - 1)))
        return 0;
    words = question_names_whose(reading, i, &body);
    if (words > 0)
        *filter = arena_printf(reading->context->arena, "body:%s", body);
    return words;
}

size_t
question_adopted_at(const struct reading *reading, size_t i,
                    const char **filter)
{
    size_t words, first, taken;
    const struct rule *rule = question_words_rule(reading, i, &words);

    if (rule == NULL || rule->does != DOES_ADOPTED)
        return 0;
    *filter = "";
    first = question_words_past_small(reading, i + words);
    if (question_time_is_point(reading, first))
        return words;
    taken = place_at(reading, first, filter);
    if (taken == 0)
        taken = whose_at(reading, i, first, filter);
    return taken == 0 ? 0 : first + taken - i;
}

size_t
question_adopted_read(struct reading *reading)
{
    const char *filter;
    size_t words = question_adopted_at(reading, reading->at, &filter);

    if (words > 0 && *filter != '\0')
        question_words_filter(reading, filter);
    return words;
}
