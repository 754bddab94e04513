/*
 * The matcher: a plan over lists in memory. Xapian's own reads what a list is
 * made of (a word that is too frequent to be kept, a pattern), and never joins
 * anything: 1.4.22 gives some nests of ORs with phrases wrong scores.
 */
#pragma once

extern "C" {
#include "lib/store/plan.h"
}

#include "lib/store/lists.hh"
#include "lib/store/near.hh"

#include <unordered_map>
#include <utility>

class Matcher
{
    const struct plan &root;
    Lists &lists;
    PlacesKept &places;
    NearSet nears;
    std::unordered_map<const struct plan *, size_t> rules; /* of NEARs */
    std::unordered_map<const struct plan *, ListPtr> terms;
    std::unordered_map<const struct plan *, size_t> sizes;

    void prepare(const struct plan &plan);
    const ListPtr &known_list(const struct plan &term);
    size_t measure(const struct plan &plan);
    size_t size_of(const struct plan &plan);

    ListPtr filter_of(const struct plan &plan);
    ListPtr find_xapian(const struct plan &plan, double factor,
                        const ListPtr &among);
    ListPtr find_term(const struct plan &plan, double factor,
                      const ListPtr &among);
    ListPtr find_all(const struct plan &plan, double factor, ListPtr among);
    ListPtr find_any(const struct plan &plan, double factor,
                     const ListPtr &among, size_t from, size_t to);
    ListPtr find_phrase(const struct plan &plan, double factor,
                        const ListPtr &among);
    ListPtr find_near(const struct plan &plan, double factor,
                      const ListPtr &among);
    ListPtr find_not(const struct plan &plan, double factor,
                     const ListPtr &among);
    ListPtr find_maybe(const struct plan &plan, double factor,
                       const ListPtr &among);

  public:
    Matcher(const struct plan &root_, Lists &lists_, PlacesKept &places_);

    /* All that the plan finds. */
    ListPtr run(bool scored)
    {
        return find(root, scored ? 1 : 0, nullptr);
    }

    /* What a part of the plan finds: documents of `among` only, when there is
     * one; scores times factor. */
    ListPtr find(const struct plan &plan, double factor, const ListPtr &among);
};

/* A document, and its score. */
using Scored = std::pair<Xapian::docid, double>;

/* A page of a list: the best first, equals in the order of documents. */
std::vector<Scored> best_of(const List &list, size_t offset, size_t limit);
