/*
 * First the documents that have all operands are told apart by postings
 * alone; then, some thousands at a time so that memory stays small, the
 * positions in those are read, term by term in the order of the documents,
 * which is the order of the table of positions.
 */
#include "lib/store/near.hh"

#include <algorithm>

using Xapian::docid;

static const docid CHUNK = 8192; /* documents looked at together */

namespace
{

/* A phrase on its way through the documents. */
class Walk
{
    std::vector<Xapian::PostingIterator> words;
    std::vector<uint32_t> places; /* scratch */
    Xapian::PostingIterator end;

    void keep_following(Xapian::PostingIterator &word, uint32_t offset);

  public:
    Walk(const Xapian::Database &db, const NearPhrase &phrase)
    {
        for (const std::string &term : phrase)
            words.push_back(db.postlist_begin(term));
    }

    /* To the first document from did on that has all words; 0: none has. */
    docid seek(docid did);

    /* Where the phrase begins in the document that seek gave. */
    const std::vector<uint32_t> &read();
    uint32_t length() const
    {
        return static_cast<uint32_t>(words.size());
    }
};

docid
Walk::seek(docid did)
{
    for (size_t good = 0; good < words.size();) {
        good = 0;
        for (auto &word : words) {
            if (word == end)
                return 0;
            if (*word < did)
                word.skip_to(did);
            if (word == end)
                return 0;
            good += *word == did;
            did = std::max(did, *word);
        }
    }
    return did;
}

/* Of the places, those that have the word so many positions behind. */
void
Walk::keep_following(Xapian::PostingIterator &word, uint32_t offset)
{
    size_t kept = 0;
    auto it = word.positionlist_begin(), last = word.positionlist_end();

    for (uint32_t place : places) {
        while (it != last && *it < place + offset)
            ++it;
        if (it != last && *it == place + offset)
            places[kept++] = place;
    }
    places.resize(kept);
}

const std::vector<uint32_t> &
Walk::read()
{
    places.assign(words[0].positionlist_begin(), words[0].positionlist_end());
    for (uint32_t i = 1; i < length() && !places.empty(); i++)
        keep_following(words[i], i);
    return places;
}

struct Place {
    docid did;
    struct span span;
};

bool
before(const Place &a, const Place &b)
{
    return a.did != b.did ? a.did < b.did : a.span.last < b.span.last;
}

class Finder
{
    const Xapian::Database &db;
    const NearRule &rule;
    std::vector<uint8_t> has; /* of each document: operands seen in a row */
    std::vector<std::vector<Walk>> walks;

    void count_operand(uint8_t operand);
    std::vector<Place> read_chunk(size_t operand, docid first, docid last);
    void match_chunk(docid first, docid last, std::vector<docid> &out);

  public:
    Finder(const Xapian::Database &db_, const NearRule &rule_)
        : db(db_), rule(rule_), has(db_.get_lastdocid() + size_t(1))
    {
    }

    void find(std::vector<docid> &out);
};

void
Finder::count_operand(uint8_t operand)
{
    for (const NearPhrase &phrase : rule.operands[operand]) {
        Walk walk(db, phrase);

        for (docid did = walk.seek(1); did != 0; did = walk.seek(did + 1))
            if (has[did] == operand)
                has[did]++;
    }
}

std::vector<Place>
Finder::read_chunk(size_t operand, docid first, docid last)
{
    std::vector<Place> places;

    for (Walk &walk : walks[operand]) {
        uint32_t length = walk.length();

        for (docid did = walk.seek(first); did != 0 && did < last;
             did = walk.seek(did + 1)) {
            if (has[did] != rule.operands.size())
                continue;
            for (uint32_t place : walk.read())
                places.push_back(
                    {did, {place, place + length - 1, false, false, false}});
        }
    }
    std::sort(places.begin(), places.end(), before);
    return places;
}

/* The spans of one document out of those of a chunk, from *at on. */
void
take_document(const std::vector<Place> &places, docid did, size_t *at,
              std::vector<struct span> &spans)
{
    spans.clear();
    while (*at < places.size() && places[*at].did < did)
        ++*at;
    for (; *at < places.size() && places[*at].did == did; ++*at)
        spans.push_back(places[*at].span);
}

void
Finder::match_chunk(docid first, docid last, std::vector<docid> &out)
{
    size_t count = rule.operands.size(), at[SPANS_LISTS_MAX] = {};
    std::vector<Place> places[SPANS_LISTS_MAX];
    std::vector<struct span> spans[SPANS_LISTS_MAX];

    for (size_t i = 0; i < count; i++)
        places[i] = read_chunk(i, first, last);
    for (docid did = first; did < last; did++) {
        struct span_list lists[SPANS_LISTS_MAX];

        if (has[did] != count)
            continue;
        for (size_t i = 0; i < count; i++) {
            take_document(places[i], did, &at[i], spans[i]);
            lists[i] = {spans[i].data(), spans[i].size()};
        }
        if (spans_match(&rule.spans, lists, count))
            out.push_back(did);
    }
}

void
Finder::find(std::vector<docid> &out)
{
    docid end = static_cast<docid>(has.size());

    for (size_t i = 0; i < rule.operands.size(); i++)
        count_operand(static_cast<uint8_t>(i));
    walks.resize(rule.operands.size());
    for (size_t i = 0; i < rule.operands.size(); i++)
        for (const NearPhrase &phrase : rule.operands[i])
            walks[i].emplace_back(db, phrase);
    for (docid first = 1; first < end; first += CHUNK)
        match_chunk(first, std::min(end, first + CHUNK), out);
}

} // namespace

void
NearSource::init(const Xapian::Database &db)
{
    found.clear();
    at = 0;
    started = false;
    if (db.get_lastdocid() > 0)
        Finder(db, *rule).find(found);
    set_maxweight(0);
}

Xapian::doccount
NearSource::get_termfreq_min() const
{
    return static_cast<Xapian::doccount>(found.size());
}

Xapian::doccount
NearSource::get_termfreq_est() const
{
    return get_termfreq_min();
}

Xapian::doccount
NearSource::get_termfreq_max() const
{
    return get_termfreq_min();
}

void
NearSource::next(double)
{
    at += started;
    started = true;
}

void
NearSource::skip_to(docid did, double)
{
    started = true;
    at = static_cast<size_t>(
        std::lower_bound(found.begin() + static_cast<ptrdiff_t>(at),
                         found.end(), did) -
        found.begin());
}
