/*
 *   chain     = group { ["," | "and"] group } [tail | end]
 *   group     = verb { "to" base } [addressees]
 *   addressees = name { ("," | "and") name }
 *
 * "further" and "also" may stand around a verb and belong to the heading, not
 * to its verb slug. A name is the longest alias that reaches up to a comma, an
 * "and" or the end; what no alias knows is a name only if it looks like one:
 * body lines often begin with the words of headings.
 */
#include "lib/model/heading_chain.h"

#include "lib/base/cleanup.h"
#include "lib/model/grammar_tables.h"
#include "lib/model/heading_tail.h"
#include "lib/model/slug.h"

#include <ctype.h>
#include <string.h>

enum {
    ADDRESSEES_MAX = 16,
    UNKNOWN_WORDS_MAX = 12, /* of a name that no alias knows */
    TAIL_WORDS_MAX = 10,
    VERB_BYTES_MAX = 160
};

struct chain {
    const struct grammar *grammar;
    const struct words *words;
    struct arena *arena;
    size_t at;
    struct heading heading;
    char verb[VERB_BYTES_MAX]; /* its words, so far */
};

/* The longest verb at `at`, in its form or its base. */
static const char *
verb_at(const struct chain *chain, size_t at, bool base, size_t *taken)
{
    const char *found = NULL;

    *taken = 0;
    for (size_t i = 0; i < chain->grammar->verb_count; i++) {
        const struct verb_row *row = &chain->grammar->verbs[i];
        const char *phrase = base ? row->base : row->form;
        size_t count = words_match(chain->words, at, phrase);

        if (count > *taken) {
            *taken = count;
            found = phrase;
        }
    }
    return found;
}

static bool
verb_put(struct chain *chain, const char *word)
{
    size_t len = strlen(chain->verb), more = strlen(word);

    if (len + more + 2 > sizeof chain->verb)
        return false;
    if (len > 0)
        chain->verb[len++] = ' ';
    memcpy(chain->verb + len, word, more + 1);
    return true;
}

/*
 * One verb: "further resolves"; then "to invite", which follows at once, or
 * "invites" and "to invite" behind a link.
 */
static bool
verb_read(struct chain *chain, bool linked)
{
    bool begun = *chain->verb != '\0';
    size_t at = words_skip_again(chain->words, chain->at), taken;
    bool base = begun && words_is(chain->words, at, "to");
    const char *verb;

    if (base)
        at++;
    else if (begun && !linked)
        return false;
    verb = verb_at(chain, at, base, &taken);
    if (verb == NULL || (linked && !verb_put(chain, "and")) ||
        (base && !verb_put(chain, "to")) || !verb_put(chain, verb))
        return false;
    chain->at = words_skip_again(chain->words, at + taken);
    return true;
}

/* Whether addressees end here: at the end, a comma, "and". */
static bool
is_border(const struct words *words, size_t at)
{
    return at >= words->count || words_is(words, at, ",") ||
           words_is(words, at, "and");
}

static size_t
tail_at(const struct chain *chain, size_t at)
{
    size_t best = 0;

    for (size_t i = 0; i < chain->grammar->heading_count; i++) {
        const struct heading_row *row = &chain->grammar->headings[i];
        size_t taken = row->kind == ROW_TAIL || row->kind == ROW_OPEN
                           ? words_match(chain->words, at, row->phrase)
                           : 0;

        if (taken > best)
            best = taken;
    }
    return best;
}

/* "2027", "2027/2031": the year of an assembly, which is not of its name. */
static bool
is_year(const char *norm)
{
    size_t len = strspn(norm, "0123456789/");

    return norm[len] == '\0' && (len == 4 || len == 9);
}

/* The longest alias at `at` that ends at a border. */
static const struct addressee_row *
alias_at(const struct chain *chain, size_t at, size_t *end)
{
    const struct addressee_row *best = NULL;
    size_t from = at;

    if (at < chain->words->count && is_year(chain->words->list[at].norm))
        from++;
    for (size_t i = 0; i < chain->grammar->alias_count; i++) {
        const struct alias_row *row = &chain->grammar->aliases[i];
        size_t taken = words_match(chain->words, from, row->phrase);

        if (taken > 0 && (best == NULL || from + taken > *end) &&
            (is_border(chain->words, from + taken) ||
             tail_at(chain, from + taken) > 0)) {
            best = row->addressee;
            *end = from + taken;
        }
    }
    return best;
}

static bool
addressee_put(struct chain *chain, const char *slug)
{
    struct heading *heading = &chain->heading;

    for (size_t i = 0; i < heading->to_count; i++)
        if (strcmp(heading->to[i], slug) == 0)
            return true;
    if (heading->to_count == ADDRESSEES_MAX || *slug == '\0')
        return false;
    *arena_push(chain->arena, heading->to, heading->to_count) = slug;
    return true;
}

