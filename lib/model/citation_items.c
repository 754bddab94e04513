/*
 * A dash between two numbers is a range, unless a body stands before them:
 * ITU-R 1-8 is the eighth revision of its first. What a range means is known
 * when the body is, so that it stays one item here.
 */
#include "lib/model/citation_items.h"

#include "lib/base/cleanup.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum {
    NUMBER_DIGITS_MAX = 4,
    BODY_BYTES_MAX = 120,
    ITEMS_MAX = 200,
    RANGE_MAX = 50 /* "Resolutions 1 to 2000" is a slip */
};

/* The words that begin a citation. "res." may end a sentence, "Res." may not.
 */
static const struct lead {
    const char *word;
    bool several;
    bool capital;
} leads[] = {
    {"resolutions ", .several = true},
    {"resolution ", .several = false},
    {"res.", .capital = true},
};

/* What may stand between such a word and its number. */
static const struct lead number_words[] = {
    {"nos.", .several = true},
    {"no.", .several = false},
};

static size_t
skip_spaces(const char *text, size_t at)
{
    return at + strspn(text + at, " ");
}

static const struct lead *
lead_at(const struct lead *list, size_t count, const char *text)
{
    for (size_t i = 0; i < count; i++)
        if (strncasecmp(text, list[i].word, strlen(list[i].word)) == 0 &&
            (!list[i].capital || isupper((unsigned char)*text)))
            return &list[i];
    return NULL;
}

size_t
citation_items_next(const struct flat *flat, size_t at)
{
    for (; (at += strcspn(flat->text + at, "rR")) < flat->len; at++)
        if ((at == 0 || !isalnum((unsigned char)flat->text[at - 1])) &&
            lead_at(leads, COUNT_OF(leads), flat->text + at) != NULL)
            return at;
    return flat->len;
}

struct citation_said
citation_items_said_by(const struct grammar *grammar, const char *name)
{
    return (struct citation_said){
        .body = grammar_body(grammar, name),
        .edition = {.place = "", .year = grammar_event_year(grammar, name)},
    };
}

static bool
digits_read(unsigned *out, const char *text, size_t *at)
{
    size_t digits = strspn(text + *at, "0123456789");

    if (digits == 0 || digits > NUMBER_DIGITS_MAX)
        return false;
    *out = 0;
    for (size_t end = *at + digits; *at < end; (*at)++)
        *out = *out * 10 + (unsigned)(text[*at] - '0');
    return true;
}

/* What goes on ("60/252", "12bis", "3.1") is no number of a resolution. */
static bool
number_ends(const char *text, size_t at)
{
    return !isalnum((unsigned char)text[at]) &&
           !(text[at] != '\0' && strchr("/.-", text[at]) != NULL &&
             isalnum((unsigned char)text[at + 1]));
}

/* "104" behind "101 to " or "101-"; leaves *at where it is when no such range
 * stands there. */
static void
range_read(struct citation_item *item, const char *text, size_t *at)
{
    static const char *const links[] = {"-", " - ", " to "};

    for (size_t i = 0; i < COUNT_OF(links); i++) {
        size_t len = strlen(links[i]), end = *at + len;
        unsigned last;

        if (strncasecmp(text + *at, links[i], len) != 0 ||
            !digits_read(&last, text, &end) || !number_ends(text, end) ||
            last <= item->number || last - item->number >= RANGE_MAX)
            continue;
        item->last = last;
        *at = end;
        return;
    }
}

/* "59", "ITU-R 1-8"; "101 to 104" where there are several. */
static bool
number_read(struct citation_item *item, const char *text, size_t *at,
            bool several)
{
    unsigned revision;

    if (!digits_read(&item->number, text, at) || item->number == 0)
        return false;
    if (item->body != NULL && text[*at] == '-') {
        (*at)++;
        return digits_read(&revision, text, at) && number_ends(text, *at);
    }
    if (several)
        range_read(item, text, at);
    return number_ends(text, *at);
}

/* Bytes of a word, looked for no further than a body's name may go. */
static size_t
word_len(const char *text)
{
    size_t len = 0;

    while (len < BODY_BYTES_MAX && text[len] != '\0' &&
           strchr(" ,;()", text[len]) == NULL)
        len++;
    return len;
}

/* "ITU-R 59 (Rev. ...)": an item at `at`. */
static bool
item_read(struct citation_item *out, const struct citation_source *source,
          size_t at, bool several, struct arena *arena)
{
    const char *text = source->flat->text;
    struct citation_item item = {.start = at, .edition.place = ""};
    size_t word = word_len(text + at);

    if (!isdigit((unsigned char)text[at]) && word > 0 &&
        word < BODY_BYTES_MAX) {
        struct citation_said said = citation_items_said_by(
            source->grammar, arena_strndup(arena, text + at, word));

        if (said.body == NULL)
            return false;
        item.body = said.body;
        item.edition = said.edition;
        at = skip_spaces(text, at + word);
    }
    if (!number_read(&item, text, &at, several))
        return false;
    item.end = at;
    at = skip_spaces(text, at);
    word = edition_read_text(&item.edition, source->grammar, text + at, arena);
    if (word > 0)
        item.end = at + word;
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
editions_spread(struct citation_items *items)
{
    const struct edition *edition = NULL;

    for (size_t i = items->count; i > 0; i--) {
        struct citation_item *item = &items->list[i - 1];

        if (item->edition.year != 0)
            edition = &item->edition;
        else if (edition != NULL)
            item->edition = *edition;
    }
}

/* Behind the words at *at, which say whether several numbers follow. */
static bool
leads_read(const char *text, size_t *at, bool *several)
{
    const struct lead *lead = lead_at(leads, COUNT_OF(leads), text + *at);

    if (lead == NULL)
        return false;
    *several = lead->several;
    *at = skip_spaces(text, *at + strlen(lead->word));
    lead = lead_at(number_words, COUNT_OF(number_words), text + *at);
    if (lead == NULL)
        return true;
    *several = *several || lead->several;
    *at = skip_spaces(text, *at + strlen(lead->word));
    return true;
}

bool
citation_items_read(struct citation_items *out,
                    const struct citation_source *source, size_t at,
                    struct arena *arena)
{
    const char *text = source->flat->text;
    struct citation_items items = {0};
    struct citation_item item;
    size_t start = at;
    bool several;

    if (!leads_read(text, &at, &several) ||
        !item_read(&item, source, at, several, arena))
        return false;
    item.start = start;
    do {
        *arena_push(arena, items.list, items.count) = item;
        items.end = item.end;
        at = several ? separator_end(text, item.end) : 0;
    } while (at > 0 && items.count < ITEMS_MAX &&
             item_read(&item, source, at, items.list[0].body == NULL, arena));
    editions_spread(&items);
    *out = items;
    return true;
}
