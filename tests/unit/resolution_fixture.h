/*
 * A made-up resolution that has every part a resolution can have, for tests
 * of what writes and reads them.
 */
#pragma once

#include "lib/base/arena.h"
#include "lib/model/resolution.h"

/* All texts are in the arena. */
void resolution_fixture_make(struct resolution *out, struct arena *arena);

/* Fails the test where the two differ in any part. */
void resolution_fixture_compare(const struct resolution *a,
                                const struct resolution *b);
