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

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>
#include <xapian.h>

class PlacesWriter
{
    std::unordered_map<std::string, uint32_t> numbers;
    std::string record;
    uint32_t last = 0; /* the position before */

  public:
    void add(const std::string &term, uint32_t pos);

    /* The record of what was added goes to the document; the next begins. */
    void finish_document(Xapian::Document &document);

    /* After all documents: which number each word has. */
    void finish(Xapian::WritableDatabase &db) const;
};

/* Reads the places of some words, document by document. */
class PlacesReader
{
    const Xapian::Database &db;
    Xapian::ValueIterator values;
    std::vector<uint32_t> wanted; /* by number: the word's index, plus 1 */
    std::string record;
    size_t at = 0;
    uint32_t pos = 0;

    bool read_number(uint32_t *out);

  public:
    explicit PlacesReader(const Xapian::Database &db_);

    /* A word to look for; index says which it is. */
    void want(const std::string &term, uint32_t index);

    /* To a document, which must be behind the one before. */
    void seek(Xapian::docid did);

    /* The next place of a word that is wanted; false: no more. */
    bool next(uint32_t *index, uint32_t *place);
};
