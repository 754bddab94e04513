/*
 * An open generation: what the files that read it share.
 */
#pragma once

extern "C" {
#include "lib/store/store.h"
}

#include "lib/store/lists.hh"
#include "lib/store/places.hh"

/* Tuned on judged sets (bench/relevance): clauses differ in length by what
 * they say more than by saying it at length, so length counts little. */
static constexpr Bm25 STORE_BM25 = {1, 0.2, 0.5};

/* What a store keeps in memory of its generation. */
struct StoreKept {
    Lists lists;
    PlacesKept places;
    Kept<Xapian::docid, std::string> rows; /* data of documents */

    StoreKept(const Xapian::Database &db, size_t room)
        : lists(db, STORE_BM25, room / 2), places(room / 4), rows(room / 4)
    {
    }
};

struct store {
    std::string dir;
    std::string uuid;
    unsigned generation = 0;
    struct view view = {};
    struct error trouble = {};
    Xapian::Database db;
    std::unique_ptr<StoreKept> kept;
};
