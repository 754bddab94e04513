/*
 * What operators make of lists. A list that anybody else holds is never
 * changed: what comes back is one of those given, or new. One that is given by
 * value, with std::move, and that nobody else holds becomes the new one where
 * it stands.
 */
#pragma once

#include "lib/store/lists.hh"

ListPtr list_none();

/* The documents of `among` that the list has (null: all), with the list's
 * scores times factor. */
ListPtr list_among(const ListPtr &list, double factor, const ListPtr &among);

/* All of either; the score is the sum, or the better of the two. */
ListPtr list_either(const ListPtr &a, const ListPtr &b, bool best);

/* Of these the second has documents of the first only: what the second has,
 * and what it has not; scores are added up. */
ListPtr list_both(const ListPtr &a, ListPtr b);
ListPtr list_without(const ListPtr &a, const ListPtr &b);

/* All of the first; the second's scores are added. */
ListPtr list_more(ListPtr a, const ListPtr &b);

/* All, `more` added to the scores. */
ListPtr list_raised(ListPtr list, double more);

/* Those that are in a list with bits. */
ListPtr list_filtered(ListPtr list, const List &bits);

/* Those that are good. */
ListPtr list_where(ListPtr list, const std::vector<bool> &good);
