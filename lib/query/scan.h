/*
 * Looking at a query's bytes: characters, spaces, the ends of words.
 */
#pragma once

#include "lib/query/lexeme.h"

#include <stdint.h>

/* The byte or the character at a place; 0 behind the text's end. */
char scan_byte(const struct lexer *lexer, size_t at);
int32_t scan_point(const struct lexer *lexer, size_t at);

/* The place behind the character at a place. */
size_t scan_behind(const struct lexer *lexer, size_t at);

/* Whether a space or the text's end is there. */
bool scan_is_end(const struct lexer *lexer, size_t at);

/* A letter, a digit, or a byte of a longer character. */
bool scan_is_word(char c);

size_t scan_skip_space(const struct lexer *lexer, size_t at);

/* The end of the run without spaces, quotes and brackets that begins at. */
size_t scan_word_end(const struct lexer *lexer, size_t at);

/* The closing quote behind at, or the end of the text. */
size_t scan_quote(const struct lexer *lexer, size_t at);
