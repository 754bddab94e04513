/*
 * Verbs of mandate and those they address. For heading.c alone.
 */
#pragma once

#include "lib/model/grammar.h"
#include "lib/model/words.h"

/* "requests the Secretary-General and instructs the Director of the TDB" */
bool heading_chain_read(struct heading *out, const struct grammar *grammar,
                        const struct words *words, struct arena *arena);
