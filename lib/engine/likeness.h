/*
 * How texts are alike: their words, which of these tell them from others, and
 * how many two have in common. Private to the engine.
 */
#pragma once

#include "lib/engine/library.h"

struct like_word {
    const char *stem;
    const char *spelled; /* normalised, where it stands first */
    size_t at, len;      /* there, in the text */
    size_t times;
    bool small; /* an article, a preposition ... */
    double weight;
};

/* A text and its different words, in the order of their stems. */
struct likeness {
    const char *text;
    struct like_word *words;
    size_t count;
};

void likeness_read(struct likeness *out, const struct library *library,
                   const char *text, struct arena *arena);

/* Of all words of both texts the share that both have; 0 when none has any. */
double likeness_overlap(const struct likeness *a, const struct likeness *b);

enum { LIKENESS_WORDS_MOST = 30 };

/*
 * The words that tell the text from others, weighed as BM25 does (seldom
 * elsewhere, often here): at most LIKENESS_WORDS_MOST, the weightiest first.
 * Small and very short words are none, nor those that no text held has.
 */
enum status likeness_choose(struct like_word **out, size_t *count,
                            const struct likeness *likeness,
                            const struct library *library, struct arena *arena,
                            struct error *err) MUST_USE;
