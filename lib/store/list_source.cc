#include "lib/store/list_source.hh"

#include <algorithm>

Xapian::Query
ListSource::query(const ListPtr &list)
{
    Xapian::PostingSource *source = new ListSource(list);

    return Xapian::Query(source->release());
}

void
ListSource::init(const Xapian::Database & /*db*/)
{
    const std::vector<double> &weights = list->weights;

    at = 0;
    started = false;
    set_maxweight(weights.empty()
                      ? 0
                      : *std::max_element(weights.begin(), weights.end()));
}

Xapian::doccount
ListSource::get_termfreq_min() const
{
    return static_cast<Xapian::doccount>(list->docs.size());
}

Xapian::doccount
ListSource::get_termfreq_est() const
{
    return get_termfreq_min();
}

Xapian::doccount
ListSource::get_termfreq_max() const
{
    return get_termfreq_min();
}

void
ListSource::next(double)
{
    at += started;
    started = true;
}

void
ListSource::skip_to(Xapian::docid did, double)
{
    started = true;
    at = static_cast<size_t>(
        std::lower_bound(list->docs.begin() + static_cast<ptrdiff_t>(at),
                         list->docs.end(), did) -
        list->docs.begin());
}
