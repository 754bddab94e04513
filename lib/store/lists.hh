/*
 * Posting lists in memory. A generation never changes, so a term's documents
 * and what each scores by BM25 are worked out once and kept.
 */
#pragma once

#include "lib/store/kept.hh"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>
#include <xapian.h>

/* Documents in their order, each with its score. */
struct List {
    std::vector<Xapian::docid> docs;
    std::vector<double> weights;
    /* When they are many: a bit each, and how many stand before each row. */
    std::vector<uint64_t> bits;
    std::vector<uint32_t> ranks;

    bool has_bit(Xapian::docid did) const
    {
        return did / 64 < bits.size() && (bits[did / 64] >> did % 64 & 1) != 0;
    }

    /* Where a document stands that has a bit. */
    size_t place_of(Xapian::docid did) const
    {
        uint64_t before = bits[did / 64] & ((uint64_t(1) << did % 64) - 1);

        return ranks[did / 64] +
               static_cast<size_t>(__builtin_popcountll(before));
    }
};

using ListPtr = std::shared_ptr<const List>;

/* The parameters of BM25, for Xapian's matcher and for our lists. */
struct Bm25 {
    double k1, b, length_least;

    Xapian::BM25Weight scheme() const;
};

class Lists
{
    Xapian::Database db;
    Bm25 bm25;
    Kept<std::string, List> kept;
    std::vector<double> norms; /* of each document: what its length does to
                                  scores; empty until a list is read */

    void read_norms();
    void put(List &list, const Xapian::PostingIterator &at, double most) const;
    double most_of(Xapian::doccount count) const;
    ListPtr read(const std::string &term, Xapian::doccount count);

  public:
    Lists(const Xapian::Database &db_, const Bm25 &bm25_, size_t room_);

    /* Null when it is not in memory. */
    ListPtr known(const std::string &term)
    {
        return kept.get(term);
    }

    /* Empty when no document has the term; null when the list is too long to
     * be kept. */
    ListPtr get(const std::string &term);

    /* Only the documents that are in `among`, each of them looked for. */
    ListPtr read_among(const std::string &term, const List &among);

    const Xapian::Database &database() const
    {
        return db;
    }

    /* The same scores by Xapian's matcher. */
    Xapian::BM25Weight scheme() const
    {
        return bm25.scheme();
    }
};
