/*
 * One spelling for many: the same folding serves the index, queries, heading
 * tables and slugs.
 *
 * What is not UTF-8, and a NUL byte, becomes U+FFFD, so that the outcome is
 * always valid and as long as strlen says.
 */
#pragma once

#include "lib/base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Typography only, readable afterwards: dashes of all kinds (U+2010-2015,
 * U+2212, U+FE58, U+FE63, U+FF0D ...) become '-', curly quotes, guillemets
 * and apostrophes straight, spaces of all kinds (NBSP, thin, TAB ...) ' ',
 * soft hyphens and zero-width characters vanish. Case, letters, runs of
 * spaces and line ends (LF, CR) stay. NUL-ended, in the arena.
 */
char *fold_typography(struct arena *arena, const char *text, size_t len);

/*
 * For comparing: fold_typography, NFKC and Unicode case folding, runs of
 * space (line ends too) made one and trimmed at both ends.
 */
char *fold_text(struct arena *arena, const char *text, size_t len);

enum { FOLD_WORD_MAX = 64 };

/*
 * One word for comparing, as fold_text but at most FOLD_WORD_MAX bytes, cut
 * at a character, and without any space; however long the word, only its
 * beginning is looked at. May be "" (a word of zero-width characters).
 */
char *fold_word(struct arena *arena, const char *word, size_t len);

/* Whether the code point is a dash / a space (line ends too) of any kind. */
bool fold_is_dash(int32_t point);
bool fold_is_space(int32_t point);

bool fold_is_quote(int32_t point);      /* double quotes and guillemets */
bool fold_is_apostrophe(int32_t point); /* single quotes and their like */

/* Soft hyphen, zero-width and direction marks: what nobody sees. */
bool fold_is_hidden(int32_t point);
