/*
 * Lexemes, and the state of the lexer that its takers share.
 */
#pragma once

#include "lib/query/query.h"

enum lexeme_kind {
    LEX_TEXT,    /* words, to be tokenised as one run */
    LEX_PHRASE,  /* what stands in quotes */
    LEX_EXACT,   /* =word */
    LEX_PATTERN, /* particip*, standardi?ation, word~1 without the ~1 */
    LEX_FIELD,   /* name:value; at/len is the value, unquoted */
    LEX_NEAR,    /* NEAR/n, ADJ/n */
    LEX_OR,
    LEX_AND,
    LEX_NOT, /* NOT, or a '-' before an operand */
    LEX_OPEN,
    LEX_CLOSE,
    LEX_END
};

struct lexeme {
    enum lexeme_kind kind;
    size_t at, len;          /* of the whole */
    size_t value, value_len; /* inside quotes, behind '=' or the colon */
    enum field field;
    unsigned distance, edits;
    bool ordered;
};

struct lexer {
    const char *text;
    size_t len;
    size_t at;
    long depth; /* open brackets */
    const struct limits *limits;
    struct query *query; /* notes go there */
    struct arena *arena;
    struct query_fault *fault;
};

/* What came of looking for one kind of lexeme. */
enum take {
    TAKE_NO, /* what stands there is text */
    TAKE_YES,
    TAKE_FAULT /* the lexer's fault is filled */
};
