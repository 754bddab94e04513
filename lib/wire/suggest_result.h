/*
 * What `suggest` answers: how a text that is being typed may go on.
 */
#pragma once

#include "lib/base/buf.h"

#include <stdbool.h>
#include <stddef.h>

struct completion {
    const char *text;  /* what stands in the place of the bytes */
    const char *kind;  /* word, field, value, resolution, edition */
    long count;        /* clauses and footnotes it finds; -1: of a field */
    const char *label; /* for people; NULL: the text says it */
    size_t at, len;    /* bytes of what was typed */
};

struct suggest_result {
    struct completion *list;
    size_t count;
    const char *uuid;
    unsigned generation;
    double took_ms;
};

void suggest_result_put(struct buf *out, const struct suggest_result *result);
