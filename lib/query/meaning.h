/*
 * What a query's words stand for besides themselves: the concepts of
 * lib/text/concepts.h become alternatives of the words.
 */
#pragma once

#include "lib/query/query.h"

/*
 * Gives each word that is a name of a concept, and each word of a phrase
 * that is one, the concept as an alternative, and says so in a note. A
 * phrase's words each have the concept: "all words, or the concept" without
 * another operator, so that words are counted and missed one by one. Words
 * joined by OR are no name together, and within NEAR words are only themselves.
 */
void meaning_give(struct query *query, const struct query_context *context);
