/*
 * Looking up in the tables. A name given is turned into a phrase in an arena
 * of its own, which is gone when the answer is found: answers are texts of
 * the tables.
 */
#include "lib/base/cleanup.h"
#include "lib/base/nearest.h"
#include "lib/model/grammar_tables.h"
#include "lib/text/fold.h"
#include "lib/text/utf8.h"

#include <ctype.h>
#include <limits.h>
#include <string.h>

enum {
    NAME_BYTES_MAX = 200, /* a longer text is no name */
    EVENTS_MAX = 64,      /* assemblies of one year that are compared */
    YEARS_AHEAD = 8       /* two rounds of assemblies */
};

static const struct addressee_row *
alias_find(const struct grammar *grammar, const char *phrase)
{
    for (size_t i = 0; i < grammar->alias_count; i++)
        if (strcmp(grammar->aliases[i].phrase, phrase) == 0)
            return grammar->aliases[i].addressee;
    return NULL;
}

const char *
grammar_addressee(const struct grammar *grammar, const char *text)
{
    CLEANUP(arena_freep) struct arena *scratch = NULL;
    const struct addressee_row *row;
    const char *phrase;

    if (strlen(text) > NAME_BYTES_MAX)
        return NULL;
    scratch = arena_new();
    phrase = words_phrase(text, scratch);
    row = phrase == NULL ? NULL : alias_find(grammar, phrase);
    return row != NULL && row->slug_count == 1 ? row->slugs[0] : NULL;
}

const char *
grammar_addressee_short(const struct grammar *grammar, const char *slug)
{
    for (size_t i = 0; i < grammar->addressee_count; i++) {
        const struct addressee_row *row = &grammar->addressees[i];

        if (row->slug_count == 1 && strcmp(row->slugs[0], slug) == 0)
            return *row->print == '\0' ? row->name : row->print;
    }
    return NULL;
}

const char *const *
grammar_addressees(const struct grammar *grammar, size_t *count)
{
    *count = grammar->addressee_names.count;
    return grammar->addressee_names.list;
}

const char *const *
grammar_verbs(const struct grammar *grammar, size_t *count)
{
    *count = grammar->verb_names.count;
    return grammar->verb_names.list;
}

const char *const *
grammar_sections(const struct grammar *grammar, size_t *count)
{
    *count = grammar->section_names.count;
    return grammar->section_names.list;
}

const char *const *
grammar_bodies(const struct grammar *grammar, size_t *count)
{
    *count = grammar->body_slugs.count;
    return grammar->body_slugs.list;
}

const char *const *
grammar_places(const struct grammar *grammar, size_t *count)
{
    *count = grammar->place_slugs.count;
    return grammar->place_slugs.list;
}

static const char *
body_name_find(const struct grammar *grammar, const char *phrase)
{
    for (size_t i = 0; i < grammar->body_name_count; i++)
        if (strcmp(grammar->body_names[i].phrase, phrase) == 0)
            return grammar->body_names[i].body->slug;
    return NULL;
}

const char *
grammar_body(const struct grammar *grammar, const char *name)
{
    CLEANUP(arena_freep) struct arena *scratch = NULL;
    const char *phrase, *body;
    unsigned year;

    if (strlen(name) > NAME_BYTES_MAX)
        return NULL;
    scratch = arena_new();
    phrase = words_phrase(name, scratch);
    if (phrase == NULL)
        return NULL;
    body = body_name_find(grammar, phrase);
    if (body == NULL && !grammar_event(grammar, phrase, &body, &year))
        return NULL;
    return body;
}

const char *
grammar_body_typed(const struct grammar *grammar, const char *name)
{
    const char *body = grammar_body(grammar, name);

    return body == NULL && strcasecmp(name, RESOLUTION_UNKNOWN) == 0
               ? RESOLUTION_UNKNOWN
               : body;
}

