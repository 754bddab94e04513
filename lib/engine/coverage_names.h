/*
 * What is known by name: the resolutions and editions that held texts and
 * the catalogue name, each as often as it is named. Private to the engine.
 */
#pragma once

#include "lib/base/arena.h"
#include "lib/model/catalogue.h"
#include "lib/model/resolution.h"
#include "lib/wire/coverage_result.h"

struct coverage_name {
    struct coverage_known known;
    const char *body;
    unsigned number, year; /* year 0: no edition */
    size_t at;             /* in the order of reading */
};

struct coverage_names {
    struct arena *arena;
    const char *body; /* only of this one; NULL: of all */
    struct coverage_name *list;
    size_t count;
};

/* What the text's history line and citations name. */
void coverage_names_read(struct coverage_names *names,
                         const struct resolution *resolution);

/* What the catalogue has: it names nothing that a text does not name first. */
void coverage_names_know(struct coverage_names *names,
                         const struct catalogue *catalogue);

/* In the order of ids, each once: with the first that names it, and how
 * often texts do. */
void coverage_names_unite(struct coverage_names *names);
