/*
 * A second text of one edition: the same number, place and year, other
 * words. Its ids carry its rank, as in "wtsa-1@2016.2".
 */
#pragma once

#include "lib/base/arena.h"
#include "lib/model/resolution.h"

/*
 * Makes the resolution the copy-th text (2 or more) of its edition: its id,
 * and every id in it that begins with that, are made anew in the arena. A
 * rank that it has already is replaced.
 */
void resolution_copy_make(struct resolution *resolution, unsigned copy,
                          struct arena *arena);
