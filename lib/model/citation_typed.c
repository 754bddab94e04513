/*
 * What a person typed, read from left to right: body, number, edition, part.
 * Every piece is checked against the tables; a text with a rest that is
 * neither id nor heading is no citation, so that plain questions which begin
 * with a number are left alone.
 */
#include "lib/model/citation.h"

#include "lib/base/cleanup.h"
#include "lib/model/citation_part.h"
#include "lib/model/edition.h"
#include "lib/text/fold.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum { TYPED_BYTES_MAX = 1000, NUMBER_DIGITS_MAX = 4 };

struct typed {
    const struct grammar *grammar;
    struct arena *arena;
    const char *at;
    struct typed_ref ref;
};

static void
skip(struct typed *typed, const char *bytes)
{
    typed->at += strspn(typed->at, bytes);
}

static bool
number_read(const char **at, unsigned *out)
{
    size_t digits = strspn(*at, "0123456789");

    if (digits == 0 || digits > NUMBER_DIGITS_MAX)
        return false;
    *out = 0;
    for (size_t i = 0; i < digits; i++)
        *out = *out * 10 + (unsigned)(*(*at)++ - '0');
    return *out > 0;
}

/* "unknown-905": as ids of a body that no table knows are written. */
static bool
body_unknown_read(struct typed *typed)
{
    static const char lead[] = RESOLUTION_UNKNOWN "-";

    if (strncasecmp(typed->at, lead, strlen(lead)) != 0 ||
        !isdigit((unsigned char)typed->at[strlen(lead)]))
        return false;
    typed->ref.body = RESOLUTION_UNKNOWN;
    typed->at += strlen(lead);
    return true;
}

/* "wtsa-" or "wtsa " before a digit. */
static bool
body_slug_read(struct typed *typed)
{
    size_t count;
    const char *const *bodies = grammar_bodies(typed->grammar, &count);

    for (size_t i = 0; i < count; i++) {
        size_t len = strlen(bodies[i]);
        const char *end = typed->at + len;

        if (strncasecmp(typed->at, bodies[i], len) == 0 &&
            (*end == '-' || *end == ' ') && isdigit((unsigned char)end[1])) {
            typed->ref.body = bodies[i];
            typed->at = end + 1;
            return true;
        }
    }
    return body_unknown_read(typed);
}

/* The word "Resolution", "Res." or "Res", "No." behind it; its length in
 * *len. */
static const char *
resolution_word(const char *text, size_t *len)
{
    static const char *const words[] = {
        "resolution no. ", "resolution no.", "res. no. ", "resolution ",
        "res. ",           "res.",           "res "};

    for (const char *at = text; (at = strcasestr(at, "res")) != NULL; at++) {
        if (at > text && at[-1] != ' ')
            continue;
        for (size_t i = 0; i < COUNT_OF(words); i++) {
            *len = strlen(words[i]);
            if (strncasecmp(at, words[i], *len) == 0)
                return at;
        }
    }
    return NULL;
}

/* The body that text[0..len) names, if it is not empty; with the year when it
 * is an assembly's own name and no other was typed. */
static bool
body_named(struct typed *typed, const char *text, size_t len)
{
    const char *name, *body;

    while (len > 0 && text[len - 1] == ' ')
        len--;
    if (len == 0)
        return true;
    name = arena_strndup(typed->arena, text, len);
    body = grammar_body_typed(typed->grammar, name);
    if (body == NULL)
        return false;
    typed->ref.body = body;
    if (typed->ref.year == 0)
        typed->ref.year = grammar_event_year(typed->grammar, name);
    return true;
}

/* Everything before the number. */
static bool
body_read(struct typed *typed)
{
    size_t len = 0;
    const char *word;

    if (isdigit((unsigned char)*typed->at))
        return true;
    word = resolution_word(typed->at, &len);
    if (word != NULL &&
        body_named(typed, typed->at, (size_t)(word - typed->at))) {
        typed->at = word + len;
        skip(typed, " ");
        if (isdigit((unsigned char)*typed->at))
            return true;
    }
    if (body_slug_read(typed))
        return true;
    len = strcspn(typed->at, "0123456789");
    if (len == 0 || !body_named(typed, typed->at, len))
        return false;
    typed->at += len;
    return true;
}

/* "59", "1-8"; nothing may be glued to it but an edition or a part. */
static bool
resolution_number_read(struct typed *typed)
{
    if (!number_read(&typed->at, &typed->ref.number))
        return false;
    if (typed->ref.body != NULL && *typed->at == '-' &&
        isdigit((unsigned char)typed->at[1])) {
        typed->at++;
        skip(typed, "0123456789");
    }
    return *typed->at == '\0' || strchr(" @/,(", *typed->at) != NULL;
}

static bool
edition_at_read(struct typed *typed)
{
    if (*typed->at != '@')
        return true;
    typed->ref.year = edition_year(++typed->at);
    if (typed->ref.year == 0)
        return false;
    skip(typed, "0123456789");
    if (*typed->at != '.')
        return true;
    typed->at++;
    return number_read(&typed->at, &typed->ref.copy);
}

static bool
edition_bracket_read(struct typed *typed)
{
    struct edition edition;
    size_t taken;

    skip(typed, " ");
    if (*typed->at != '(')
        return true;
    taken = edition_read(&edition, typed->grammar, typed->at, typed->arena);
    if (taken == 0)
        taken = edition_read_spaced(&edition, typed->grammar, typed->at,
                                    typed->arena);
    if (taken == 0)
        return false;
    typed->at += taken;
    typed->ref.year = edition.year;
    if (typed->ref.body == NULL)
        typed->ref.body = edition.body;
    if (typed->ref.body == NULL && *edition.place != '\0')
        typed->ref.body =
            grammar_assembly_body(typed->grammar, edition.place, edition.year);
    skip(typed, " ");
    if (*typed->at != '[')
        return true;
    typed->at++;
    return number_read(&typed->at, &typed->ref.copy) && *typed->at++ == ']';
}

/* "... of the Plenipotentiary Conference" */
static bool
body_behind_read(struct typed *typed)
{
    size_t len;

    skip(typed, " ");
    if (strncasecmp(typed->at, "of ", 3) != 0)
        return true;
    typed->at += 3;
    len = strcspn(typed->at, ",/(");
    if (len == 0 || !body_named(typed, typed->at, len))
        return false;
    typed->at += len;
    return edition_bracket_read(typed);
}

bool
citation_parse_typed(struct typed_ref *out, const struct grammar *grammar,
                     const char *text, struct arena *arena)
{
    struct typed typed = {.grammar = grammar, .arena = arena};
    size_t len = strlen(text);
    char *folded;

    if (len > TYPED_BYTES_MAX)
        return false;
    folded = fold_typography(arena, text, len);
    len = strlen(folded);
    while (len > 0 && strchr(" \r\n", folded[len - 1]) != NULL)
        folded[--len] = '\0';
    typed.at = folded;
    skip(&typed, " \r\n");
    if (strncasecmp(typed.at, "the ", 4) == 0)
        typed.at += 4;
    if (!body_read(&typed) || !resolution_number_read(&typed) ||
        !edition_at_read(&typed) || !edition_bracket_read(&typed) ||
        !body_behind_read(&typed))
        return false;
    typed.ref.part = citation_part(grammar, typed.at, arena);
    if (typed.ref.part == NULL)
        return false;
    typed.ref.is_body_said = typed.ref.body != NULL;
    if (typed.ref.body == NULL)
        typed.ref.body = "wtsa";
    *out = typed.ref;
    return true;
}
