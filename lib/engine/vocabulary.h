/*
 * The words of an index's texts, for suggestions: read when the first one is
 * asked for, which takes some time, and kept. Private to the engine.
 */
#pragma once

#include "lib/store/store.h"

struct vocabulary;

struct vocabulary *vocabulary_new(void);
void vocabulary_free(struct vocabulary *vocabulary);

/* Whether it is of letters alone and long enough to be mended. */
bool vocabulary_takes(const char *word);

/* The word nearest to one in lower case, the most frequent of those that are
 * equally near; NULL when none is near. It lives as long as the
 * vocabulary. */
enum status vocabulary_nearest(struct vocabulary *vocabulary,
                               struct store *store, const char *word,
                               const char **out, struct error *err) MUST_USE;
