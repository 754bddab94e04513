/*
 * What is wrong with a query, said so that it can be mended: each function
 * fills a fault with place, sentence, hint and repair.
 */
#pragma once

#include "lib/query/query.h"

struct fault_span {
    size_t at, len; /* what is wrong */
    size_t end;     /* of the word or value around it */
};

/* `kinds:operative`; span.len is the name's. */
void fault_unknown_field(struct query_fault *fault, struct arena *arena,
                         const char *text, const struct fault_span *span);

/* `kind:` with nothing behind, or with a value that is none. */
void fault_field_value(struct query_fault *fault, struct arena *arena,
                       enum field field, size_t at, size_t len);

/* A limit of the language: what, how much is allowed, how much there is. */
void fault_complex(struct query_fault *fault, const char *what, long limit,
                   long actual);

/* Anything else about the syntax; hint and suggestion may be NULL. */
void fault_syntax(struct query_fault *fault, const char *message,
                  const struct fault_span *span, const char *hint,
                  const char *suggestion);
