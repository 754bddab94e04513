/*
 * A list as Xapian's matcher sees it: its documents, with their scores.
 */
#pragma once

#include "lib/store/lists.hh"

class ListSource : public Xapian::PostingSource
{
    ListPtr list;
    size_t at = 0;
    bool started = false;

    explicit ListSource(ListPtr list_) : list(std::move(list_))
    {
    }

  public:
    /* The documents of a list, to be joined with others. */
    static Xapian::Query query(const ListPtr &list);

    void init(const Xapian::Database &db) override;
    ListSource *clone() const override
    {
        return new ListSource(list);
    }

    Xapian::doccount get_termfreq_min() const override;
    Xapian::doccount get_termfreq_est() const override;
    Xapian::doccount get_termfreq_max() const override;

    void next(double) override;
    void skip_to(Xapian::docid did, double) override;
    bool at_end() const override
    {
        return at >= list->docs.size();
    }
    Xapian::docid get_docid() const override
    {
        return list->docs[at];
    }
    double get_weight() const override
    {
        return list->weights[at];
    }
};
