/*
 * Why a hit has its score. Private to the engine.
 */
#pragma once

#include "lib/engine/lower.h"
#include "lib/wire/search_result.h"

/* Puts into the hit what each row of its plan gave; numbers: of the rows. */
void why_take(struct search_hit *hit, const struct lower_rows *rows,
              const double *numbers, struct arena *arena);
