/*
 * One "Resolution 71 (...)" or "Resolutions 71 and 72 (...)" of a text, with
 * what stands around it. For citation.c alone.
 */
#pragma once

#include "lib/model/citation.h"
#include "lib/model/edition.h"
#include "lib/model/flat.h"

struct citation_item {
    size_t start, end; /* in the flat text */
    unsigned number;
    struct edition edition;
    const char *body; /* said between word and number: "ITU-R 59" */
};

/* What is said of a whole group before or behind it. */
struct citation_said {
    const char *body;       /* or NULL */
    struct edition edition; /* its year is 0 when none is said */
};

struct citation_group {
    struct citation_item *items;
    size_t count;
    size_t start, end;
    bool joined;                 /* to the group before by "and" or a comma */
    const char *body;            /* said before or behind the group, or NULL */
    const char *later, *earlier; /* said at another group of the chain */
};

struct citation_source {
    const struct flat *flat;
    const struct grammar *grammar;
    const struct citation_context *context;
    size_t before; /* where the group before ended; 0: there is none */
};

/*
 * Reads the group whose word "resolution" stands at `at`. False when no
 * number follows, or one that is not ours ("60/252").
 */
bool citation_group_read(struct citation_group *out,
                         const struct citation_source *source, size_t at,
                         struct arena *arena);
