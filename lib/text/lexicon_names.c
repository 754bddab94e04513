/*
 * Nearly every word begins no name, which two look-ups tell: is it the first
 * part of one, is it a whole one with its parts joined (numbers as '#')?
 * Only behind a first part is the list of names walked, and it is short.
 */
#include "lib/text/lexicon_names.h"

#include "lib/text/fold.h"
#include <string.h>

enum { YEAR_SHORT = 2, YEAR_LONG = 4 };

static bool
is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* How many digits the word ends in. */
static size_t
digits_at_end(const char *word, size_t len)
{
    size_t digits = 0;

    while (digits < len && is_digit(word[len - 1 - digits]))
        digits++;
    return digits;
}

static bool
is_number(const char *word)
{
    size_t len = strlen(word);

    return (len == YEAR_SHORT || len == YEAR_LONG) &&
           digits_at_end(word, len) == len;
}

/* Cuts the canonical spelling into its parts; false when it is no name. */
static bool
name_cut(struct lexicon_name *name, struct arena *arena)
{
    char *part = arena_strdup(arena, name->canonical);

    while (part != NULL) {
        char *dash = strchr(part, '-');

        if (name->count == LEXICON_NAME_WORDS_MAX)
            return false;
        if (dash != NULL)
            *dash++ = '\0';
        if (*part == '\0' || strchr(part, ' ') != NULL)
            return false;
        if (strchr(part, '#') != NULL &&
            (strcmp(part, "#") != 0 || dash != NULL))
            return false;
        name->parts[name->count++] = part;
        part = dash;
    }
    return name->count > 1 && strcmp(name->parts[0], "#") != 0;
}

static char *
name_join(const struct lexicon_name *name, struct arena *arena)
{
    char *joined = arena_strdup(arena, name->canonical), *to = joined;

    for (const char *from = name->canonical; *from != '\0'; from++)
        if (*from != '-')
            *to++ = *from;
    *to = '\0';
    return joined;
}

/* The bit of what begins with these two bytes; the second may be NUL. */
static unsigned
beginning(char first, char second)
{
    return ((unsigned char)first * 31U + (unsigned char)second) %
           LEXICON_BEGINNINGS;
}

static void
beginning_add(struct lexicon_names *names, char first, char second)
{
    unsigned bit = beginning(first, second);

    names->beginnings[bit / LEXICON_BEGINNINGS_BITS] |=
        (uint64_t)1 << bit % LEXICON_BEGINNINGS_BITS;
}

/* A word as the table has it, which is never empty: '#' is any digit. */
static void
beginnings_add(struct lexicon_names *names, const char *word)
{
    if (word[1] != '#')
        beginning_add(names, word[0], word[1]);
    for (char digit = '0'; word[1] == '#' && digit <= '9'; digit++)
        beginning_add(names, word[0], digit);
}

bool
lexicon_names_may_begin(const struct lexicon_names *names, const char *word)
{
    unsigned bit;

    if (*word == '\0')
        return false;
    bit = beginning(word[0], word[1]);
    return (names->beginnings[bit / LEXICON_BEGINNINGS_BITS] >>
                bit % LEXICON_BEGINNINGS_BITS &
            1) != 0;
}

static void
name_list(struct lexicon_names *names, struct lexicon_name *name)
{
    struct lexicon_name **at = &names->list;

    while (*at != NULL && (*at)->count >= name->count)
        at = &(*at)->next;
    name->next = *at;
    *at = name;
}

enum status
lexicon_names_add(struct lexicon_names *names, const struct table_row *row,
                  struct arena *arena, struct error *err)
{
    struct lexicon_name *name = arena_make(arena, struct lexicon_name);
    const char *spaced = row->cells[1], *joined;

    name->canonical = fold_text(arena, row->cells[0], strlen(row->cells[0]));
    name->spaced = strcmp(spaced, "yes") == 0;
    if (strlen(name->canonical) > FOLD_WORD_MAX || !name_cut(name, arena))
        return error_set(err, STATUS_BAD_DOCUMENT,
                         "\"%s\" is not 2 to %d parts joined by '-' with # "
                         "for a number at the end only",
                         row->cells[0], LEXICON_NAME_WORDS_MAX);
    if (!name->spaced && strcmp(spaced, "no") != 0)
        return error_set(err, STATUS_BAD_DOCUMENT,
                         "\"%s\" is neither yes nor no", spaced);
    joined = name_join(name, arena);
    if (!wordmap_put(&names->joined, arena, joined, name))
        return error_set(err, STATUS_BAD_DOCUMENT, "\"%s\" stands twice",
                         row->cells[0]);
    wordmap_put(&names->heads, arena, name->parts[0], name);
    beginnings_add(names, joined);
    beginnings_add(names, name->parts[0]);
    name_list(names, name);
    return STATUS_OK;
}

static bool
name_stands_apart(const struct lexicon_name *name,
                  const struct lexicon_word *words, size_t count)
{
    if (count < name->count || strcmp(words[0].norm, name->parts[0]) != 0)
        return false;
    for (size_t i = 1; i < name->count; i++) {
        enum lexicon_gap gap = words[i].before;
        const char *part = name->parts[i];

        if (gap != LEXICON_GAP_DASH &&
            (gap != LEXICON_GAP_SPACE || !name->spaced))
            return false;
        if (*part == '#' ? !is_number(words[i].norm)
                         : strcmp(words[i].norm, part) != 0)
            return false;
    }
    return true;
}

/* The name that the word is by itself; *number is where its digits are. */
static const struct lexicon_name *
name_stands_joined(const struct lexicon_names *names, const char *word,
                   const char **number)
{
    char key[FOLD_WORD_MAX + 2];
    size_t len = strlen(word), digits = digits_at_end(word, len);

    *number = word + len - digits;
    if (digits == 0)
        return wordmap_get(&names->joined, word);
    if (!is_number(*number) || len > FOLD_WORD_MAX)
        return NULL;
    memcpy(key, word, len - digits);
    memcpy(key + len - digits, "#", 2);
    return wordmap_get(&names->joined, key);
}

/* The canonical spelling with the number in the place of '#'. */
static const char *
name_spell(const struct lexicon_name *name, const char *number,
           struct arena *arena)
{
    size_t len = strlen(name->canonical);

    if (name->canonical[len - 1] != '#')
        return name->canonical;
    return arena_printf(arena, "%.*s%s", (int)(len - 1), name->canonical,
                        number);
}

const char *
lexicon_names_find(const struct lexicon_names *names,
                   const struct lexicon_word *words, size_t count,
                   size_t *taken, struct arena *arena)
{
    const struct lexicon_name *name = NULL;
    const char *number;

    if (count == 0)
        return NULL;
    if (wordmap_get(&names->heads, words[0].norm) != NULL)
        name = names->list;
    while (name != NULL && !name_stands_apart(name, words, count))
        name = name->next;
    if (name != NULL) {
        *taken = name->count;
        return name_spell(name, words[name->count - 1].norm, arena);
    }
    name = name_stands_joined(names, words[0].norm, &number);
    if (name == NULL)
        return NULL;
    *taken = 1;
    return name_spell(name, number, arena);
}
