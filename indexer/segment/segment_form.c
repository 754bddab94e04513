/*
 * The lines of a head that have a form of their own. All work on folded
 * typography, so that NBSP and odd dashes do not matter.
 */
#include "indexer/segment/segment_build.h"

#include "lib/base/cleanup.h"
#include "lib/text/fold.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum {
    FORM_BYTES_MAX = 400, /* a longer line has none of these forms */
    HISTORY_BYTES_MAX = 4000,
    HISTORY_MAX = 100,
    NUMBER_DIGITS_MAX = 4,
    ASSEMBLY_NAME_MAX = 120,
    BRACKETED_MAX = 2000,  /* bytes of a text in brackets; also keeps looking
                              for their end from taking long */
    BRACKET_LINE_MAX = 60, /* bytes of one that a line breaks */
    YEAR_DIGITS = 4
};

/* The line in plain typography, trimmed; NULL when it is too long. */
static char *
plain(const char *text, size_t most, struct arena *arena)
{
    size_t len = strlen(text);
    char *out;

    if (len == 0 || len > most)
        return NULL;
    out = fold_typography(arena, text, len);
    out += strspn(out, " ");
    len = strlen(out);
    while (len > 0 && out[len - 1] == ' ')
        out[--len] = '\0';
    return out;
}

/* Whether only the digit of a footnote may follow. */
static bool
is_over(const char *at)
{
    at += strspn(at, " ");
    at += strspn(at, "0123456789*");
    return *at == '\0';
}

/*
 * "(SampletownExampleville, 20222026)": where changes were flattened, two
 * editions run into each other. A bracket with a year's digits in it that
 * ends the line, but no edition.
 */
static bool
is_odd_bracket(const char *at)
{
    size_t len = strcspn(at, ")"), digits = 0;

    if (*at != '(' || at[len] != ')' || !is_over(at + len + 1))
        return false;
    for (; len > 0 && digits < YEAR_DIGITS; at++, len--)
        digits = isdigit((unsigned char)*at) ? digits + 1 : 0;
    return digits == YEAR_DIGITS;
}

bool
assembly_line_read(struct assembly_line *out, const struct grammar *grammar,
                   const char *text, struct arena *arena)
{
    struct assembly_line line = {0};
    char *at = plain(text, FORM_BYTES_MAX, arena);
    size_t len, name, taken = 0;
    bool article;

    if (at == NULL)
        return false;
    len = strlen(at);
    line.sure = len > 0 && at[len - 1] == ',';
    while (len > 0 && strchr(",:; ", at[len - 1]) != NULL)
        at[--len] = '\0';
    article = strncasecmp(at, "the ", 4) == 0;
    name = strcspn(at, "(");
    if (at[name] == '(') {
        taken = edition_read(&line.edition, grammar, at + name, arena);
        if (taken == 0 ? !is_odd_bracket(at + name)
                       : !is_over(at + name + taken))
            return false;
        line.odd = taken == 0;
    }
    while (name > 0 && at[name - 1] == ' ')
        name--;
    if (name == 0 || name > ASSEMBLY_NAME_MAX)
        return false;
    line.name = arena_strndup(arena, at, name);
    line.body = grammar_body(grammar, line.name);
    line.sure = line.sure || line.body != NULL;
    if (line.body == NULL ? !article || taken == 0 : !article && taken == 0)
        return false;
    *out = line;
    return true;
}

/* Behind the word "Resolution", in the languages that write it so; the text
 * in plain typography. NULL: it begins with another. */
static const char *
number_word_end(const char *text, struct arena *arena)
{
    static const char *const words[] = {
        "resolution", "r\u00e9solution", "resoluci\u00f3n",
        "\u0440\u0435\u0437\u043e\u043b\u044e\u0446\u0438\u044f",
        "\u0627\u0644\u0642\u0631\u0627\u0631"};
    const char *at, *word;
    size_t len;

    if (strchr("Rr", *text) == NULL && (unsigned char)*text < 0x80)
        return NULL;
    at = plain(text, FORM_BYTES_MAX, arena);
    if (at == NULL)
        return NULL;
    len = strcspn(at, " 0123456789(");
    word = fold_text(arena, at, len);
    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (strcmp(word, words[i]) == 0)
            return at + len;
    return NULL;
}

bool
number_line_read(struct number_line *out, const struct grammar *grammar,
                 const char *text, struct arena *arena)
{
    struct number_line line = {0};
    const char *at = number_word_end(text, arena);
    size_t digits, word;

    if (at == NULL)
        return false;
    at += strspn(at, " ");
    word = strcspn(at, " 0123456789");
    if (word > 0 && at[word] == ' ') {
        line.body = grammar_body(grammar, arena_strndup(arena, at, word));
        if (line.body == NULL)
            return false;
        at += word + strspn(at + word, " ");
    }
    digits = strspn(at, "0123456789");
    if (digits == 0 || digits > NUMBER_DIGITS_MAX)
        return false;
    for (; digits > 0; digits--)
        line.number = line.number * 10 + (unsigned)(*at++ - '0');
    if (line.body != NULL && *at == '-' && isdigit((unsigned char)at[1])) {
        at++;
        at += strspn(at, "0123456789");
    }
    at += strspn(at, " ");
    at += edition_read(&line.edition, grammar, at, arena);
    line.odd = is_odd_bracket(at);
    if ((!line.odd && !is_over(at)) || line.number == 0)
        return false;
    *out = line;
    return true;
}

