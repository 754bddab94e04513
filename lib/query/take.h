/*
 * What is syntax where a lexeme may begin: operators, brackets, quotes,
 * fields, wildcards.
 */
#pragma once

#include "lib/query/lexeme.h"

/* Takes the lexeme that begins at lexer->at, whose place is in out->at. */
enum take take_lexeme(struct lexer *lexer, struct lexeme *out);
