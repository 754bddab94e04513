/*
 * A comma stands for the "and" or "or" that follows it. What is not wanted is
 * not wanted singly: "except footnotes or annexes" leaves out both.
 */
#include "lib/query/question_list.h"

#include <string.h>

/* What stands between the i'th word and the one before it. */
static enum joint
joint_between(const struct reading *reading, size_t i)
{
    const struct token *word = &reading->words[i];
    const char *gap = reading->text + word[-1].end;
    size_t len = word->start - word[-1].end;

    if (strcspn(gap, ".;:(?!") < len)
        return JOINT_NONE;
    return memchr(gap, ',', len) != NULL ? JOINT_COMMA : JOINT_AND;
}

static enum joint
joint_word(const char *word)
{
    if (strcmp(word, "and") == 0)
        return JOINT_AND;
    return strcmp(word, "or") == 0 || strcmp(word, "nor") == 0 ? JOINT_OR
                                                               : JOINT_NONE;
}

enum joint
question_list_joint(const struct reading *reading, size_t i, size_t *next)
{
    enum joint joint = JOINT_NONE;
    size_t taken;

    for (; i > 0 && i < reading->count; i++) {
        const char *word = question_words_norm(reading, i);
        enum joint between = joint_between(reading, i);

        if (between == JOINT_NONE)
            return JOINT_NONE;
        if (between == JOINT_COMMA && joint == JOINT_NONE)
            joint = JOINT_COMMA;
        if (joint_word(word) != JOINT_NONE)
            joint = joint_word(word);
        else if (!lexicon_is_small(reading->context->lexicon, word) ||
                 question_words_turns(word) ||
                 question_words_rule(reading, i, &taken) != NULL)
            break;
    }
    *next = i;
    return joint;
}

bool
question_list_find(struct list *list, const struct reading *reading, size_t i,
                   size_t (*item)(const struct reading *reading, size_t i,
                                  const char **filter))
{
    enum joint joint = JOINT_NONE;
    size_t taken;

    list->count = 0;
    do {
        taken = item(reading, i, &list->items[list->count]);
        if (taken == 0)
            break;
        list->joints[list->count++] = joint;
        list->end = i + taken;
        joint = question_list_joint(reading, list->end, &i);
    } while (joint != JOINT_NONE && list->count < LIST_MOST);
    return list->count > 0;
}

/* Whether the i'th item is joined to the one before it by an "or". */
static bool
is_either(const struct list *list, size_t i)
{
    while (i + 1 < list->count && list->joints[i] == JOINT_COMMA)
        i++;
    return list->joints[i] == JOINT_OR;
}

void
question_list_put(struct reading *reading, const struct list *list, bool is_one)
{
    const char *text = list->items[0];
    bool has_either = false;

    if (reading->wish != WISH_WANTED) {
        question_words_filter(reading, text);
        for (size_t i = 1; i < list->count; i++) {
            question_words_next(reading);
            question_words_filter(reading, list->items[i]);
        }
        return;
    }
    for (size_t i = 1; i < list->count; i++) {
        bool either = is_one || is_either(list, i);

        text = arena_printf(reading->context->arena, "%s%s%s", text,
                            either ? " OR " : " ", list->items[i]);
        has_either = has_either || either;
    }
    question_words_filter(
        reading, has_either
                     ? arena_printf(reading->context->arena, "(%s)", text)
                     : text);
}