const char *
grammar_body_print(const struct grammar *grammar, const char *slug)
{
    for (size_t i = 0; i < grammar->body_count; i++)
        if (strcmp(grammar->bodies[i].slug, slug) == 0)
            return grammar->bodies[i].print;
    return NULL;
}

bool
grammar_is_sector(const struct grammar *grammar, const char *slug)
{
    const char *print = grammar_body_print(grammar, slug);

    return print != NULL && strchr(print, '-') != NULL;
}

/* The year of "07", "2000"; 0 when it is none. */
static unsigned
event_year(const char *digits)
{
    size_t len = strspn(digits, "0123456789");
    unsigned year = 0;

    if (digits[len] != '\0' || (len != 2 && len != 4))
        return 0;
    for (size_t i = 0; i < len; i++)
        year = year * 10 + (unsigned)(digits[i] - '0');
    if (len == 2)
        year += year < 70 ? 2000 : 1900;
    return year >= 1900 && year < 2100 ? year : 0;
}

static const struct assembly_row *
assembly_find(const struct grammar *grammar, const char *event)
{
    for (size_t i = 0; i < grammar->assembly_count; i++)
        if (strcmp(grammar->assemblies[i].event, event) == 0)
            return &grammar->assemblies[i];
    return NULL;
}

bool
grammar_event(const struct grammar *grammar, const char *name,
              const char **body, unsigned *year)
{
    CLEANUP(arena_freep) struct arena *scratch = NULL;
    const struct assembly_row *row;
    const char *event, *found;
    char *dash;
    unsigned number;

    if (strlen(name) > NAME_BYTES_MAX)
        return false;
    scratch = arena_new();
    event = fold_text(scratch, name, strlen(name));
    row = assembly_find(grammar, event);
    if (row != NULL) {
        *body = row->body;
        *year = row->year;
        return true;
    }
    dash = strrchr(event, '-');
    if (dash == NULL || (number = event_year(dash + 1)) == 0)
        return false;
    *dash = '\0';
    if ((found = body_name_find(grammar, event)) == NULL)
        return false;
    *body = found;
    *year = number;
    return true;
}

bool
grammar_event_held(const struct grammar *grammar, const char *name,
                   const char **body, unsigned *year)
{
    const char *named;
    unsigned in;

    if (!grammar_event(grammar, name, &named, &in))
        return false;
    for (size_t i = 0; i < grammar->assembly_count; i++) {
        const struct assembly_row *row = &grammar->assemblies[i];

        if (row->year != in || strcmp(row->body, named) != 0)
            continue;
        *body = named;
        *year = in;
        return true;
    }
    return false;
}

bool
grammar_event_likely(const struct grammar *grammar, const char *name,
                     const char **body, unsigned *year)
{
    unsigned first = UINT_MAX, last = 0;

    if (!grammar_event(grammar, name, body, year))
        return false;
    for (size_t i = 0; i < grammar->assembly_count; i++) {
        const struct assembly_row *row = &grammar->assemblies[i];

        if (strcmp(row->body, *body) != 0)
            continue;
        first = row->year < first ? row->year : first;
        last = row->year > last ? row->year : last;
    }
    return *year >= first && *year <= last + YEARS_AHEAD;
}

unsigned
grammar_event_year(const struct grammar *grammar, const char *name)
{
    CLEANUP(arena_freep) struct arena *scratch = NULL;
    const char *phrase, *body;
    unsigned year;

    if (strlen(name) > NAME_BYTES_MAX)
        return 0;
    scratch = arena_new();
    phrase = words_phrase(name, scratch);
    return phrase != NULL && grammar_event_held(grammar, phrase, &body, &year)
               ? year
               : 0;
}

/* The one body that met there; NULL when none or several did. */
static const char *
place_body(const struct grammar *grammar, const char *place, unsigned year)
{
    const char *body = NULL;

    for (size_t i = 0; i < grammar->assembly_count; i++) {
        const struct assembly_row *row = &grammar->assemblies[i];

        if (row->year != year || strcmp(row->place, place) != 0)
            continue;
        if (body != NULL && strcmp(body, row->body) != 0)
            return NULL;
        body = row->body;
    }
    return body;
}

