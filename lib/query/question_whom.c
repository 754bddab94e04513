/*
 * An addressee is only read as one where somebody asks it ("ask the Director
 * of TSB"; "is the Council asked"): elsewhere "Member States" are two words
 * of the subject.
 */
#include "lib/query/question_whom.h"

#include "lib/query/question_list.h"

enum { WINDOW_MOST = 10 };

/* Whether somebody asks from the i'th word on, over small ones and what is left
 * out: "... are urged". */
static bool
is_asked(const struct reading *reading, size_t i)
{
    const struct lexicon *lexicon = reading->context->lexicon;

    while (i < reading->count) {
        size_t taken = 0;
        const struct rule *rule = question_words_rule(reading, i, &taken);

        if (rule != NULL && rule->does != DOES_DROP)
            return rule->does == DOES_ASK || rule->does == DOES_MANDATE;
        if (rule == NULL &&
            !lexicon_is_small(lexicon, question_words_norm(reading, i)))
            return false;
        i += rule == NULL ? 1 : taken;
    }
    return false;
}

static size_t
addressee_at(const struct reading *reading, size_t i, const char **filter)
{
    for (size_t n = WINDOW_MOST; n > 0; n--) {
        const char *slug;

        if (i + n > reading->count)
            continue;
        slug = grammar_addressee(reading->context->grammar,
                                 question_words_window(reading, i, n));
        if (slug == NULL)
            continue;
        *filter = arena_printf(reading->context->arena, "to:%s", slug);
        return n;
    }
    return 0;
}

size_t
question_whom_read(struct reading *reading)
{
    struct list list;

    if (reading->at < reading->not_asked ||
        !question_list_find(&list, reading, reading->at, addressee_at))
        return 0;
    if (!reading->expects && !is_asked(reading, list.end)) {
        reading->not_asked = list.end; /* and nobody else in the list */
        return 0;
    }
    question_list_put(reading, &list, false);
    reading->expects = true; /* "... to invite Sector Members" */
    return list.end - reading->at;
}
