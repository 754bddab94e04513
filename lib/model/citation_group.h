/*
 * The numbers behind one word "Resolution" of a text, with what stands around
 * them. For citation.c alone.
 */
#pragma once

#include "lib/model/citation_items.h"

struct citation_group {
    struct citation_items items;
    bool joined;                 /* to the group before by "and" or a comma */
    const char *body;            /* said before or behind the group, or NULL */
    const char *later, *earlier; /* said at another group of the chain */
};

/*
 * Reads the group whose word stands at `at`. False when its numbers are none
 * of ours.
 */
bool citation_group_read(struct citation_group *out,
                         const struct citation_source *source, size_t at,
                         struct arena *arena);
