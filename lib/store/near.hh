/*
 * Words near each other, exactly: Xapian's own operators take no phrases and
 * no alternatives of them. The documents are found when the query begins to
 * run, so totals and pages are those of any other filter.
 */
#pragma once

extern "C" {
#include "lib/text/spans.h"
}

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

class NearSource : public Xapian::PostingSource
{
    std::shared_ptr<const NearRule> rule;
    std::vector<Xapian::docid> found;
    size_t at = 0;
    bool started = false;

  public:
    explicit NearSource(std::shared_ptr<const NearRule> rule_)
        : rule(std::move(rule_))
    {
    }

    void init(const Xapian::Database &db) override;
    NearSource *clone() const override
    {
        return new NearSource(rule);
    }

    Xapian::doccount get_termfreq_min() const override;
    Xapian::doccount get_termfreq_est() const override;
    Xapian::doccount get_termfreq_max() const override;

    void next(double) override;
    void skip_to(Xapian::docid did, double) override;
    bool at_end() const override
    {
        return at >= found.size();
    }
    Xapian::docid get_docid() const override
    {
        return found[at];
    }
};
