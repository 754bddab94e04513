/*
 * Which words of some texts have one stem: what somebody who tends the stem
 * exceptions (corpus/tables/stems.tsv) reads to find pairs that mean
 * different things.
 */
#pragma once

#include "lib/base/arena.h"
#include "lib/text/stem.h"

#include <stddef.h>

struct stem_report_row {
    const char *stem;
    const char **words; /* two or more, in order */
    size_t count;
};

struct stem_report {
    struct stem_report_row *rows; /* in order of stems */
    size_t count;
};

/*
 * Every stem that two or more different words of the texts share. Names
 * ("itu-t") are no words. All of it is in the arena.
 */
void stem_report_make(struct stem_report *out, struct stemmer *stemmer,
                      const char *const *texts, size_t count,
                      struct arena *arena);