const char *
grammar_assembly_place(const struct grammar *grammar, const char *place,
                       unsigned year)
{
    CLEANUP(arena_freep) struct arena *scratch = NULL;
    const char *names[EVENTS_MAX], *prints[EVENTS_MAX], *near, *folded;
    size_t count = 0;

    if (strlen(place) > NAME_BYTES_MAX)
        return NULL;
    scratch = arena_new();
    folded = fold_text(scratch, place, strlen(place));
    for (size_t i = 0; i < grammar->assembly_count; i++) {
        const struct assembly_row *row = &grammar->assemblies[i];

        if (row->year != year || count == EVENTS_MAX)
            continue;
        prints[count] = row->print;
        names[count++] = row->place;
    }
    /* Two edits forgive a lost accent and a slip of the pen. */
    near = nearest_name(folded, names, count);
    for (size_t i = 0; near != NULL && i < count; i++)
        if (names[i] == near)
            return prints[i];
    return NULL;
}

const char *
grammar_assembly_body(const struct grammar *grammar, const char *place,
                      unsigned year)
{
    CLEANUP(arena_freep) struct arena *scratch = NULL;
    const char *known = grammar_assembly_place(grammar, place, year);

    if (known == NULL)
        return NULL;
    scratch = arena_new();
    return place_body(grammar, fold_text(scratch, known, strlen(known)), year);
}

const char *
grammar_place(const struct grammar *grammar, const char *place)
{
    CLEANUP(arena_freep) struct arena *scratch = NULL;
    const char *folded;

    if (strlen(place) > NAME_BYTES_MAX)
        return NULL;
    scratch = arena_new();
    folded = fold_text(scratch, place, strlen(place));
    for (size_t i = 0; i < grammar->assembly_count; i++)
        if (strcmp(grammar->assemblies[i].place, folded) == 0)
            return grammar->assemblies[i].slug;
    return NULL;
}

/* How many bytes of text the name takes, dashes and spaces of any kind. */
static size_t
name_at(const char *text, size_t len, const char *name)
{
    size_t at = 0;

    for (; *name != '\0'; name++) {
        int32_t point = at < len ? utf8_next(text, len, &at) : UTF8_BAD;

        if (fold_is_dash(point))
            point = '-';
        else if (fold_is_space(point))
            point = ' ';
        if (point < 0 || point >= 0x80 ||
            tolower((int)point) != tolower((unsigned char)*name))
            return 0;
    }
    return at < len && isalnum((unsigned char)text[at]) ? 0 : at;
}

/* The longest long name that stands here. */
static size_t
longest_at(const struct grammar *grammar, const char *text, size_t len,
           const char **print)
{
    size_t best = 0;

    for (size_t i = 0; i < grammar->addressee_count; i++) {
        const struct addressee_row *row = &grammar->addressees[i];
        size_t taken = *row->print == '\0' ? 0 : name_at(text, len, row->name);

        if (taken > best) {
            best = taken;
            *print = row->print;
        }
    }
    return best;
}

char *
grammar_shorten(const struct grammar *grammar, const char *heading,
                struct arena *arena)
{
    size_t len = strlen(heading);
    struct buf out = {0};
    bool begins = true;
    char *copy;

    for (size_t at = 0; at < len;) {
        const char *print = NULL;
        size_t taken =
            begins ? longest_at(grammar, heading + at, len - at, &print) : 0;

        if (taken > 0) {
            buf_put_text(&out, print);
            at += taken;
            begins = false;
        } else {
            begins = !isalnum((unsigned char)heading[at]);
            buf_put_byte(&out, heading[at++]);
        }
    }
    copy = arena_strndup(arena, out.data, out.len);
    buf_deinit(&out);
    return copy;
}
