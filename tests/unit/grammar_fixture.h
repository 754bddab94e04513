/*
 * What tests share that read texts by the tables: the grammar compiled in, and
 * an arena.
 */
#pragma once

#include "lib/base/arena.h"
#include "lib/model/grammar.h"

extern struct arena *arena;
extern struct grammar *grammar;

/* Set-up and tear-down of cmocka, for a group of tests or for each; `both`: of
 * the two at once. */
int grammar_up(void **state);
int grammar_down(void **state);
int arena_up(void **state);
int arena_down(void **state);
int both_up(void **state);
int both_down(void **state);
