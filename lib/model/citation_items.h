/*
 * The numbers of one "Resolution 71 (...)", "Res. No. 71" or "Resolutions 71,
 * 72 and 101 to 104 (...)" of a text. For citation.c and citation_group.c.
 */
#pragma once

#include "lib/model/citation.h"
#include "lib/model/edition.h"
#include "lib/model/flat.h"

struct citation_item {
    size_t start, end; /* in the flat text */
    unsigned number;
    unsigned last; /* of "101 to 104"; 0: it is no range */
    struct edition edition;
    const char *body; /* said between word and number: "ITU-R 59" */
};

struct citation_items {
    struct citation_item *list;
    size_t count;
    size_t end;
};

struct citation_source {
    const struct flat *flat;
    const struct grammar *grammar;
    const struct citation_context *context;
    size_t before; /* where the group before ended; 0: there is none */
};

/* What is said of a whole group before or behind it. */
struct citation_said {
    const char *body;       /* or NULL */
    struct edition edition; /* its year is 0 when none is said */
};

/* Where the next word that may begin a group stands; the text's length when
 * none does. */
size_t citation_items_next(const struct flat *flat, size_t at);

/*
 * Reads the items of the word at `at`. False when no number follows, or one
 * that is not ours ("60/252").
 */
bool citation_items_read(struct citation_items *out,
                         const struct citation_source *source, size_t at,
                         struct arena *arena);

/* What the name of a body says: WTSA-12 is one edition's too. */
struct citation_said citation_items_said_by(const struct grammar *grammar,
                                            const char *name);