/* Whether a name begins here: a capital, an article, or a known name. */
static bool
looks_like_name(const struct chain *chain, size_t at)
{
    const struct word *word = &chain->words->list[at];

    if (word->article || isupper((unsigned char)*word->text))
        return true;
    for (size_t i = 0; i < chain->grammar->alias_count; i++)
        if (words_match(chain->words, at, chain->grammar->aliases[i].phrase))
            return true;
    return false;
}

static bool
is_name_word(const char *norm)
{
    static const char *const others[] = {
        "that",  "to",    "shall", "should", "may",   "must",
        "will",  "is",    "are",   "be",     "which", "above",
        "below", "under", "when",  "if",     "or",    "not",
    };

    if (strpbrk(norm, ").;:") != NULL)
        return false;
    if (isdigit((unsigned char)*norm) && !is_year(norm))
        return false;
    for (size_t i = 0; i < COUNT_OF(others); i++)
        if (strcmp(norm, others[i]) == 0)
            return false;
    return true;
}

/* The number in "Study Group 3". */
static bool
is_group_number(const struct chain *chain, size_t at)
{
    const char *norm = chain->words->list[at].norm;
    size_t digits = strspn(norm, "0123456789");

    return digits > 0 && digits <= 2 && norm[digits] == '\0' && at > 0 &&
           (words_is(chain->words, at - 1, "group") ||
            words_is(chain->words, at - 1, "groups"));
}

/* A name that no alias knows, up to the next border. */
static bool
unknown_read(struct chain *chain)
{
    struct heading *heading = &chain->heading;
    size_t end = chain->at;
    char *text;

    if (end >= chain->words->count || !looks_like_name(chain, end))
        return false;
    for (; !is_border(chain->words, end) && tail_at(chain, end) == 0; end++)
        if (!is_name_word(chain->words->list[end].norm) &&
            !is_group_number(chain, end))
            return false;
    if (end == chain->at || end - chain->at > UNKNOWN_WORDS_MAX)
        return false;
    text = words_source(chain->words, chain->at, end, chain->arena);
    *arena_push(chain->arena, heading->unknown, heading->unknown_count) = text;
    chain->at = end;
    return addressee_put(chain, slug_make(chain->arena, text));
}

static bool
addressee_read(struct chain *chain)
{
    size_t end = 0;
    const struct addressee_row *row = alias_at(chain, chain->at, &end);

    if (row == NULL)
        return unknown_read(chain);
    chain->at = end;
    for (size_t i = 0; i < row->slug_count; i++)
        if (!addressee_put(chain, row->slugs[i]))
            return false;
    return true;
}

/* The rest of the line behind a tail phrase; true when there is none. */
static bool
tail_read(struct chain *chain)
{
    size_t taken = tail_at(chain, chain->at);
    size_t rest = chain->words->count - chain->at - taken;

    if (taken == 0)
        return chain->at == chain->words->count;
    if (rest > 0 && rest <= TAIL_WORDS_MAX &&
        alias_at(chain, chain->at + taken, &(size_t){0}) != NULL)
        return true;
    chain->heading.loose = true;
    return heading_tail_is_open(chain->words, chain->at);
}

/* Moves behind ",", "and" or ", and"; false when none stands here. */
static bool
link_read(struct chain *chain)
{
    size_t at = chain->at;

    if (words_is(chain->words, at, ","))
        at++;
    if (words_is(chain->words, at, "and"))
        at++;
    if (at == chain->at || at == chain->words->count)
        return false;
    chain->at = at;
    return true;
}

/* A verb and those that follow it at once: "resolves to invite". */
static bool
verbs_read(struct chain *chain, bool linked)
{
    if (!verb_read(chain, linked))
        return false;
    while (verb_read(chain, false))
        continue;
    return true;
}

/* Moves over the comma before a tail; whether a tail or the end is here. */
static bool
at_tail(struct chain *chain)
{
    if (words_is(chain->words, chain->at, ",") &&
        tail_at(chain, chain->at + 1) > 0)
        chain->at++;
    return chain->at >= chain->words->count || tail_at(chain, chain->at) > 0;
}

static bool
chain_read(struct chain *chain)
{
    bool named = false; /* since the last verb */

    if (!verbs_read(chain, false))
        return false;
    if (heading_tail_is_end(chain->words, chain->at)) {
        chain->heading.loose = true;
        return true;
    }
    while (!at_tail(chain)) {
        bool linked = link_read(chain);

        if (linked && verbs_read(chain, true)) {
            named = false;
            continue;
        }
        /* Names follow a verb at once, and each other behind a link. */
        if (linked != named || !addressee_read(chain))
            return false;
        named = true;
    }
    return tail_read(chain);
}

bool
heading_chain_read(struct heading *out, const struct grammar *grammar,
                   const struct words *words, struct arena *arena)
{
    struct chain chain = {.grammar = grammar, .words = words, .arena = arena};

    if (!chain_read(&chain))
        return false;
    chain.heading.kind = KIND_OPERATIVE;
    chain.heading.verb = slug_make(arena, chain.verb);
    *out = chain.heading;
    return true;
}
