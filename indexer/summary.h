/*
 * What became of a run, for people.
 */
#pragma once

#include "indexer/corpus.h"
#include "indexer/publish.h"

#include <stdbool.h>

/* Names on standard error what failed, with a way to mend it; unless quiet,
 * also what was skipped, and second texts of an edition. */
void summary_fates(const struct corpus *corpus, bool quiet);

struct summary {
    const struct corpus *corpus;
    const struct published *published;
    const char *index;
    long long ms; /* that the run took */
};

/* On standard output: what is held now, and of which files. */
void summary_print(const struct summary *summary);
