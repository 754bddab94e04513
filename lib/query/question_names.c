/*
 * What is a citation, citation_parse_typed knows: the longest run of words
 * that it takes whole is one. It takes more than a question may mean ("PP 12"),
 * so here one needs the word "Resolution" or the dash of an id.
 */
#include "lib/query/question_names.h"

#include "lib/model/citation.h"
#include "lib/query/question_time.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { CITATION_WORDS = 12, BODY_WORDS = 8 };

static bool
begins_with_digit(const struct reading *reading, size_t i)
{
    return isdigit((unsigned char)*question_words_norm(reading, i)) != 0;
}

static char
byte_behind(const struct reading *reading, size_t i)
{
    return reading->text[reading->words[i].end];
}

/* The words of the longest citation at the i'th word, or 0; with_unknown: the
 * body may be the one that no table knows. */
static size_t
citation_at(const struct reading *reading, size_t i, bool with_unknown,
            struct named *out)
{
    struct arena *arena = reading->context->arena;
    size_t rest = reading->count - i;
    size_t words = rest < CITATION_WORDS ? rest : CITATION_WORDS;

    for (; words > 0; words--) {
        bool closes = byte_behind(reading, i + words - 1) == ')';
        const char *text = arena_printf(
            arena, "%s%s", question_words_window(reading, i, words),
            closes ? ")" : "");
        struct typed_ref ref;

        if (!citation_parse_typed(&ref, reading->context->grammar, text,
                                  arena) ||
            *ref.part != '\0' ||
            (!with_unknown && strcmp(ref.body, RESOLUTION_UNKNOWN) == 0))
            continue;
        *out = (struct named){.body = ref.is_body_said ? ref.body : NULL,
                              .number = ref.number,
                              .year = ref.year};
        return words;
    }
    return 0;
}

size_t
question_names_citation(const struct reading *reading, size_t i,
                        struct named *out)
{
    return citation_at(reading, i, true, out);
}

size_t
question_names_body(const struct reading *reading, size_t i, const char **body)
{
    size_t words = 1;

    while (words < BODY_WORDS && !question_words_is_resolution(
                                     question_words_norm(reading, i + words)))
        words++;
    if (words == BODY_WORDS)
        return 0;
    *body = grammar_body(reading->context->grammar,
                         question_words_window(reading, i, words));
    return *body == NULL ? 0 : words;
}

size_t
question_names_whose(const struct reading *reading, size_t i, const char **body)
{
    for (size_t words = BODY_WORDS; words > 0; words--) {
        if (i + words > reading->count)
            continue;
        *body = grammar_body(reading->context->grammar,
                             question_words_window(reading, i, words));
        if (*body != NULL)
            return words;
    }
    return 0;
}

static bool
is_slug(const struct reading *reading, const char *text)
{
    size_t count;
    const char *const *bodies =
        grammar_bodies(reading->context->grammar, &count);

    for (size_t i = 0; i < count; i++) {
        size_t len = strlen(bodies[i]);

        if (strncasecmp(text, bodies[i], len) == 0 && text[len] == '-' &&
            isdigit((unsigned char)text[len + 1]))
            return true;
    }
    return false;
}

/* "wtsa-59", "itu-r-907"; "WTSA 59" is one word. */
static bool
is_id(const struct reading *reading, size_t i)
{
    return i < reading->count &&
           (is_slug(reading, reading->text + reading->words[i].start) ||
            is_slug(reading, question_words_norm(reading, i)));
}

/* The words of a number alone at the i'th word, or 0. */
static size_t
number_at(const struct names *names, const struct reading *reading, size_t i,
          struct named *out)
{
    size_t words =
        begins_with_digit(reading, i) && !question_time_is_year(reading, i)
            ? citation_at(reading, i, false, out)
            : 0;

    if (words > 0 && out->body == NULL)
        out->body = names->body;
    return words;
}

/* The words of one that is named with all that belongs to it, or 0. */
static size_t
named_at(struct names *names, const struct reading *reading, size_t i,
         struct named *out)
{
    const char *body = NULL;
    size_t lead, words;

    if (is_id(reading, i))
        return citation_at(reading, i, false, out);
    lead = question_words_is_resolution(question_words_norm(reading, i))
               ? 0
               : question_names_body(reading, i, &body);
    if (strcmp(question_words_norm(reading, i + lead), "resolutions") != 0)
        return question_words_is_resolution(
                   question_words_norm(reading, i + lead))
                   ? citation_at(reading, i, false, out)
                   : 0;
    names->is_plural = true;
    names->body = body;
    words = number_at(names, reading, i + lead + 1, out);
    return words == 0 ? 0 : lead + 1 + words;
}

/* The words of "to 903", "-903 (Rev. Dubai, 2018)" behind a number, or 0. What
 * stands behind the last is said of all. */
static size_t
range_at(const struct names *names, const struct reading *reading, size_t i,
         struct named *named)
{
    const char *word = question_words_norm(reading, i);
    bool to = strcmp(word, "to") == 0 || strcmp(word, "through") == 0;
    bool dash = i < reading->count && byte_behind(reading, i - 1) == '-';
    struct named last;
    size_t words;

    if ((!to && !dash) || named->year != 0)
        return 0;
    words = number_at(names, reading, i + to, &last);
    if (words == 0 || last.number <= named->number)
        return 0;
    named->last = last.number;
    named->year = last.year;
    if (named->body == NULL)
        named->body = last.body;
    return to + words;
}

/* Behind several stands what all of them share: "Resolutions 71 and 123 (Rev.
 * Guadalajara, 2010) of the Plenipotentiary Conference". */
static void
share_last(struct names *names)
{
    const struct named *last = &names->list[names->count - 1];

    for (size_t i = 0; i + 1 < names->count; i++) {
        struct named *named = &names->list[i];

        if (named->year == 0 && named->body == NULL)
            named->body = last->body;
        if (named->year == 0)
            named->year = last->year;
    }
}

/* The words of the next in the list at the i'th word, or 0. */
static size_t
next_at(struct names *names, const struct reading *reading, size_t i)
{
    struct named *named = &names->list[names->count];
    size_t words;

    if (names->is_plural && begins_with_digit(reading, i)) {
        words = number_at(names, reading, i, named);
        names->count += words > 0;
        if (words > 0)
            share_last(names);
    } else {
        words = named_at(names, reading, i, named);
        names->count += words > 0;
    }
    if (words > 0 && names->is_plural)
        words += range_at(names, reading, i + words, named);
    return words;
}

bool
question_names_find(struct names *names, const struct reading *reading,
                    size_t i)
{
    enum joint joint = JOINT_NONE;

    *names = (struct names){.count = 0};
    do {
        size_t words;

        names->joints[names->count] = joint;
        words = next_at(names, reading, i);
        if (words == 0)
            break;
        names->end = i + words;
        joint = question_list_joint(reading, names->end, &i);
    } while (joint != JOINT_NONE && names->count < LIST_MOST);
    return names->count > 0;
}
