/*
 * The scores are those of Xapian::BM25Weight, whose formula stands in
 * weigh(): a test compares both matchers.
 */
#include "lib/store/lists.hh"

#include <algorithm>
#include <cmath>

enum {
    ENTRY_BYTES = 200, /* of a list's bookkeeping */
    DENSE_SHARE = 32,  /* a list of more than one in so many has bits */
    BITS = 64
};

Xapian::BM25Weight
Bm25::scheme() const
{
    return Xapian::BM25Weight(k1, 0, 1, b, length_least);
}

Lists::Lists(const Xapian::Database &db_, const Bm25 &bm25_, size_t room_)
    : db(db_), bm25(bm25_), room(room_)
{
}

static size_t
bytes_of(Xapian::doccount count)
{
    return ENTRY_BYTES + count * (sizeof(Xapian::docid) + sizeof(double));
}

/* Here weights are the documents' lengths; they become scores. */
void
Lists::weigh(List &list, const std::vector<Xapian::termcount> &counts) const
{
    auto found = static_cast<double>(list.docs.size());
    double rare = (db.get_doccount() - found + 0.5) / (found + 0.5);
    double average = db.get_average_length();
    double most = std::log(rare < 2 ? rare * 0.5 + 1 : rare) * (bm25.k1 + 1);

    for (size_t i = 0; i < counts.size(); i++) {
        double count = counts[i];
        double length = std::max(list.weights[i] / average, bm25.length_least);

        list.weights[i] =
            most *
            (count / (bm25.k1 * (length * bm25.b + (1 - bm25.b)) + count));
    }
}

static void
set_bits(List &list, Xapian::docid last)
{
    list.bits.resize(last / BITS + 1);
    for (Xapian::docid did : list.docs)
        list.bits[did / BITS] |= uint64_t(1) << did % BITS;
}

ListPtr
Lists::read(const std::string &term) const
{
    Xapian::doccount count = db.get_termfreq(term);
    auto list = std::make_shared<List>();
    std::vector<Xapian::termcount> counts;
    Xapian::PostingIterator end = db.postlist_end(term);

    if (bytes_of(count) > room / 4)
        return nullptr;
    list->docs.reserve(count);
    list->weights.reserve(count);
    counts.reserve(count);
    if (count > 0)
        for (auto it = db.postlist_begin(term); it != end; ++it) {
            list->docs.push_back(*it);
            list->weights.push_back(it.get_doclength());
            counts.push_back(it.get_wdf());
        }
    weigh(*list, counts);
    if (count > db.get_lastdocid() / DENSE_SHARE)
        set_bits(*list, db.get_lastdocid());
    return list;
}

void
Lists::keep(const std::string &term, const ListPtr &list)
{
    taken += bytes_of(static_cast<Xapian::doccount>(list->docs.size()));
    young.emplace(term, list);
    if (taken <= room / 2)
        return;
    old = std::move(young);
    young.clear();
    taken = 0;
}

ListPtr
Lists::get(const std::string &term)
{
    auto held = young.find(term);
    ListPtr list;

    if (held != young.end())
        return held->second;
    held = old.find(term);
    list = held != old.end() ? held->second : read(term);
    if (list != nullptr)
        keep(term, list);
    return list;
}
