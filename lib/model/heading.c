/*
 * A line as a heading: a preambular phrase with "further" or "also" before or
 * behind it; an annex with its number and perhaps a bracket; else a chain of
 * verbs (heading_chain.c).
 */
#include "lib/base/cleanup.h"
#include "lib/model/grammar_tables.h"
#include "lib/model/heading_chain.h"
#include "lib/model/slug.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum {
    HEADING_BYTES_MAX = 400, /* a longer line is text */
    TRAIL_WORDS_MAX = 3
};

/* "that", "with regret": small words that end a phrase and begin no text. */
static bool
is_trail(const struct words *words, size_t at)
{
    static const char *const trails[] = {
        "that",   "to",           "of",         "about",     "at",
        "in",     "with",         "fact",       "following", "particular",
        "regret", "satisfaction", "especially", "concern",   "appreciation",
    };

    if (words->count - at > TRAIL_WORDS_MAX)
        return false;
    for (; at < words->count; at++) {
        bool is = false;

        for (size_t i = 0; i < COUNT_OF(trails); i++)
            is = is || words_is(words, at, trails[i]);
        if (!is)
            return false;
    }
    return true;
}

static bool
preamble_read(struct heading *out, const struct grammar *grammar,
              const struct words *words, const char *line, struct arena *arena)
{
    size_t from = words_skip_again(words, 0);
    bool found = false;

    for (size_t i = 0; i < grammar->heading_count; i++) {
        const struct heading_row *row = &grammar->headings[i];
        size_t taken = row->kind == ROW_PREAMBLE
                           ? words_match(words, from, row->phrase)
                           : 0;
        size_t end = from + taken;

        if (taken == 0)
            continue;
        if (from == 0)
            end = words_skip_again(words, end);
        if (end == words->count || is_trail(words, end)) {
            *out = (struct heading){.kind = KIND_PREAMBLE,
                                    .verb = slug_make(arena, line),
                                    .loose = end < words->count};
            found = true;
            if (!out->loose)
                break;
        }
    }
    return found;
}

/* "1", "1bis", "b", "iv": what tells one annex from another. */
static bool
is_designator(const char *norm)
{
    size_t digits = strspn(norm, "0123456789");
    size_t letters = strspn(norm + digits, "abcdefghijklmnopqrstuvwxyz");

    if (norm[digits + letters] != '\0')
        return false;
    if (digits > 0)
        return digits <= 3 && letters <= 4;
    return letters == 1 || strspn(norm, "ivx") == letters;
}

/* "Annex A": an article in any other place. */
static bool
is_annex_a(const char *line, const char *phrase)
{
    line += strspn(line, " \t");
    if (strncasecmp(line, phrase, strlen(phrase)) != 0)
        return false;
    line += strlen(phrase);
    line += strspn(line, " \t");
    return *line == 'A' && strchr(" \t,:(", line[1]) != NULL;
}

/* Whether what stands behind an annex's name is none of a text: nothing, a
 * bracket, or the annex it is a part of. */
static bool
annex_ends(const struct words *words, size_t at)
{
    const char *last = words->list[words->count - 1].norm;

    if (at >= words->count)
        return true;
    if (words_is(words, at, "to") && at + 2 <= words->count &&
        (words_is(words, at + 1, "annex") ||
         words_is(words, at + 1, "section")))
        return at + 2 == words->count ||
               (at + 3 == words->count &&
                is_designator(words->list[at + 2].norm));
    return words->list[at].norm[0] == '(' && last[strlen(last) - 1] == ')';
}

static bool
annex_read(struct heading *out, const struct grammar *grammar,
           const struct words *words, const char *line, struct arena *arena)
{
    for (size_t i = 0; i < grammar->heading_count; i++) {
        const struct heading_row *row = &grammar->headings[i];
        size_t at =
            row->kind == ROW_ANNEX ? words_match(words, 0, row->phrase) : 0;
        const char *letter = "";

        if (at == 0 || !isupper((unsigned char)words->list[0].text[0]))
            continue;
        if (is_annex_a(line, row->phrase))
            letter = "-a";
        else if (at < words->count && is_designator(words->list[at].norm))
            at++;
        if (!annex_ends(words, at))
            continue;
        *out = (struct heading){
            .kind = KIND_ANNEX,
            .verb = arena_printf(
                arena, "%s%s",
                slug_make(arena, words_join(words, 0, at, arena)), letter),
        };
        return true;
    }
    return false;
}

/* Whether the phrase begins with the word text[0..len). */
static bool
begins_with(const char *phrase, const char *text, size_t len)
{
    return strncasecmp(phrase, text, len) == 0 &&
           (phrase[len] == ' ' || phrase[len] == '\0');
}

bool
grammar_may_be_heading(const struct grammar *grammar, const char *line)
{
    size_t len;

    line += strspn(line, " \t");
    for (len = 0; line[len] != '\0' && strchr(" \t,:", line[len]) == NULL;
         len++)
        if ((unsigned char)line[len] >= 0x80)
            return true; /* an odd space or letter: look closer */
    if (len == 0)
        return false;
    if (begins_with("further", line, len) || begins_with("also", line, len))
        return true;
    for (size_t i = 0; i < grammar->heading_count; i++)
        if (begins_with(grammar->headings[i].phrase, line, len))
            return true;
    for (size_t i = 0; i < grammar->verb_count; i++)
        if (begins_with(grammar->verbs[i].form, line, len))
            return true;
    return false;
}

bool
grammar_heading(struct heading *out, const struct grammar *grammar,
                const char *line, struct arena *arena)
{
    struct words words;

    if (strlen(line) > HEADING_BYTES_MAX ||
        !grammar_may_be_heading(grammar, line) ||
        !words_split(&words, line, arena) || words.count == 0)
        return false;
    if (preamble_read(out, grammar, &words, line, arena) ||
        annex_read(out, grammar, &words, line, arena))
        return true;
    return heading_chain_read(out, grammar, &words, arena);
}
