/*
 * Our own matcher, over lists in memory: the same documents and scores as
 * Xapian's, which does what this one does not take (patterns, NEAR, lists
 * that are too long, order by a value, groups and tallies).
 */
#pragma once

extern "C" {
#include "lib/store/plan.h"
}

#include "lib/store/lists.hh"
#include "lib/store/places.hh"

#include <utility>

class Matcher
{
    Lists &lists;
    PlacesKept &places;

    /* Documents of `among` only, when there is one; weights times factor. */
    ListPtr find(const struct plan &plan, double factor, const ListPtr &among);
    ListPtr find_all(const struct plan &plan, double factor, ListPtr among);
    ListPtr find_any(const struct plan &plan, double factor,
                     const ListPtr &among, size_t from, size_t to);
    ListPtr find_phrase(const struct plan &plan, double factor,
                        const ListPtr &among);
    ListPtr find_not(const struct plan &plan, double factor,
                     const ListPtr &among);
    ListPtr find_maybe(const struct plan &plan, double factor,
                       const ListPtr &among);
    ListPtr raise(const struct plan &plan, double factor, const ListPtr &among);
    size_t size_of(const struct plan &plan);

  public:
    Matcher(Lists &lists_, PlacesKept &places_) : lists(lists_), places(places_)
    {
    }

    /* Whether the plan can be run here. */
    bool takes(const struct plan &plan);

    ListPtr run(const struct plan &plan, bool scored)
    {
        return find(plan, scored ? 1 : 0, nullptr);
    }
};

/* A document, and its score. */
using Scored = std::pair<Xapian::docid, double>;

/* A page of a list: the best first, equals in the order of documents. */
std::vector<Scored> best_of(const List &list, size_t offset, size_t limit);
