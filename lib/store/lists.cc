/*
 * The scores are those of Xapian::BM25Weight, whose formula stands in
 * read_norms() and put(): a test compares both matchers.
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

static bool
is_dense(Xapian::doccount count, Xapian::docid last)
{
    return count > last / DENSE_SHARE;
}

static size_t
bytes_of(Xapian::doccount count, Xapian::docid last)
{
    size_t row =
        is_dense(count, last) ? sizeof(uint64_t) + sizeof(uint32_t) : 0;

    return sizeof(List) + count * (sizeof(Xapian::docid) + sizeof(double)) +
           last / BITS * row;
}

/* The part of BM25 that is the document's, once a generation. */
void
Lists::read_norms()
{
    Xapian::PostingIterator end = db.postlist_end("");
    double average = db.get_average_length();

    norms.resize(db.get_lastdocid() + size_t(1));
    for (auto it = db.postlist_begin(""); it != end; ++it) {
        double length =
            std::max(it.get_doclength() / average, bm25.length_least);

        norms[*it] = bm25.k1 * (length * bm25.b + (1 - bm25.b));
    }
}

/* What a document scores at most that has a term of so many documents. */
double
Lists::most_of(Xapian::doccount count) const
{
    double found = count;
    double rare = (db.get_doccount() - found + 0.5) / (found + 0.5);

    return std::log(rare < 2 ? rare * 0.5 + 1 : rare) * (bm25.k1 + 1);
}

void
Lists::put(List &list, const Xapian::PostingIterator &at, double most) const
{
    double count = at.get_wdf();

    list.docs.push_back(*at);
    list.weights.push_back(most * (count / (norms[*at] + count)));
}

static void
set_bits(List &list, Xapian::docid last)
{
    list.bits.resize(last / BITS + 1);
    list.ranks.resize(list.bits.size() + 1);
    for (Xapian::docid did : list.docs) {
        list.bits[did / BITS] |= uint64_t(1) << did % BITS;
        list.ranks[did / BITS + 1]++;
    }
    for (size_t row = 1; row < list.ranks.size(); row++)
        list.ranks[row] += list.ranks[row - 1];
}

ListPtr
Lists::read(const std::string &term, Xapian::doccount count)
{
    auto list = std::make_shared<List>();
    double most = most_of(count);
    Xapian::PostingIterator end = db.postlist_end(term);

    if (norms.empty())
        read_norms();
    list->docs.reserve(count);
    list->weights.reserve(count);
    if (count > 0)
        for (auto it = db.postlist_begin(term); it != end; ++it)
            put(*list, it, most);
    if (is_dense(count, db.get_lastdocid()))
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
    size_t bytes = bytes_of(count, db.get_lastdocid());
    if (bytes > kept.most())
        return nullptr;
    list = read(term, count);
    kept.put(term, list, bytes);
    return list;
}

ListPtr
Lists::read_among(const std::string &term, const List &among)
{
    auto list = std::make_shared<List>();
    double most = most_of(db.get_termfreq(term));
    Xapian::PostingIterator at = db.postlist_begin(term);
    Xapian::PostingIterator end = db.postlist_end(term);

    if (norms.empty())
        read_norms();
    for (size_t i = 0; i < among.docs.size() && at != end; i++) {
        at.skip_to(among.docs[i]);
        if (at != end && *at == among.docs[i])
            put(*list, at, most);
    }
    return list;
}
