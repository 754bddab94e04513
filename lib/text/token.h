/*
 * Words of a text, each with the bytes it came from.
 *
 * Indexing, queries and highlighting all see a text through this one
 * function. A word is a run of letters, digits and marks; everything else
 * parts words, superscript digits too (they are footnote marks:
 * "developing1" written with U+00B9 is the word "developing"). The 's of a
 * possessive belongs to no word. Soft hyphens and zero-width characters
 * inside a word are not seen. Each word is normalised by itself: NFKC and
 * case folding; a word of more than TOKEN_NORM_MAX bytes is cut there, at a
 * character.
 *
 * A name of the names table (ITU-T in any spelling: "ITU-T" with any dash,
 * "ITU T", "ITUT") is one TOKEN_NAME at one position, followed in the list
 * by its parts (TOKEN_PART: "itu", "t") at the same position. Each part has
 * the bytes of its own word; the parts of a joined spelling, of the whole.
 */
#pragma once

#include "lib/base/arena.h"
#include "lib/text/fold.h"
#include "lib/text/lexicon.h"

#include <stddef.h>
#include <stdint.h>

enum { TOKEN_NORM_MAX = FOLD_WORD_MAX };

enum token_kind { TOKEN_WORD, TOKEN_NAME, TOKEN_PART };

struct token {
    uint32_t start, end; /* bytes of the text */
    uint32_t pos;        /* 0, 1, 2 ... in the text */
    enum token_kind kind;
    const char *norm; /* NUL-ended, in the arena */
};

struct tokens {
    struct token *list;
    size_t count;
    uint32_t positions; /* how many positions the text has */
};

/* Text must be below 4 GiB; bytes that are not UTF-8 part words. */
void tokens_find(struct tokens *out, const struct lexicon *lexicon,
                 const char *text, size_t len, struct arena *arena);
