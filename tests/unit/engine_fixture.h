/*
 * A small index of made-up resolutions, open for the tests of the engine.
 */
#pragma once

#include "lib/engine/context.h"

struct engine_fixture {
    struct arena *arena;
    char *dir; /* of the index; removed at the end */
    struct library *library;
    struct limits limits;
    struct context context;
};

/* Set-up and tear-down of cmocka: *state is a struct engine_fixture. */
int engine_fixture_open(void **state);
int engine_fixture_close(void **state);

/* Publishes the same texts as the next generation of the index, or of a new
 * one, and opens it. */
void engine_fixture_publish(struct engine_fixture *fixture);
void engine_fixture_replace(struct engine_fixture *fixture);
