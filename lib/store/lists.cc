/*
 * The scores are those of Xapian::BM25Weight, whose formula stands in
 * weigh(): a test compares both matchers.
 */
#include "lib/store/lists.hh"

#include <algorithm>
#include <cmath>

enum {
    DENSE_SHARE = 32, /* a list of more than one in so many has bits */
    BITS = 64
};

Xapian::BM25Weight
Bm25::scheme() const
{
    return Xapian::BM25Weight(k1, 0, 1, b, length_least);
}

Lists::Lists(const Xapian::Database &db_, const Bm25 &bm25_, size_t room_)
    : db(db_), bm25(bm25_), kept(room_)
{
}

static size_t
bytes_of(Xapian::doccount count)
{
    return sizeof(List) + count * (sizeof(Xapian::docid) + sizeof(double));
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
Lists::read(const std::string &term, Xapian::doccount count) const
{
    auto list = std::make_shared<List>();
    std::vector<Xapian::termcount> counts;
    Xapian::PostingIterator end = db.postlist_end(term);

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

ListPtr
Lists::get(const std::string &term)
{
    ListPtr list = kept.get(term);

    if (list != nullptr)
        return list;
    Xapian::doccount count = db.get_termfreq(term);
    if (bytes_of(count) > kept.most())
        return nullptr;
    list = read(term, count);
    kept.put(term, list, bytes_of(count));
    return list;
}
