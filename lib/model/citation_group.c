#include "lib/model/citation_group.h"

#include "lib/base/cleanup.h"
#include "lib/model/words.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum {
    NUMBER_DIGITS_MAX = 4,
    AROUND_BYTES = 120, /* looked at before and behind a group */
    GAP_WORDS_MAX = 5,  /* between a body and "Resolution" */
    BODY_WORDS_MAX = 8, /* of a body's name */
    GROUP_ITEMS_MAX = 200
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

static size_t
skip_spaces(const char *text, size_t at)
{
    return at + strspn(text + at, " ");
}

/*
 * A number at *at, which is moved behind it. What goes on ("60/252", "12bis",
 * "3.1") is none. "1-8", the eighth revision, is a number only for bodies
 * that say so, as ITU-R does.
 */
static bool
number_read(unsigned *out, const char *text, size_t *at, bool dashed)
{
    size_t digits = strspn(text + *at, "0123456789");
    size_t end = *at + digits;
    unsigned number = 0;

    if (digits == 0 || digits > NUMBER_DIGITS_MAX)
        return false;
    for (size_t i = *at; i < end; i++)
        number = number * 10 + (unsigned)(text[i] - '0');
    if (text[end] == '-' && isdigit((unsigned char)text[end + 1])) {
        if (!dashed)
            return false;
        end++;
        end += strspn(text + end, "0123456789");
    }
    if (isalnum((unsigned char)text[end]) ||
        ((text[end] == '/' || text[end] == '.') &&
         isalnum((unsigned char)text[end + 1])))
        return false;
    *out = number;
    *at = end;
    return number > 0;
}

/* What the name of a body says: WTSA-12 is one edition's. */
static struct citation_said
said_by(const struct grammar *grammar, const char *name)
{
    return (struct citation_said){
        .body = grammar_body(grammar, name),
        .edition = {.place = "", .year = grammar_event_year(grammar, name)},
    };
}

/* "ITU-R 59 (Rev. ...)": the rest of an item at `at`. */
static bool
item_read(struct citation_item *out, const struct citation_source *source,
          size_t at, struct arena *arena)
{
    const char *text = source->flat->text;
    struct citation_item item = {.start = at, .edition.place = ""};
    size_t taken, word = strcspn(text + at, " ,;()");

    if (!isdigit((unsigned char)text[at]) && word > 0 && word < AROUND_BYTES) {
        struct citation_said said =
            said_by(source->grammar, arena_strndup(arena, text + at, word));

        if (said.body == NULL)
            return false;
        item.body = said.body;
        item.edition = said.edition;
        at = skip_spaces(text, at + word);
    }
    if (!number_read(&item.number, text, &at, item.body != NULL))
        return false;
    item.end = at;
    at = skip_spaces(text, at);
    taken = edition_read(&item.edition, source->grammar, text + at, arena);
    if (taken > 0)
        item.end = at + taken;
    *out = item;
    return true;
}

/* Behind ", ", " and " or ", and " at `at`; 0 when none stands there. */
static size_t
separator_end(const char *text, size_t at)
{
    static const char *const links[] = {"and ", "or ", "& "};
    size_t start = at;

    at = skip_spaces(text, at);
    if (text[at] == ',')
        at = skip_spaces(text, at + 1);
    for (size_t i = 0; i < COUNT_OF(links); i++)
        if (strncasecmp(text + at, links[i], strlen(links[i])) == 0)
            return skip_spaces(text, at + strlen(links[i]));
    return memchr(text + start, ',', at - start) != NULL ? at : 0;
}

/* "71 and 72 (Rev. Guadalajara, 2010)": what stands last is said of all. */
static void
editions_spread(struct citation_group *group)
{
    const struct edition *edition = NULL;

    for (size_t i = group->count; i > 0; i--) {
        struct citation_item *item = &group->items[i - 1];

        if (item->edition.year != 0)
            edition = &item->edition;
        else if (edition != NULL)
            item->edition = *edition;
    }
}

static bool
items_read(struct citation_group *group, const struct citation_source *source,
           size_t at, struct arena *arena)
{
    const char *text = source->flat->text;
    bool several;
    struct citation_item item;

    at += strlen("resolution");
    several = tolower((unsigned char)text[at]) == 's';
    at += several;
    if (text[at] != ' ' ||
        !item_read(&item, source, skip_spaces(text, at), arena))
        return false;
    item.start = group->start;
    do {
        *arena_push(arena, group->items, group->count) = item;
        group->end = item.end;
        at = several ? separator_end(text, item.end) : 0;
    } while (at > 0 && group->count < GROUP_ITEMS_MAX &&
             item_read(&item, source, at, arena));
    editions_spread(group);
    return true;
}

/* The body with the longest name that begins at word `from`. */
static struct citation_said
body_behind(const struct grammar *grammar, const struct words *words,
            size_t from, struct arena *arena)
{
    size_t most = words->count < from + BODY_WORDS_MAX ? words->count
                                                       : from + BODY_WORDS_MAX;

    for (size_t to = most; to > from; to--) {
        struct citation_said said =
            said_by(grammar, words_join(words, from, to, arena));

        if (said.body != NULL)
            return said;
    }
    return (struct citation_said){0};
}

/* "... of the Plenipotentiary Conference", "... of this assembly" */
static struct citation_said
body_after(const struct citation_source *source, size_t end,
           struct arena *arena)
{
    static const char *const own[] = {"this assembly", "this conference",
                                      "present assembly", "present conference"};
    const char *text = source->flat->text + end;
    size_t len = strnlen(text, AROUND_BYTES);
    struct words words;
    size_t stop = strcspn(text, ".;:()");

    text = arena_strndup(arena, text, stop < len ? stop : len);
    if (!words_split(&words, text, arena) || words.count < 2 ||
        strcmp(words.list[0].norm, "of") != 0)
        return (struct citation_said){0};
    for (size_t i = 0; i < COUNT_OF(own); i++)
        if (words_match(&words, 1, own[i]) > 0)
            return (struct citation_said){.body = source->context->body};
    return body_behind(source->grammar, &words, 1, arena);
}

/* The longest name of a body that ends before word `end`. */
static struct citation_said
body_ending(const struct grammar *grammar, const struct words *words,
            size_t end, bool gap, struct arena *arena)
{
    size_t first = end < BODY_WORDS_MAX ? 0 : end - BODY_WORDS_MAX;

    for (size_t from = first; from < end; from++) {
        const char *name = words_join(words, from, end, arena);
        struct citation_said said = said_by(grammar, name);
        const char *print;

        if (said.body == NULL)
            continue;
        /* "studies in ITU-R, in Resolution 72": a sector adopts nothing. */
        print = grammar_body_print(grammar, said.body);
        if (gap && print != NULL && strchr(print, '-') != NULL &&
            strcasecmp(print, name) == 0)
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
    for (size_t i = 0; said->edition.year != 0 && i < group->count; i++)
        if (group->items[i].edition.year == 0 && group->items[i].body == NULL)
            group->items[i].edition = said->edition;
}

bool
citation_group_read(struct citation_group *out,
                    const struct citation_source *source, size_t at,
                    struct arena *arena)
{
    struct citation_group group = {.start = at};
    struct citation_said said;

    if (at > 0 && isalnum((unsigned char)source->flat->text[at - 1]))
        return false;
    if (!items_read(&group, source, at, arena))
        return false;
    group.joined = is_joined(source, at, arena);
    said = body_after(source, group.end, arena);
    if (said.body == NULL)
        said = body_before(source, at, arena);
    take_said(&group, &said);
    *out = group;
    return true;
}
