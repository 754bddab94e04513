/*
 * The places of a resolution in which citations stand: its foreword, its
 * clauses and its footnotes, one after the other in the order of ids.
 */
#pragma once

#include "lib/model/cite.h"

#include <stdbool.h>

/* One of them; what is in it belongs to the resolution. */
struct spot {
    const char *id; /* of the clause or footnote; the foreword's is the
                       edition's */
    const struct section *section; /* of a clause, and the clause; else NULL */
    const struct clause *clause;
    const struct footnote *footnote; /* or NULL */
    const struct citation *cites;
    size_t cite_count;
    unsigned line, page, paragraph; /* 0: has none, as the foreword */
};

/* A walk over them: set the resolution, all else zero. */
struct spots {
    const struct resolution *resolution;
    bool begun; /* the foreword is behind it */
    size_t section, clause, footnote;
};

/* The next one; false: that was the last. */
bool spots_next(struct spots *spots, struct spot *out);

/* The printed citation of it, in the arena. */
char *spot_cite(const struct spot *spot, const struct grammar *grammar,
                const struct resolution *resolution, enum cite_form form,
                struct arena *arena);
