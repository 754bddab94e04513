/*
 * The answer to `coverage`: what is held, and what is known but not held
 * with who says so.
 */
#pragma once

#include "lib/base/buf.h"
#include "lib/model/catalogue.h"

#include <stddef.h>

struct coverage_status {
    const char *word; /* "in force", "superseded", "suppressed", "unknown" */
    const char *superseded_by;           /* a later edition, or NULL */
    const struct catalogue_entry *entry; /* of the resolution, or NULL */
};

/* An edition that is held. */
struct coverage_held {
    const char *id;   /* "wtsa-59@2012" */
    const char *cite; /* short */
    const char *title;
    struct coverage_status status;
    size_t clauses, footnotes;
    const char *file;
};

/* One that a held text or the catalogue names. */
struct coverage_known {
    const char *id; /* "wtsa-59@2008", or "wtsa-1" when no edition is named */
    const char *where;    /* "history", "citation" or "catalogue" */
    const char *text;     /* what names it: "Johannesburg, 2008" */
    const char *named_in; /* id of the edition, clause or footnote; or NULL */
    const char *file;
    unsigned line, page, paragraph; /* 0: not kept */
    size_t times;                   /* that held texts name it */
    struct coverage_status status;
};

struct coverage_result {
    struct coverage_held *held;
    size_t held_count;
    struct coverage_known *known;
    size_t known_count;
    size_t limit, offset; /* of each list; limit 0: all that there is room
                             for */
    size_t room;          /* bytes that the rows may take; 0: any */
    const char *body;     /* only of this body; NULL: all */
    const char *uuid;
    unsigned generation;
};

/* The result object. It ends where it is full: `next` says so, of both lists
 * alike. A row that is too large alone is there all the same. */
void coverage_result_put(struct buf *out, const struct coverage_result *result);
