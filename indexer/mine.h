/*
 * Acronyms that the documents write out themselves: "long form (ABBR)".
 */
#pragma once

#include "lib/base/arena.h"
#include "lib/base/tables.h"
#include "lib/model/resolution.h"
#include "lib/text/lexicon.h"

#include <stdbool.h>
#include <stddef.h>

struct mined_pair {
    const char *abbr;
    const char *form;  /* the long form */
    const char *where; /* id of the first clause that has it */
    size_t times;
};

struct mined {
    struct mined_pair *list;
    size_t count;
    struct arena *arena;
    const struct lexicon *lexicon;
};

/*
 * Adds the pairs of a resolution. A pair is one when the letters of the short
 * form, which has 2 to 10, stand in the long one in their order, the first at
 * the start of a word (Schwartz and Hearst, 2003).
 */
void mine_resolution(struct mined *mined, const struct resolution *resolution);

/*
 * Whether a pair is used: no small word ("ITS" would be every "its"), and
 * either all its letters begin words or it is written out twice.
 */
bool mined_is_used(const struct mined *mined, const struct mined_pair *pair);

/* Adds the pairs that are used as the table `mined`, those of the acronyms
 * table, which people have looked at, left out. */
void mined_add_table(const struct mined *mined, struct tables *tables);
