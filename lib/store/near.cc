/*
 * First the documents that have all operands are told apart by postings
 * alone; then the places of all words of those are read, a document at a
 * time, out of one record each.
 */
#include "lib/store/near.hh"

#include <algorithm>
#include <map>

using Xapian::docid;

namespace
{

/* The documents that have all words of a phrase. */
class Walk
{
    std::vector<Xapian::PostingIterator> words;
    Xapian::PostingIterator end;

  public:
    Walk(const Xapian::Database &db, const NearPhrase &phrase)
    {
        for (const std::string &term : phrase)
            words.push_back(db.postlist_begin(term));
    }

    /* To the first document from did on; 0: there is none. */
    docid seek(docid did);
};

docid
Walk::seek(docid did)
{
    for (size_t good = 0; good < words.size();) {
        good = 0;
        for (auto &word : words) {
            if (word != end && *word < did)
                word.skip_to(did);
            if (word == end)
                return 0;
            good += *word == did;
            did = std::max(did, *word);
        }
    }
    return did;
}

using Phrase = std::vector<uint32_t>;  /* indexes of its words */
using Operand = std::vector<Phrase>;   /* any of them */
using Operands = std::vector<Operand>; /* of a rule */

class Finder
{
    const Xapian::Database &db;
    const std::vector<NearRule> &rules;
    PlacesReader reader;
    std::map<std::string, uint32_t> indexes; /* of the words */
    std::vector<Operands> learned;           /* of each rule */
    std::vector<uint8_t> has; /* of each document: operands seen in a row */

    /* Of one document: */
    std::vector<std::vector<uint32_t>> places; /* of each word */
    std::vector<struct span> spans[SPANS_LISTS_MAX];

    uint32_t learn_word(const std::string &term);
    Phrase learn_phrase(const NearPhrase &phrase);
    Operands learn_rule(const NearRule &rule);

    void count_operand(const NearRule &rule, size_t operand);
    std::vector<docid> find_candidates(const NearRule &rule);

    void read_document(docid did);
    void add_phrase(const Phrase &phrase, std::vector<struct span> &out);
    bool match_rule(size_t rule);

  public:
    Finder(const Xapian::Database &db_, PlacesKept &kept,
           const std::vector<NearRule> &rules_);

    void find(std::vector<std::vector<docid>> &found);
};

Finder::Finder(const Xapian::Database &db_, PlacesKept &kept,
               const std::vector<NearRule> &rules_)
    : db(db_), rules(rules_), reader(db_, kept)
{
    for (const NearRule &rule : rules)
        learned.push_back(learn_rule(rule));
    places.resize(indexes.size());
}

uint32_t
Finder::learn_word(const std::string &term)
{
    auto index = static_cast<uint32_t>(indexes.size());
    auto known = indexes.emplace(term, index);

    if (known.second)
        reader.want(term, index);
    return known.first->second;
}

Phrase
Finder::learn_phrase(const NearPhrase &phrase)
{
    Phrase words;

    for (const std::string &term : phrase)
        words.push_back(learn_word(term));
    return words;
}

Operands
Finder::learn_rule(const NearRule &rule)
{
    Operands operands(rule.operands.size());

    for (size_t i = 0; i < operands.size(); i++)
        for (const NearPhrase &phrase : rule.operands[i])
            operands[i].push_back(learn_phrase(phrase));
    return operands;
}

void
Finder::count_operand(const NearRule &rule, size_t operand)
{
    for (const NearPhrase &phrase : rule.operands[operand]) {
        Walk walk(db, phrase);

        for (docid did = walk.seek(1); did != 0; did = walk.seek(did + 1))
            if (has[did] == operand)
                has[did]++;
    }
}

/* The documents that have all operands, wherever. */
std::vector<docid>
Finder::find_candidates(const NearRule &rule)
{
    std::vector<docid> out;

    has.assign(db.get_lastdocid() + size_t(1), 0);
    for (size_t i = 0; i < rule.operands.size(); i++)
        count_operand(rule, i);
    for (docid did = 1; did < has.size(); did++)
        if (has[did] == rule.operands.size())
            out.push_back(did);
    return out;
}

void
Finder::read_document(docid did)
{
    uint32_t word, place;

    for (auto &list : places)
        list.clear();
    reader.seek(did);
    while (reader.next(&word, &place))
        places[word].push_back(place);
}

/* Where a phrase stands in the document that was read. */
void
Finder::add_phrase(const Phrase &phrase, std::vector<struct span> &out)
{
    for (uint32_t first : places[phrase[0]]) {
        uint32_t last = first;
        size_t seen = 1;

        while (seen < phrase.size() &&
               std::binary_search(places[phrase[seen]].begin(),
                                  places[phrase[seen]].end(), last + 1)) {
            seen++;
            last++;
        }
        if (seen == phrase.size())
            out.push_back({first, last, false, false, false});
    }
}

/* Whether the document that was read satisfies a rule. */
bool
Finder::match_rule(size_t rule)
{
    const Operands &operands = learned[rule];
    struct span_list lists[SPANS_LISTS_MAX];

    for (size_t i = 0; i < operands.size(); i++) {
        spans[i].clear();
        for (const Phrase &phrase : operands[i])
            add_phrase(phrase, spans[i]);
        lists[i] = {spans[i].data(), spans[i].size()};
        if (lists[i].count == 0)
            return false;
        if (operands[i].size() > 1)
            spans_sort(&lists[i]);
    }
    return spans_match(&rules[rule].spans, lists, operands.size());
}

void
Finder::find(std::vector<std::vector<docid>> &found)
{
    std::vector<size_t> at(rules.size()), kept(rules.size());
    size_t most = 0;

    for (const NearRule &rule : rules)
        found.push_back(find_candidates(rule));
    for (const std::vector<docid> &documents : found)
        most = std::max(most, documents.size());
    reader.expect(most);
    for (docid did = 1; did < has.size(); did++) {
        bool is_read = false;

        for (size_t i = 0; i < rules.size(); i++) {
            if (at[i] == found[i].size() || found[i][at[i]] != did)
                continue;
            at[i]++;
            if (!is_read)
                read_document(did);
            is_read = true;
            if (match_rule(i))
                found[i][kept[i]++] = did;
        }
    }
    for (size_t i = 0; i < rules.size(); i++)
        found[i].resize(kept[i]);
}

} // namespace

size_t
NearSet::add(NearRule rule)
{
    rules.push_back(std::move(rule));
    return rules.size() - 1;
}

const std::vector<docid> &
NearSet::find(const Xapian::Database &db, size_t rule)
{
    if (found.empty())
        Finder(db, kept, rules).find(found);
    return found[rule];
}
