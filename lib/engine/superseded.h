/*
 * What the latest editions alone do not show: a note says how much there is,
 * and how to see it. Private to the engine.
 */
#pragma once

#include "lib/engine/search.h"

/* Notes how many more all editions have than those looked at; nothing when
 * there are none. */
void superseded_note(struct query *query, struct arena *arena, size_t found,
                     size_t everywhere);

/* The same for a search of the latest editions, which nobody asked for by
 * name, that a year or a place narrows. */
enum status superseded_find(struct search *search) MUST_USE;
