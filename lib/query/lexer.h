/*
 * Query text into lexemes. Ordinary text never turns into syntax: what is
 * not clearly an operator, a field, a quote or a bracket is a run of text.
 */
#pragma once

#include "lib/query/query.h"

enum lexeme_kind {
    LEX_TEXT,   /* words, to be tokenised as one run */
    LEX_PHRASE, /* what stands in quotes */
    LEX_EXACT,  /* =word */
    LEX_FIELD,  /* name:value; at/len is the value, unquoted */
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
};

struct lexer {
    const char *text;
    size_t len;
    size_t at;
    long depth; /* open brackets */
    long depth_most;
    struct query *query; /* notes go there */
    struct arena *arena;
    struct query_fault *fault;
};

/* Starts behind a leading label or bullet of a pasted clause. */
void lexer_init(struct lexer *lexer, struct query *query, size_t len,
                const struct query_context *context, struct query_fault *fault);

/* The next lexeme; false: fault is filled. */
bool lexer_next(struct lexer *lexer, struct lexeme *out);
