/*
 * Recent answers are kept in a direct-mapped cache: a word has one slot, and
 * whatever word comes to that slot last stays in it. Words and stems that do
 * not fit a slot are worked out each time.
 */
#include "lib/text/stem.h"

#include "lib/base/cleanup.h"
#include "lib/base/memory.h"
#include "lib/text/fold.h"
#include "lib/text/wordmap.h"

#include <assert.h>
#include <libstemmer.h>
#include <stdlib.h>
#include <string.h>

enum {
    CACHE_SLOTS = 4096, /* a power of two */
    CACHE_WORD_MAX = 32,
    IS_LETTERS_LEAST = 4 /* before -is-; advise, revise, arise have fewer */
};

struct cache_slot {
    char word[CACHE_WORD_MAX]; /* "" when free */
    char stem[CACHE_WORD_MAX];
};

struct stemmer {
    const struct lexicon *lexicon;
    struct sb_stemmer *snowball;
    char spelled[FOLD_WORD_MAX + 1]; /* the -iz- spelling of a word */
    struct cache_slot cache[CACHE_SLOTS];
};

/* Endings of words that are spelled with a z as well. */
static const char *const is_endings[] = {
    "isable", "isation", "isational", "isations", "ise",
    "ised",   "iser",    "isers",     "ises",     "ising",
};

struct stemmer *
stemmer_new(const struct lexicon *lexicon)
{
    struct stemmer *stemmer = memory_alloc(sizeof *stemmer);

    stemmer->lexicon = lexicon;
    stemmer->snowball = sb_stemmer_new("english", "UTF_8");
    assert(stemmer->snowball != NULL);
    return stemmer;
}

void
stemmer_free(struct stemmer *stemmer)
{
    if (stemmer == NULL)
        return;
    sb_stemmer_delete(stemmer->snowball);
    free(stemmer);
}

void
stemmer_freep(struct stemmer **stemmer)
{
    stemmer_free(*stemmer);
    *stemmer = NULL;
}

const struct lexicon *
stemmer_lexicon(const struct stemmer *stemmer)
{
    return stemmer->lexicon;
}

/* Whether rules of English can say anything about it; *len is its length. */
static bool
is_plain(const char *word, size_t *len)
{
    const char *at = word;

    while (*at >= 'a' && *at <= 'z')
        at++;
    *len = (size_t)(at - word);
    return *at == '\0' && *len > 0 && *len <= FOLD_WORD_MAX;
}

/* The word with -is- made -iz-, or the word. */
static const char *
spell_iz(struct stemmer *stemmer, const char *word, size_t len)
{
    for (size_t i = 0; i < COUNT_OF(is_endings); i++) {
        size_t ending = strlen(is_endings[i]);

        if (len < ending + IS_LETTERS_LEAST ||
            strcmp(word + len - ending, is_endings[i]) != 0)
            continue;
        memcpy(stemmer->spelled, word, len + 1);
        stemmer->spelled[len - ending + 1] = 'z';
        return stemmer->spelled;
    }
    return word;
}

static const char *
stem_find(struct stemmer *stemmer, const char *word)
{
    const char *stem = lexicon_stem(stemmer->lexicon, word);
    size_t len;

    if (stem != NULL)
        return stem;
    if (!is_plain(word, &len))
        return word;
    word = spell_iz(stemmer, word, len);
    stem = lexicon_stem(stemmer->lexicon, word);
    if (stem != NULL)
        return stem;
    stem = (const char *)sb_stemmer_stem(stemmer->snowball,
                                         (const sb_symbol *)word, (int)len);
    assert(stem != NULL);
    return stem;
}

const char *
stemmer_stem(struct stemmer *stemmer, const char *word)
{
    struct cache_slot *slot = &stemmer->cache[wordmap_hash(word) % CACHE_SLOTS];
    const char *stem;

    if (*word != '\0' && strcmp(slot->word, word) == 0)
        return slot->stem;
    stem = stem_find(stemmer, word);
    if (strlen(word) >= CACHE_WORD_MAX || strlen(stem) >= CACHE_WORD_MAX)
        return stem;
    memcpy(slot->word, word, strlen(word) + 1);
    memmove(slot->stem, stem, strlen(stem) + 1);
    return slot->stem;
}
