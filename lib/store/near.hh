/*
 * Words near each other, exactly: Xapian's own operators take no phrases and
 * no alternatives of them. The documents of all NEARs of a plan are found at
 * once, so that each document is read once.
 */
#pragma once

extern "C" {
#include "lib/text/spans.h"
}

#include "lib/store/places.hh"

#include <string>
#include <vector>
#include <xapian.h>

/* Terms that stand one behind the other. */
using NearPhrase = std::vector<std::string>;

struct NearRule {
    std::vector<std::vector<NearPhrase>> operands; /* any of the phrases */
    struct spans_rule spans;
};

/* The NEARs of one plan, which is asked of one database. */
class NearSet
{
    PlacesKept &kept;
    std::vector<NearRule> rules;
    std::vector<std::vector<Xapian::docid>> found; /* of each rule */

  public:
    explicit NearSet(PlacesKept &kept_) : kept(kept_)
    {
    }

    /* Its number among the rules. */
    size_t add(NearRule rule);

    /* The documents of a rule, in their order. */
    const std::vector<Xapian::docid> &find(const Xapian::Database &db,
                                           size_t rule);
};
