/*
 * The part of a resolution that a person typed: what stands behind the
 * number and the edition. The labels of a printed citation stand at its end,
 * so words are taken for labels from there until the rest is a heading.
 */
#include "lib/model/citation_part.h"

#include "lib/model/slug.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum {
    LABELS_MAX = 8, /* label words behind a heading */
    LABEL_BYTES_MAX = 16,
    LABEL_LETTERS_MAX = 4,
    PIECES_MAX = 64
};

#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

/* "2", "2.1", "1bis.1", "7a", with a bracket or without. */
static bool
is_number_label(const char *word)
{
    size_t len = strspn(word, "0123456789.");

    len += strspn(word + len, LETTERS);
    len += strspn(word + len, "0123456789.");
    return isdigit((unsigned char)*word) && len <= LABEL_BYTES_MAX &&
           (word[len] == '\0' || strcmp(word + len, ")") == 0);
}

/* "a", "a)", "(a)", "ii", "b)bis", and "p1", "b2" as ids hold them. */
static bool
is_letter_label(const char *word)
{
    size_t letters;

    if (*word == '(' && strchr(word, ')') != NULL)
        word++;
    letters = strspn(word, LETTERS);
    if (letters == 0 || letters > LABEL_LETTERS_MAX)
        return false;
    if (word[letters] == '\0')
        return letters == 1 || strspn(word, "ivx") == letters;
    if (word[letters] == ')')
        return strspn(word + letters + 1, LETTERS) ==
               strlen(word + letters + 1);
    return letters == 1 && strchr("pb", *word) != NULL &&
           strspn(word + 1, "0123456789") == strlen(word + 1);
}

static bool
is_label(const char *word)
{
    return is_number_label(word) || is_letter_label(word);
}

struct piece {
    const char *word; /* NUL-ended */
    const char *end;  /* in the text */
    bool comma;       /* stands before it */
};

/* Words and commas' gaps; 0 when there are none or too many. */
static size_t
pieces_split(struct piece *pieces, const char *text, struct arena *arena)
{
    size_t count = 0;

    for (;;) {
        size_t len = strspn(text, " ,");
        bool comma = memchr(text, ',', len) != NULL;

        text += len;
        if (*text == '\0')
            return count;
        if (count == PIECES_MAX)
            return 0;
        len = strcspn(text, " ,");
        pieces[count].word = arena_strndup(arena, text, len);
        pieces[count].comma = comma;
        text += len;
        pieces[count++].end = text;
    }
}

/* "(2)": the second section of that heading. */
static bool
is_occurrence(const char *word)
{
    return *word == '(' && isdigit((unsigned char)word[1]) &&
           strspn(word + 1, "0123456789") + 2 == strlen(word) &&
           word[strlen(word) - 1] == ')' && strlen(word) <= LABEL_BYTES_MAX;
}

/* The labels behind a heading as ids hold them; NULL: these are none. */
static const char *
labels_join(struct arena *arena, const struct piece *pieces, size_t count)
{
    const char *out = "";
    const char *given = ""; /* the letter for a word like "paragraph" */

    for (size_t i = 0; i < count; i++) {
        const char *word = pieces[i].word;
        bool last = i + 1 == count;

        if (!last && strcasecmp(word, "paragraph") == 0) {
            given = "p";
        } else if (!last && strcasecmp(word, "bullet") == 0) {
            given = "b";
        } else if (i == 0 && is_occurrence(word)) {
            out = arena_printf(arena, "~%.*s", (int)strlen(word) - 2, word + 1);
        } else if (is_label(word)) {
            out = arena_printf(arena, "%s.%s%s", out, given,
                               slug_label(arena, word));
            given = "";
        } else {
            return NULL;
        }
    }
    return out;
}

/* A heading that names somebody is printed with a comma before the label; it
 * may end in words of no table, and so takes any label for its own. */
static bool
begins_labels(const struct piece *piece, size_t count)
{
    return count > 0 && (piece->comma || is_occurrence(piece->word));
}

/* "recognizing c)", "resolves 2.1 a)": heading and labels. */
static const char *
heading_part(const struct grammar *grammar, const char *source,
             const struct piece *pieces, size_t count, struct arena *arena)
{
    const char *found = NULL;
    bool sure = false;

    for (size_t labels = 0; labels < count && labels <= LABELS_MAX; labels++) {
        const struct piece *first = &pieces[count - labels];
        const char *text =
            arena_strndup(arena, source, (size_t)(first[-1].end - source));
        const char *behind = labels_join(arena, first, labels);
        struct heading heading;
        bool known;

        if (behind == NULL)
            break;
        if (strcasecmp(first[-1].word, "a") == 0)
            continue; /* no heading ends so: it is the label a) */
        if (!grammar_heading(&heading, grammar, text, arena))
            continue;
        known = heading.unknown_count == 0 && !heading.loose;
        if (found != NULL && (sure || !known) && !begins_labels(first, labels))
            continue;
        text =
            heading.kind == KIND_ANNEX ? heading.verb : slug_make(arena, text);
        found = arena_printf(arena, "%s%s", text, behind);
        sure = known;
    }
    return found;
}

/* "recognizing.c" as ids hold it, or NULL. */
static const char *
id_part(const char *text, struct arena *arena)
{
    char *part = arena_strdup(arena, text);
    size_t len = strlen(part);

    for (size_t i = 0; i < len; i++) {
        unsigned char byte = (unsigned char)part[i];

        if (byte < 0x80 && !isalnum(byte) && strchr(".~-", byte) == NULL)
            return NULL;
        part[i] = (char)tolower(byte);
    }
    return len > 0 ? part : NULL;
}

const char *
citation_part(const struct grammar *grammar, const char *text,
              struct arena *arena)
{
    struct piece pieces[PIECES_MAX];
    const char *part = NULL;
    size_t count;

    text += strspn(text, " ,");
    if (*text == '\0')
        return "";
    if (*text == '/' && (part = id_part(++text, arena)) != NULL)
        return part;
    count = pieces_split(pieces, text, arena);
    if (count == 0)
        return NULL;
    if (count == 2 && strcasecmp(pieces[0].word, "footnote") == 0 &&
        is_label(pieces[1].word))
        return arena_printf(arena, "footnote.%s",
                            slug_label(arena, pieces[1].word));
    if (count == 1 && strcasecmp(pieces[0].word, "title") == 0)
        return "title";
    return heading_part(grammar, text, pieces, count, arena);
}
