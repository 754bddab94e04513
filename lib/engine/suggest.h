/*
 * Completions of a text that is being typed. Private to the engine.
 */
#pragma once

#include "lib/engine/context.h"
#include "lib/wire/suggest_result.h"

struct suggest {
    struct context *context;
    const char *text; /* as typed */
    size_t at;        /* where the last word begins; it goes on to the end */
    size_t limit;
    bool is_edition; /* "59@": no words */
    struct suggest_result result;
    struct error err;
};

static inline bool
suggest_is_full(const struct suggest *suggest)
{
    return suggest->result.count >= suggest->limit;
}

/* Adds a completion of what is typed from `at` on. */
void suggest_add(struct suggest *suggest, struct completion completion,
                 size_t at);

/* How many clauses and footnotes of the latest editions have all the terms. */
enum status suggest_count(struct suggest *suggest, const char *const *terms,
                          size_t term_count, long *count) MUST_USE;

/* Values of a field, when the last word begins with its name and a colon:
 * sets *is_field (suggest_value.c). */
enum status suggest_values(struct suggest *suggest, bool *is_field) MUST_USE;

/* Resolutions and editions held that the text may be a citation of
 * (suggest_citation.c). */
enum status suggest_citations(struct suggest *suggest) MUST_USE;
