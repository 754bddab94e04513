#include "lib/store/places.hh"

#include "lib/store/keys.hh"

enum {
    SAME_PLACE,  /* a word stands where the one before it stands */
    NEXT_PLACE,  /* behind it */
    OTHER_PLACE, /* where the next number says */
    PLACE_BITS = 2,
    BYTE_BITS = 7, /* of a number, in each of its bytes */
    BYTE_MORE = 1 << BYTE_BITS
};

static void
put_number(std::string &out, uint32_t number)
{
    for (; number >= BYTE_MORE; number >>= BYTE_BITS)
        out.push_back(static_cast<char>((number % BYTE_MORE) | BYTE_MORE));
    out.push_back(static_cast<char>(number));
}

void
PlacesWriter::add(const std::string &term, uint32_t pos)
{
    auto known = numbers.emplace(term, numbers.size()).first;
    uint32_t how = OTHER_PLACE;

    if (pos == last)
        how = SAME_PLACE;
    else if (pos == last + 1)
        how = NEXT_PLACE;
    put_number(record, known->second << PLACE_BITS | how);
    if (how == OTHER_PLACE)
        put_number(record, pos);
    last = pos;
}

void
PlacesWriter::finish_document(Xapian::Document &document)
{
    if (!record.empty())
        document.add_value(STORE_SLOT_PLACES, record);
    record.clear();
    last = 0;
}

void
PlacesWriter::finish(Xapian::WritableDatabase &db) const
{
    for (const auto &[term, number] : numbers)
        db.set_metadata(STORE_KEY_NUMBER + term, std::to_string(number));
}

PlacesReader::PlacesReader(const Xapian::Database &db_)
    : db(db_), values(db_.valuestream_begin(STORE_SLOT_PLACES))
{
}

void
PlacesReader::want(const std::string &term, uint32_t index)
{
    std::string number = db.get_metadata(STORE_KEY_NUMBER + term);

    if (number.empty())
        return;
    size_t place = std::stoul(number);
    if (place >= wanted.size())
        wanted.resize(place + 1);
    wanted[place] = index + 1;
}

void
PlacesReader::seek(Xapian::docid did)
{
    Xapian::ValueIterator end;

    record.clear();
    at = 0;
    pos = 0;
    if (values != end)
        values.skip_to(did);
    if (values != end && values.get_docid() == did)
        record = *values;
}

bool
PlacesReader::read_number(uint32_t *out)
{
    uint32_t number = 0;

    for (unsigned shift = 0; at < record.size() && shift < 32;
         shift += BYTE_BITS) {
        auto byte = static_cast<unsigned char>(record[at++]);

        number |= static_cast<uint32_t>(byte % BYTE_MORE) << shift;
        if (byte < BYTE_MORE) {
            *out = number;
            return true;
        }
    }
    return false;
}

bool
PlacesReader::next(uint32_t *index, uint32_t *place)
{
    uint32_t number, how;

    while (read_number(&number)) {
        how = number % (1 << PLACE_BITS);
        number >>= PLACE_BITS;
        if (how == OTHER_PLACE && !read_number(&pos))
            return false;
        pos += how == NEXT_PLACE;
        if (number >= wanted.size() || wanted[number] == 0)
            continue;
        *index = wanted[number] - 1;
        *place = pos;
        return true;
    }
    return false;
}