/* "Geneva, 1956 and 1958": one place, one year or more. */
static bool
history_item(struct adoption **list, size_t *count, const char *item,
             size_t len, struct arena *arena)
{
    struct edition edition;
    const char *text = arena_strndup(arena, item, len);
    const char *comma = strchr(text, ','), *at;
    size_t place;

    text += strspn(text, " ");
    text += edition_revised(text);
    if (comma == NULL || comma < text)
        return false;
    place = (size_t)(comma - text);
    at = comma + 1;
    do {
        char *one;

        at += strspn(at, " ,");
        if (strncmp(at, "and ", 4) == 0)
            at += 4;
        at += strspn(at, " ");
        len = strcspn(at, " ,");
        one = arena_printf(arena, "%.*s, %.*s", (int)place, text, (int)len, at);
        one += strspn(one, " ");
        if (*count == HISTORY_MAX ||
            !edition_place(&edition, one, strlen(one), arena))
            return false;
        *arena_push(arena, *list, *count) = (struct adoption){
            .place = arena_strdup(arena, edition.place), .year = edition.year};
        at += len;
    } while (*(at + strspn(at, " ")) != '\0');
    return true;
}

bool
history_read(struct adoption **list, size_t *count, const char *text,
             struct arena *arena)
{
    const char *at = plain(text, HISTORY_BYTES_MAX, arena), *close;
    struct adoption *found = NULL;
    size_t number = 0;

    if (at == NULL || *at != '(' || (close = strchr(at, ')')) == NULL ||
        !is_over(close + 1))
        return false;
    for (at++; at < close; at++) {
        size_t len = strcspn(at, ";)");

        if (!history_item(&found, &number, at, len, arena))
            return false;
        at += len;
    }
    *list = found;
    *count = number;
    return number > 0;
}

bool
hyphen_joins(const char *text, size_t len, const char *next)
{
    static const char *const hyphens[] = {"-", "\xe2\x80\x90", "\xe2\x80\x91"};
    static const char *const apart[] = {"and ", "or ", "to "};
    size_t hyphen = 0;

    for (size_t i = 0; i < COUNT_OF(hyphens); i++)
        if (len > strlen(hyphens[i]) &&
            memcmp(text + len - strlen(hyphens[i]), hyphens[i],
                   strlen(hyphens[i])) == 0)
            hyphen = strlen(hyphens[i]);
    for (size_t i = 0; i < COUNT_OF(apart); i++)
        if (strncmp(next, apart[i], strlen(apart[i])) == 0)
            return false;
    return hyphen > 0 && isalnum((unsigned char)text[len - hyphen - 1]) &&
           isalnum((unsigned char)*next);
}

char *
lines_join(const struct lines *lines, size_t first, size_t most,
           struct arena *arena)
{
    struct buf out = {0};
    char *text;

    for (size_t i = first; i < first + most && i < lines->count; i++) {
        if (lines->list[i].len == 0)
            continue;
        if (out.len > 0 &&
            !hyphen_joins(out.data, out.len, lines->list[i].text))
            buf_put_byte(&out, ' ');
        buf_put(&out, lines->list[i].text, lines->list[i].len);
    }
    text = arena_strndup(arena, out.data, out.len);
    buf_deinit(&out);
    return text;
}

bool
is_bracketed(const char *text, size_t len)
{
    size_t depth = 0;

    if (len == 0 || len > BRACKETED_MAX || *text != '(' || text[len - 1] != ')')
        return false;
    for (size_t at = 0; at < len; at++) {
        depth += text[at] == '(';
        if (text[at] == ')' && --depth == 0)
            return at + 1 == len;
    }
    return false;
}

/* "(Rev. Exampleville,": the comma is one of a bracket that is still open. */
static bool
is_in_bracket(const char *text, size_t len)
{
    size_t most = len > BRACKET_LINE_MAX ? BRACKET_LINE_MAX : len;
    const char *open;

    if (len == 0 || text[len - 1] != ',')
        return false;
    open = memrchr(text + len - most, '(', most);
    return open != NULL &&
           memchr(open, ')', (size_t)(text + len - open)) == NULL;
}

bool
paragraph_ended(const char *text, size_t len)
{
    static const char *const words[] = {" and", " or"};

    for (size_t i = 0; i < COUNT_OF(words); i++) {
        size_t more = strlen(words[i]);

        if (len > more && memcmp(text + len - more, words[i], more) == 0 &&
            strchr(";,", text[len - more - 1]) != NULL)
            return true;
    }
    /* "(to Resolution 912)" below the name of an annex */
    if (is_bracketed(text, len))
        return true;
    if (is_in_bracket(text, len))
        return false;
    return len > 0 && strchr(";,.:?!", text[len - 1]) != NULL;
}

void
notes_place(struct build *build, const struct line *line, enum note_place place,
            size_t section, size_t clause)
{
    for (size_t i = 0; i < line->mark_count; i++) {
        struct note *note = &build->lines.notes[line->first_mark + i];

        note->place = place;
        note->section = section;
        note->clause = clause;
    }
}

struct note *
note_without_mark(struct build *build, const char *label)
{
    for (size_t i = 0; i < build->lines.note_count; i++) {
        struct note *note = &build->lines.notes[i];

        if (note->unmarked && note->place == NOTE_NOWHERE &&
            strcmp(note->label, label) == 0)
            return note;
    }
    return NULL;
}
