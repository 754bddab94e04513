/*
 * What each part of a plan adds to the scores of the hits of a page.
 */
#pragma once

extern "C" {
#include "lib/store/store.h"
}

#include "lib/store/match.hh"

/* Fills the rows of the hits, which are the documents given. */
void explain_hits(struct store_hits &hits, Matcher &matcher,
                  const struct store_ask *ask, const std::vector<Scored> &docs,
                  struct arena *arena);
