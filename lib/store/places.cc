#include "lib/store/places.hh"

#include "lib/store/keys.hh"

#include <algorithm>

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
    auto known = numbers.try_emplace(term, numbers.size()).first;
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
    std::vector<const std::pair<const std::string, uint32_t> *> sorted;

    sorted.reserve(numbers.size());
    for (const auto &entry : numbers)
        sorted.push_back(&entry);
    std::sort(sorted.begin(), sorted.end(), [](const auto *a, const auto *b) {
        return a->first < b->first; /* so a B-tree grows at its end only */
    });
    for (const auto *entry : sorted)
        db.set_metadata(STORE_KEY_NUMBER + entry->first,
                        std::to_string(entry->second));
}

PlacesReader::PlacesReader(const Xapian::Database &db_, PlacesKept &kept_)
    : db(db_), kept(kept_)
{
}

/* Where a number is, or belongs. */
PlacesReader::Wanted &
PlacesReader::slot_of(uint32_t number)
{
    size_t mask = wanted.size() - 1; /* sizes are powers of two */
    size_t slot = number & mask;

    while (wanted[slot].index != 0 && wanted[slot].number != number)
        slot = (slot + 1) & mask;
    return wanted[slot];
}

void
PlacesReader::widen()
{
    std::vector<Wanted> before = std::move(wanted);

    wanted.assign(std::max(before.size() * 2, size_t(16)), {0, 0});
    for (const Wanted &slot : before)
        if (slot.index != 0)
            slot_of(slot.number) = slot;
}

void
PlacesReader::want(const std::string &term, uint32_t index)
{
    auto number = kept.numbers.get(term);

    if (number == nullptr) {
        number = std::make_shared<const std::string>(
            db.get_metadata(STORE_KEY_NUMBER + term));
        kept.numbers.put(term, number, term.size() + number->size());
    }
    if (number->empty())
        return;
    if (wanted_count * 2 >= wanted.size())
        widen();
    auto place = static_cast<uint32_t>(std::stoul(*number));
    slot_of(place) = {place, index + 1};
    wanted_count++;
}

std::string
PlacesReader::read_record(Xapian::docid did)
{
    Xapian::ValueIterator end;

    if (values == end)
        values = db.valuestream_begin(STORE_SLOT_PLACES);
    if (values != end)
        values.skip_to(did);
    return values != end && values.get_docid() == did ? *values : "";
}

void
PlacesReader::seek(Xapian::docid did)
{
    at = 0;
    pos = 0;
    record = kept.records.get(did);
    if (record != nullptr)
        return;
    record = std::make_shared<const std::string>(read_record(did));
    kept.records.put(did, record, record->size());
}

bool
PlacesReader::read_number(uint32_t *out)
{
    uint32_t number = 0;

    for (unsigned shift = 0; at < record->size() && shift < 32;
         shift += BYTE_BITS) {
        auto byte = static_cast<unsigned char>((*record)[at++]);

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

    if (wanted.empty())
        return false;
    while (read_number(&number)) {
        how = number % (1 << PLACE_BITS);
        number >>= PLACE_BITS;
        if (how == OTHER_PLACE && !read_number(&pos))
            return false;
        pos += how == NEXT_PLACE;
        *index = slot_of(number).index - 1;
        if (*index + 1 == 0)
            continue;
        *place = pos;
        return true;
    }
    return false;
}
