/*
 * Resolutions as filters. An edition chooses for the whole query, and so it
 * can be said once; what is not wanted, and editions that differ, are years.
 */
#include "lib/query/question_which.h"

#include "lib/base/cleanup.h"
#include "lib/query/question_names.h"
#include "lib/query/question_time.h"

#include <string.h>

bool
question_which_is_named(const struct reading *reading, size_t i)
{
    struct names names;

    return question_words_is_resolution(question_words_norm(reading, i)) ||
           question_names_find(&names, reading, i);
}

/* Whether all are of one body and edition. */
static bool
is_alike(const struct names *names)
{
    const struct named *first = &names->list[0];

    for (size_t i = 1; i < names->count; i++) {
        const struct named *other = &names->list[i];

        if (other->year != first->year ||
            (other->body == NULL) != (first->body == NULL) ||
            (other->body != NULL && strcmp(other->body, first->body) != 0))
            return false;
    }
    return true;
}

static const char *
numbers(struct arena *arena, const struct named *named)
{
    return named->last == 0
               ? arena_printf(arena, "res:%u", named->number)
               : arena_printf(arena, "res:%u..%u", named->number, named->last);
}

static const char *
whole(struct arena *arena, const struct named *named)
{
    const char *text = numbers(arena, named);

    if (named->body != NULL)
        text = arena_printf(arena, "body:%s %s", named->body, text);
    if (named->year != 0)
        text = arena_printf(arena, "%s year:%u", text, named->year);
    return text;
}

/* What all share stands before them. An edition chooses for the whole query:
 * where it cannot be one, all are looked at. */
static void
put_names(struct reading *reading, const struct names *names)
{
    struct arena *arena = reading->context->arena;
    bool wanted = reading->wish == WISH_WANTED;
    bool apart = !wanted || !is_alike(names);
    const struct named *first = &names->list[0];
    struct list list = {.count = names->count};
    bool has_year = false;

    for (size_t i = 0; i < names->count; i++) {
        list.items[i] = (apart ? whole : numbers)(arena, &names->list[i]);
        list.joints[i] = names->joints[i];
        has_year = has_year || names->list[i].year != 0;
    }
    if (!apart && first->body != NULL)
        question_words_filter(reading,
                              arena_printf(arena, "body:%s", first->body));
    question_list_put(reading, &list, true);
    reading->has_number = reading->has_number || wanted;
    if (wanted && has_year)
        question_words_edition(reading, apart ? 0 : first->year);
}

static const char *
cited(struct arena *arena, const struct named *named, unsigned number)
{
    const char *text =
        arena_printf(arena, "cites:%s-%u",
                     named->body == NULL ? "wtsa" : named->body, number);

    return named->year == 0 ? text
                            : arena_printf(arena, "%s@%u", text, named->year);
}

/* One, or any of a range; a long one is not taken apart. */
static const char *
cited_text(struct reading *reading, const struct named *named)
{
    struct arena *arena = reading->context->arena;
    const char *text = cited(arena, named, named->number);

    if (named->last == 0)
        return text;
    if (named->last - named->number >= LIST_MOST) {
        question_words_put(&reading->unheard,
                           arena_printf(arena, "to %u", named->last));
        return text;
    }
    for (unsigned i = named->number + 1; i <= named->last; i++)
        text = arena_printf(arena, "%s OR %s", text, cited(arena, named, i));
    return arena_printf(arena, "(%s)", text);
}

static void
put_cited(struct reading *reading, const struct names *names)
{
    struct list list = {.count = names->count};

    for (size_t i = 0; i < names->count; i++) {
        list.items[i] = cited_text(reading, &names->list[i]);
        list.joints[i] = names->joints[i];
    }
    question_list_put(reading, &list, false);
}

static bool
is_be(const char *word)
{
    static const char *const forms[] = {"is", "are",  "was",  "were",
                                        "be", "been", "being"};

    for (size_t i = 0; i < COUNT_OF(forms); i++)
        if (strcmp(word, forms[i]) == 0)
            return true;
    return false;
}

/* Whether the word before the i'th, or before its article, is "is". */
static bool
follows_be(const struct reading *reading, size_t i)
{
    if (i > 0 && strcmp(question_words_norm(reading, i - 1), "the") == 0)
        i--;
    return i > 0 && is_be(question_words_norm(reading, i - 1));
}

/* "is Resolution 71 cited", "Resolution 71 has been cited": the word behind
 * that, where words that end before the i'th name the resolution; else 0. */
static size_t
past_cited(const struct reading *reading, size_t i)
{
    bool passive = follows_be(reading, reading->at);

    while (i < reading->count) {
        const char *word = question_words_norm(reading, i);
        size_t taken = 1;
        const struct rule *rule = question_words_rule(reading, i, &taken);

        if (rule != NULL &&
            (rule->does == DOES_CITED || rule->does == DOES_MENTIONED))
            return passive ? i + taken : 0;
        passive = passive || is_be(word);
        if (rule == NULL ? !lexicon_is_small(reading->context->lexicon, word)
                         : rule->does != DOES_DROP)
            return 0;
        i += rule == NULL ? 1 : taken;
    }
    return 0;
}

size_t
question_which_read(struct reading *reading)
{
    struct names names;
    size_t past;

    if (!question_names_find(&names, reading, reading->at))
        return 0;
    past = past_cited(reading, names.end);
    if (past > 0)
        put_cited(reading, &names);
    else
        put_names(reading, &names);
    return (past > 0 ? past : names.end) - reading->at;
}

/* The words of "resolutions of the Plenipotentiary Conference", or 0. */
static size_t
of_body_at(const struct reading *reading, size_t i, const char **body)
{
    size_t words;

    if (!question_words_is_resolution(question_words_norm(reading, i)) ||
        strcmp(question_words_norm(reading, i + 1), "of") != 0 ||
        question_time_is_point(reading, i + 2))
        return 0;
    words = question_names_whose(reading, i + 2, body);
    return words == 0 ? 0 : 2 + words;
}

/* "WTSA resolutions", "resolutions of the Plenipotentiary Conference" */
size_t
question_which_body(struct reading *reading)
{
    const char *body = NULL;
    size_t words = question_names_body(reading, reading->at, &body);

    if (words == 0)
        words = of_body_at(reading, reading->at, &body);
    if (words == 0)
        return 0;
    question_words_filter(
        reading, arena_printf(reading->context->arena, "body:%s", body));
    return words;
}

/* "citing Resolution 71": the names behind a word that leads to them. */
static bool
cited_find(struct names *names, const struct reading *reading, size_t i)
{
    struct named *named = &names->list[0];
    size_t words;

    if (i >= reading->count)
        return false;
    if (question_names_find(names, reading, i))
        return true;
    words = question_names_citation(reading, i, named);
    *names = (struct names){.list = {*named}, .count = 1, .end = i + words};
    return words > 1; /* a number alone may be anything */
}

size_t
question_which_cited(struct reading *reading)
{
    struct names names;
    size_t words;
    const struct rule *rule = question_words_rule(reading, reading->at, &words);

    if (rule == NULL || (rule->does != DOES_CITE && rule->does != DOES_MENTION))
        return 0;
    if (cited_find(&names, reading,
                   question_words_past_small(reading, reading->at + words))) {
        put_cited(reading, &names);
        return names.end - reading->at;
    }
    if (rule->does != DOES_CITE)
        return words;
    question_words_put(&reading->unheard,
                       question_words_window(reading, reading->at, words));
    reading->wants_refs = reading->wants_refs || reading->has_number;
    return words;
}
