/*
 * Posting lists in memory. A generation never changes, so a term's documents
 * and what each scores by BM25 are worked out once and kept, as many as fit;
 * which lists stay follows from use.
 */
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>
#include <xapian.h>

/* Documents in their order, each with its score. */
struct List {
    std::vector<Xapian::docid> docs;
    std::vector<double> weights;
    std::vector<uint64_t> bits; /* of the documents, when they are many */

    bool has_bit(Xapian::docid did) const
    {
        return did / 64 < bits.size() && (bits[did / 64] >> did % 64 & 1) != 0;
    }
};

using ListPtr = std::shared_ptr<const List>;

/* The parameters of BM25, for Xapian's matcher and for ours. */
struct Bm25 {
    double k1, b, length_least;

    Xapian::BM25Weight scheme() const;
};

class Lists
{
    Xapian::Database db;
    Bm25 bm25;
    size_t room;      /* bytes; 0: nothing is kept */
    size_t taken = 0; /* by the young */

    /* What was used lately, and what was so before the young grew to half of
     * the room: of that only what is asked for again lives on. */
    std::unordered_map<std::string, ListPtr> young, old;

    ListPtr read(const std::string &term) const;
    void weigh(List &list, const std::vector<Xapian::termcount> &counts) const;
    void keep(const std::string &term, const ListPtr &list);

  public:
    Lists(const Xapian::Database &db_, const Bm25 &bm25_, size_t room_);

    /* Empty when no document has the term; null when the list is too long to
     * be kept. */
    ListPtr get(const std::string &term);

    const Xapian::Database &database() const
    {
        return db;
    }
};
