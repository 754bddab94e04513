#include "indexer/segment/segment_language.h"

#include "lib/base/cleanup.h"
#include "lib/text/utf8.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum {
    WORD_MAX = 8,         /* bytes of the longest small word */
    LETTERS_MAX = 200000, /* that are looked at */
    WORDS_MIN = 5,        /* small words that prove a language */
    ENGLISH_WORDS_MIN = 3,
    SMALL_WORDS_MAX = 12
};

/* The small words are those that no other of these languages has. */
static const struct language {
    const char *name, *print, *letter;
    int32_t first, last; /* of its script; 0: Latin */
    const char *words[SMALL_WORDS_MAX];
} languages[] = {
    {.name = "en",
     .print = "English",
     .letter = "E",
     .words = {"the", "of", "and", "to", "that", "in", "for", "with", "by",
               "is"}},
    {.name = "fr",
     .print = "French",
     .letter = "F",
     .words = {"le", "les", "des", "du", "et", "dans", "pour", "aux", "une",
               "est"}},
    {.name = "es",
     .print = "Spanish",
     .letter = "S",
     .words = {"el", "los", "las", "del", "y", "para", "por", "con", "una",
               "se"}},
    {.name = "ru",
     .print = "Russian",
     .letter = "R",
     .first = 0x400,
     .last = 0x52f},
    {.name = "ar",
     .print = "Arabic",
     .letter = "A",
     .first = 0x600,
     .last = 0x77f},
    {.name = "zh",
     .print = "Chinese",
     .letter = "C",
     .first = 0x4e00,
     .last = 0x9fff},
};

struct counts {
    size_t letters;                 /* of all scripts */
    size_t of[COUNT_OF(languages)]; /* letters of a script, or small words */
};

static const struct language *
language_of(const char *name)
{
    for (size_t i = 0; i < COUNT_OF(languages); i++)
        if (strcmp(languages[i].name, name) == 0)
            return &languages[i];
    return &languages[0];
}

static void
word_count(struct counts *counts, const char *word, size_t len)
{
    if (len == 0 || len > WORD_MAX)
        return;
    for (size_t i = 0; i < COUNT_OF(languages); i++)
        for (size_t j = 0; j < SMALL_WORDS_MAX && languages[i].words[j] != NULL;
             j++)
            counts->of[i] += strlen(languages[i].words[j]) == len &&
                             strncasecmp(languages[i].words[j], word, len) == 0;
}

static void
letter_count(struct counts *counts, int32_t point)
{
    for (size_t i = 0; i < COUNT_OF(languages); i++)
        counts->of[i] += languages[i].first != 0 &&
                         point >= languages[i].first &&
                         point <= languages[i].last;
    counts->letters++;
}

static void
line_count(struct counts *counts, const struct line *line)
{
    size_t word = 0; /* where the word being read begins */

    for (size_t at = 0; at < line->len;) {
        size_t start = at;
        int32_t point = utf8_next(line->text, line->len, &at);

        if (point >= 0x80 || isalpha(point)) {
            letter_count(counts, point);
            continue;
        }
        word_count(counts, line->text + word, start - word);
        word = at;
    }
    word_count(counts, line->text + word, line->len - word);
}

const char *
language_find(const struct lines *lines, const char *hint)
{
    struct counts counts = {0};
    const char *named = hint == NULL ? NULL : language_named(hint);

    for (size_t i = 0; i < lines->count && counts.letters < LETTERS_MAX; i++)
        line_count(&counts, &lines->list[i]);
    for (size_t i = 1; i < COUNT_OF(languages); i++) {
        bool script = languages[i].first != 0;

        if (script
                ? counts.of[i] * 2 > counts.letters
                : counts.of[i] >= WORDS_MIN && counts.of[i] > 2 * counts.of[0])
            return languages[i].name;
    }
    return counts.of[0] >= ENGLISH_WORDS_MIN || named == NULL
               ? languages[0].name
               : named;
}

const char *
language_named(const char *name)
{
    size_t len = strcspn(name, "-_");

    for (size_t i = 0; i < COUNT_OF(languages); i++)
        if ((len == strlen(languages[i].name) &&
             strncasecmp(name, languages[i].name, len) == 0) ||
            strcmp(name, languages[i].letter) == 0)
            return languages[i].name;
    return NULL;
}

const char *
language_print(const char *language)
{
    return language_of(language)->print;
}

bool
language_is_understood(const char *language)
{
    return strcmp(language, languages[0].name) == 0;
}
