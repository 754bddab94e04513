/*
 * What a question leaves out. A negation is only read as one where it is sure
 * what it denies: in "services not available" it belongs to the subject.
 */
#include "lib/query/question_more.h"

#include "lib/query/question_adopted.h"
#include "lib/query/question_time.h"
#include "lib/query/question_which.h"

#include <string.h>

/* Whether it is sure what a negation before the i'th word denies. */
static bool
is_sure(const struct reading *reading, size_t i)
{
    const char *word = question_words_norm(reading, i);
    const struct rule *rule;
    const char *filter;
    size_t taken;

    if (strcmp(word, "about") == 0 || strcmp(word, "regarding") == 0 ||
        strcmp(word, "on") == 0)
        return true;
    if (strcmp(word, "in") == 0 && question_time_is_year(reading, i + 1))
        return true;
    i = question_words_past_small(reading, i);
    rule = question_words_rule(reading, i, &taken);
    if (rule != NULL && rule->does == DOES_ADOPTED)
        return question_adopted_at(reading, i, &filter) > 0;
    if (rule != NULL)
        return rule->does != DOES_NOT && rule->does != DOES_UNHEARD;
    return question_which_is_named(reading, i) ||
           question_time_event_at(reading, i, &filter) > 0;
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

    if (rule == NULL ||
        (rule->does != DOES_UNHEARD && rule->does != DOES_CITED))
        return 0;
    question_words_put(&reading->unheard,
                       question_words_window(reading, reading->at, words));
    return words;
}
