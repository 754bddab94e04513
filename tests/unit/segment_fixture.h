/*
 * What the tests of the segmenter share: the grammar compiled in for a group
 * of tests, an arena for each.
 */
#pragma once

#include "indexer/segment/segment.h"

extern struct arena *arena;
extern struct grammar *grammar;

/* Set-up and tear-down of cmocka, for the group and for a test. */
int grammar_up(void **state);
int grammar_down(void **state);
int arena_up(void **state);
int arena_down(void **state);
