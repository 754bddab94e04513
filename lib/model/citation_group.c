#include "lib/model/citation_group.h"

#include "lib/base/cleanup.h"
#include "lib/model/words.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum {
    AROUND_BYTES = 120, /* looked at before and behind a group */
    GAP_WORDS_MAX = 5,  /* between a body and "Resolution" */
    BODY_WORDS_MAX = 8  /* of a body's name */
};

/* "the Plenipotentiary Conference, in its Resolution 122" */
static const char *const gap_words[] = {
    "adopted", "approved", "revised", "endorsed", ",",    "in",
    "its",     "has",      "by",      "through",  "also", "both",
};

static const char *const joining_words[] = {",", "and", "or", "both"};

static bool
is_one_of(const char *word, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(word, list[i]) == 0)
            return true;
    return false;
}

/* The body with the longest name that begins at word *at, which is moved
 * behind it. */
static struct citation_said
body_behind(const struct grammar *grammar, const struct words *words,
            size_t *at, struct arena *arena)
{
    size_t most = words->count < *at + BODY_WORDS_MAX ? words->count
                                                      : *at + BODY_WORDS_MAX;

    for (size_t to = most; to > *at; to--) {
        struct citation_said said =
            citation_items_said_by(grammar, words_join(words, *at, to, arena));

        if (said.body == NULL)
            continue;
        *at = to;
        return said;
    }
    return (struct citation_said){0};
}

/* "of the Plenipotentiary Conference", "of this assembly"; *at is moved behind
 * it. */
static struct citation_said
body_of_words(const struct citation_source *source, const struct words *words,
              size_t *at, struct arena *arena)
{
    static const char *const own[] = {"this assembly", "this conference",
                                      "present assembly", "present conference"};

    if (words->count < 2 || !words_is(words, 0, "of"))
        return (struct citation_said){0};
    *at = 1;
    for (size_t i = 0; i < COUNT_OF(own); i++) {
        size_t taken = words_match(words, 1, own[i]);

        *at += taken;
        if (taken > 0)
            return (struct citation_said){.body = source->context->body};
    }
    return body_behind(source->grammar, words, at, arena);
}

/* What stands behind the group: a body, and perhaps a bracket behind it. */
static struct citation_said
body_after(const struct citation_source *source, size_t end,
           struct arena *arena)
{
    const char *text = source->flat->text + end;
    const char *around =
        arena_strndup(arena, text, strnlen(text, AROUND_BYTES));
    size_t stop = strcspn(around, ".;:()"), at = 0;
    struct citation_said said;
    struct edition edition;
    struct words words;

    if (!words_split(&words, arena_strndup(arena, around, stop), arena))
        return (struct citation_said){0};
    said = body_of_words(source, &words, &at, arena);
    if (said.body != NULL && at == words.count &&
        edition_read_text(&edition, source->grammar, text + stop, arena) > 0 &&
        (edition.body == NULL || strcmp(edition.body, said.body) == 0))
        said.edition = edition;
    return said;
}

/* The longest name of a body that ends before word `end`. */
static struct citation_said
body_ending(const struct grammar *grammar, const struct words *words,
            size_t end, bool gap, struct arena *arena)
{
    size_t first = end < BODY_WORDS_MAX ? 0 : end - BODY_WORDS_MAX;

    for (size_t from = first; from < end; from++) {
        const char *name = words_join(words, from, end, arena);
        struct citation_said said = citation_items_said_by(grammar, name);

        if (said.body == NULL)
            continue;
        /* "studies in ITU-R, in Resolution 72": a sector adopts nothing. */
        if (gap && grammar_is_sector(grammar, said.body) &&
            strcasecmp(grammar_body_print(grammar, said.body), name) == 0)
            break;
        return said;
    }
    return (struct citation_said){0};
}

/* "WTSA Resolution 1", "the Plenipotentiary Conference adopted ..." */
static struct citation_said
body_before(const struct citation_source *source, size_t start,
            struct arena *arena)
{
    size_t from = start > AROUND_BYTES ? start - AROUND_BYTES : 0;
    const char *text;
    struct words words;
    size_t end, least;

    if (from < source->before)
        from = source->before;
    while (start > from && source->flat->text[start - 1] == ' ')
        start--;
    if (start == from || source->flat->text[start - 1] == ',')
        return (struct citation_said){0};
    text = arena_strndup(arena, source->flat->text + from, start - from);
    if (!words_split(&words, text, arena))
        return (struct citation_said){0};
    end = words.count;
    least = end < GAP_WORDS_MAX ? 0 : end - GAP_WORDS_MAX;
    while (end > least &&
           is_one_of(words.list[end - 1].norm, gap_words, COUNT_OF(gap_words)))
        end--;
    return body_ending(source->grammar, &words, end, end < words.count, arena);
}

/* Whether only joining words stand between two groups. */
static bool
is_joined(const struct citation_source *source, size_t start,
          struct arena *arena)
{
    struct words words;
    const char *text;

    if (source->before == 0 || start - source->before > AROUND_BYTES)
        return false;
    text = arena_strndup(arena, source->flat->text + source->before,
                         start - source->before);
    if (!words_split(&words, text, arena))
        return false;
    for (size_t i = 0; i < words.count; i++)
        if (!is_one_of(words.list[i].norm, joining_words,
                       COUNT_OF(joining_words)))
            return false;
    return true;
}

/* An item's own body and edition stand above what is said of the group. */
static void
take_said(struct citation_group *group, const struct citation_said *said)
{
    group->body = said->body;
    for (size_t i = 0; said->edition.year != 0 && i < group->items.count; i++) {
        struct citation_item *item = &group->items.list[i];

        if (item->edition.year == 0 && item->body == NULL)
            item->edition = said->edition;
    }
}

bool
citation_group_read(struct citation_group *out,
                    const struct citation_source *source, size_t at,
                    struct arena *arena)
{
    struct citation_group group = {0};
    struct citation_said said;

    if (!citation_items_read(&group.items, source, at, arena))
        return false;
    group.joined = is_joined(source, at, arena);
    said = body_after(source, group.items.end, arena);
    if (said.body == NULL)
        said = body_before(source, at, arena);
    take_said(&group, &said);
    *out = group;
    return true;
}
