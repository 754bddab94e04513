/*
 * Words near each other, exactly: Xapian's own operators take no phrases and
 * no alternatives of them. The documents are found when the query begins to
 * run, so totals and pages are those of any other filter; those of all NEARs
 * of a query at once, so that each document is read once.
 */
#pragma once

extern "C" {
#include "lib/text/spans.h"
}

#include "lib/store/places.hh"

#include <memory>
#include <string>
#include <vector>
#include <xapian.h>

/* Terms that stand one behind the other. */
using NearPhrase = std::vector<std::string>;

struct NearRule {
    std::vector<std::vector<NearPhrase>> operands; /* any of the phrases */
    struct spans_rule spans;
};

/* The NEARs of one query, which is asked of one database. */
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

class NearSource : public Xapian::PostingSource
{
    std::shared_ptr<NearSet> set;
    size_t rule;
    const std::vector<Xapian::docid> *found = nullptr; /* from init on */
    size_t at = 0;
    bool started = false;

  public:
    NearSource(std::shared_ptr<NearSet> set_, size_t rule_)
        : set(std::move(set_)), rule(rule_)
    {
    }

    void init(const Xapian::Database &db) override;
    NearSource *clone() const override
    {
        return new NearSource(set, rule);
    }

    Xapian::doccount get_termfreq_min() const override;
    Xapian::doccount get_termfreq_est() const override;
    Xapian::doccount get_termfreq_max() const override;

    void next(double) override;
    void skip_to(Xapian::docid did, double) override;
    bool at_end() const override
    {
        return at >= found->size();
    }
    Xapian::docid get_docid() const override
    {
        return (*found)[at];
    }
};
