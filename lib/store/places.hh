/*
 * Where the words of a document stand, in one record a document. Xapian keeps
 * a list for each word of each document, which is right for phrases and slow
 * for hundreds of words at once: a record is one read for all of them.
 *
 * Words are numbered as they are met. A record, the value of a slot, holds for
 * each word in the order of the posts its number times 4, plus how its
 * position is given: as the one before, the next one, or in the number behind.
 */
#pragma once

#include "lib/store/kept.hh"
#include "lib/store/numbers.hh"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>
#include <xapian.h>

class PlacesWriter
{
    Numbers numbers;
    std::string record;
    uint32_t last = 0; /* the position before */

  public:
    void add(std::string_view term, uint32_t pos);

    /* The record of what was added goes to the document; the next begins. */
    void finish_document(Xapian::Document &document);

    /* After all documents: which number each word has. */
    void finish(Xapian::WritableDatabase &db) const;
};

/* A word's number, and where it stands. */
struct Place {
    uint32_t word, pos;
};

/* A record, read: quicker to go through again and again than its bytes. */
using PlaceList = std::vector<Place>;

/* Records, and numbers of words, that were read lately. */
struct PlacesKept {
    Kept<Xapian::docid, PlaceList> lists;
    Kept<std::string, std::string> numbers;

    explicit PlacesKept(size_t room) : lists(room), numbers(room / 4)
    {
    }
};

/* Reads the places of some words, document by document. */
class PlacesReader
{
    struct Wanted {
        uint32_t number;
        uint32_t index; /* plus 1; 0: a free slot */
    };

    const Xapian::Database &db;
    PlacesKept &kept;
    Xapian::ValueIterator values;
    std::vector<Wanted> wanted; /* a hash table, at most half full */
    uint64_t wanted_bits = 0;   /* a bit for each number's last six bits */
    size_t wanted_count = 0;
    bool keeps = true;
    std::shared_ptr<const PlaceList> whole; /* of the document, if kept */
    PlaceList few;                          /* what is wanted of it, if not */
    const Place *at = nullptr, *end = nullptr;

    Wanted &slot_of(uint32_t number);
    void widen();
    std::string read_record(Xapian::docid did);
    std::shared_ptr<const PlaceList> keep(Xapian::docid did);

  public:
    PlacesReader(const Xapian::Database &db_, PlacesKept &kept_);

    /* A word to look for; index says which it is. */
    void want(const std::string &term, uint32_t index);

    /* How many documents will be gone to: of many, none is kept or looked for
     * among those that are, so that they do not drive out all else. */
    void expect(size_t documents);

    /* To a document, which must be behind the one before. */
    void seek(Xapian::docid did);

    /* The next place of a word that is wanted; false: no more. */
    bool next(uint32_t *index, uint32_t *place);
};
