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
PlacesWriter::add(std::string_view term, uint32_t pos)
{
    uint32_t how = OTHER_PLACE;

    if (pos == last)
        how = SAME_PLACE;
    else if (pos == last + 1)
        how = NEXT_PLACE;
    put_number(record, numbers.number_of(term) << PLACE_BITS | how);
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
    /* In order, so a B-tree grows at its end only. */
    for (const auto &[word, number] : numbers.sorted())
        db.set_metadata(std::string(STORE_KEY_NUMBER).append(word),
                        std::to_string(number));
}

/* Nearly all words of a document are not wanted: this tells most of them. */
static uint64_t
bit_of(uint32_t number)
{
    return uint64_t(1) << number % 64;
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
    wanted_bits |= bit_of(place);
    wanted_count++;
}

std::string
PlacesReader::read_record(Xapian::docid did)
{
    Xapian::ValueIterator none;

    if (values == none)
        values = db.valuestream_begin(STORE_SLOT_PLACES);
    if (values != none)
        values.skip_to(did);
    return values != none && values.get_docid() == did ? *values : "";
}

/* A number at `at`, which moves behind it; false: there is none. */
static inline bool
read_number(const char *&at, const char *end, uint32_t *out)
{
    uint32_t number = 0;

    for (unsigned shift = 0; at != end && shift < 32; shift += BYTE_BITS) {
        auto byte = static_cast<unsigned char>(*at++);

        number |= static_cast<uint32_t>(byte % BYTE_MORE) << shift;
        if (byte < BYTE_MORE) {
            *out = number;
            return true;
        }
    }
    return false;
}

/* Adds the words of a record whose bit is among `bits`. */
static void
decode(PlaceList &list, const std::string &record, uint64_t bits)
{
    const char *at = record.data(), *end = at + record.size();
    struct Place place = {0, 0};

    while (read_number(at, end, &place.word)) {
        uint32_t how = place.word % (1 << PLACE_BITS);

        place.word >>= PLACE_BITS;
        if (how == OTHER_PLACE && !read_number(at, end, &place.pos))
            break;
        place.pos += how == NEXT_PLACE;
        if ((bits & bit_of(place.word)) != 0)
            list.push_back(place);
    }
}

void
PlacesReader::expect(size_t documents)
{
    enum { LIST_BYTES = 1024 /* that a list has, or fewer */ };

    keeps = documents <= kept.lists.most() / LIST_BYTES;
}

/* All of a record, kept for those who come later. */
std::shared_ptr<const PlaceList>
PlacesReader::keep(Xapian::docid did)
{
    std::string record = read_record(did);
    auto all = std::make_shared<PlaceList>();

    all->reserve(record.size() / 2);
    decode(*all, record, ~uint64_t(0));
    all->shrink_to_fit();
    kept.lists.put(did, all, all->size() * sizeof(Place));
    return all;
}

void
PlacesReader::seek(Xapian::docid did)
{
    const PlaceList *list = &few;

    whole = keeps ? kept.lists.get(did) : nullptr;
    if (whole == nullptr && keeps)
        whole = keep(did);
    if (whole != nullptr) {
        list = whole.get();
    } else {
        few.clear();
        decode(few, read_record(did), wanted_bits);
    }
    at = list->data();
    end = at + list->size();
}

bool
PlacesReader::next(uint32_t *index, uint32_t *place)
{
    for (const Place *now = at; now != end; now++) {
        if ((wanted_bits & bit_of(now->word)) == 0)
            continue;
        *index = slot_of(now->word).index - 1;
        if (*index + 1 == 0)
            continue;
        *place = now->pos;
        at = now + 1;
        return true;
    }
    return false;
}
