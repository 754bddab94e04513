/*
 * What stands before and behind the hits of a search when there is reason:
 * how a question was read, the text that a citation names, counts of values,
 * a query that was probably meant. For search.c.
 */
#pragma once

#include "client/wrap.h"
#include "lib/wire/search_result.h"

void search_more_put_head(struct wrap *wrap,
                          const struct search_result *result);

/* What similar left out of its hits because it is the same; NULL: nothing. */
void search_more_put_twins(struct wrap *wrap,
                           const struct similar_result *similar);
void search_more_put_facets(struct wrap *wrap,
                            const struct search_result *result);
void search_more_put_suggestion(struct wrap *wrap,
                                const struct search_result *result);

/* What makes up a hit's score, in columns below it; nothing unless it was
 * asked for. */
void search_more_put_why(struct wrap *wrap, unsigned indent,
                         const struct search_hit *hit);
