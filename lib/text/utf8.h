/*
 * UTF-8 by hand where a library would be in the way: walking, checking,
 * counting, showing. Folding is in fold.h.
 */
#pragma once

#include "lib/base/buf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { UTF8_BAD = -1 };

/*
 * The code point at text[*at], and *at moved behind it. Bytes that are not
 * UTF-8 (overlong, surrogates, cut, beyond U+10FFFF) give UTF8_BAD and move
 * one byte.
 */
int32_t utf8_next(const char *text, size_t len, size_t *at);

/* Appends the character; what is no code point becomes U+FFFD. */
void utf8_put(struct buf *out, int32_t point);

bool utf8_valid(const char *text, size_t len);

/* Code points before byte `at`; what positions in replies count. */
size_t utf8_count(const char *text, size_t at);

/*
 * Takes out of the text the bytes that are not UTF-8: the halves of characters
 * that printf leaves where it ran out of room or a precision ("%.100s") ended.
 */
void utf8_mend(char *text);

/* Whether the point turns the direction of writing and is nothing itself. */
bool utf8_is_direction(int32_t point);

/* Terminal columns of the text (wide and zero-width characters known). */
unsigned utf8_width(const char *text, size_t len);

/*
 * Appends text as it is safe on a terminal: C0 (but \n), DEL, C1 and bidi
 * controls and bad bytes become \xNN or \u{NNNN}.
 */
void utf8_put_safe(struct buf *out, const char *text, size_t len);
