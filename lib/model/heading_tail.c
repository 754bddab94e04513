#include "lib/model/heading_tail.h"

#include "lib/base/cleanup.h"

#include <string.h>

enum { OPEN_WORDS_MAX = 30 };

static bool
is_one_of(const char *norm, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(norm, list[i]) == 0)
            return true;
    return false;
}

bool
heading_tail_is_open(const struct words *words, size_t at)
{
    static const char *const saying[] = {
        "that", "shall", "should", "may", "must",
        "will", "is",    "are",    "be",  "which",
    };
    static const char *const before_to[] = {"subject", "pursuant", "according",
                                            "regard",  "respect",  "relation"};
    static const char *const unended[] = {
        "with", "of", "to",   "and",  "or", "in",    "for", "by",
        "on",   "at", "from", "into", ",",  "their", "its",
    };
    const struct word *list = words->list;
    size_t count = words->count;

    if (count - at > OPEN_WORDS_MAX ||
        is_one_of(list[count - 1].norm, unended, COUNT_OF(unended)))
        return false;
    for (; at < count; at++)
        if (strpbrk(list[at].norm, ").;:") != NULL ||
            is_one_of(list[at].norm, saying, COUNT_OF(saying)) ||
            (strcmp(list[at].norm, "to") == 0 &&
             !is_one_of(list[at - 1].norm, before_to, COUNT_OF(before_to))))
            return false;
    return true;
}

bool
heading_tail_is_end(const struct words *words, size_t at)
{
    static const char *const ends[] = {"that", "to", "as follows", "following",
                                       "that following"};

    for (size_t i = 0; i < COUNT_OF(ends); i++) {
        size_t taken = words_match(words, at, ends[i]);

        if (taken > 0 && at + taken == words->count)
            return true;
    }
    return false;
}
