/*
 * The part of `clause coverage` that only the catalogue knows, for reading.
 */
#pragma once

#include "client/wrap.h"
#include "lib/wire/json_in.h"

#include <stdbool.h>

/*
 * Of the rows of "known_not_held" from `first` on, those that no text names:
 * a paragraph a resolution with what the sources say, or, not in full, a
 * line a body with their number. False: there are none.
 */
bool coverage_catalogue_put(struct wrap *wrap, struct json_reader *reader,
                            const struct json *first, bool in_full);
