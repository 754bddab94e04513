/*
 * From a normalised word to its stem: the exception table first, then
 * British -is- made American -iz-, then the exception table again, then
 * English Snowball (libstemmer). Words with a digit or a non-ASCII letter,
 * and names ("itu-t"), are their own stems. A stem has the first byte of its
 * word.
 */
#pragma once

#include "lib/text/lexicon.h"

struct stemmer;

/* Keeps the lexicon, which must outlive it. */
struct stemmer *stemmer_new(const struct lexicon *lexicon);
void stemmer_free(struct stemmer *stemmer);
void stemmer_freep(struct stemmer **stemmer);

/* The lexicon it was made with. */
const struct lexicon *stemmer_lexicon(const struct stemmer *stemmer);

/*
 * The stem of a word. Valid until the next call, and no longer than the word
 * itself: copy it. Recent answers are remembered, so asking again is cheap.
 */
const char *stemmer_stem(struct stemmer *stemmer, const char *word);
