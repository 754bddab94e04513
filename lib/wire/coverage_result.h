/*
 * The answer to `coverage`: what is held, and what is known but not held
 * with who says so.
 */
#pragma once

#include "lib/base/buf.h"

#include <stddef.h>

/* An edition that is held. */
struct coverage_held {
    const char *id;   /* "wtsa-59@2012" */
    const char *cite; /* short */
    const char *title;
    const char *superseded_by; /* a later edition held, or NULL */
    size_t clauses, footnotes;
    const char *file;
};

/* One that a held text names. */
struct coverage_known {
    const char *id; /* "wtsa-59@2008", or "wtsa-1" when no edition is named */
    const char *where;    /* "history" or "citation" */
    const char *text;     /* what names it: "Johannesburg, 2008" */
    const char *named_in; /* id of the edition, clause or footnote */
    const char *file;
    unsigned line; /* 0: not kept */
    size_t times;  /* that it is named */
};

struct coverage_result {
    struct coverage_held *held;
    size_t held_count;
    struct coverage_known *known;
    size_t known_count;
    const char *body; /* only of this body; NULL: all */
    const char *uuid;
    unsigned generation;
};

/* The result object. */
void coverage_result_put(struct buf *out, const struct coverage_result *result);
