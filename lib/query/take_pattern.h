/*
 * Wildcards and similar words: '*' beside a word, '?' inside one, '~' with or
 * without a number behind one. Elsewhere these are text.
 */
#pragma once

#include "lib/query/lexeme.h"

enum take take_pattern(struct lexer *lexer, struct lexeme *out);
