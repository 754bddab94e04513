/*
 * A plan is run over whole lists, inside out. Of what must all hold the
 * shortest list comes first, and the others are looked at only where it has
 * documents.
 */
#include "lib/store/match.hh"

#include "lib/store/list_ops.hh"
#include "lib/store/list_source.hh"
#include "lib/store/plan.hh"

#include <algorithm>
#include <string>

using Places = std::vector<Xapian::termpos>;

Matcher::Matcher(const struct plan &root_, Lists &lists_, PlacesKept &places_)
    : root(root_), lists(lists_), places(places_), nears(places_)
{
    prepare(root);
}

/* All NEARs are known before the first of them is looked for. */
void
Matcher::prepare(const struct plan &plan)
{
    if (plan.kind == PLAN_NEAR)
        rules.emplace(&plan, nears.add(plan_near(plan)));
    for (size_t i = 0; i < plan.child_count; i++)
        prepare(*plan.children[i]);
}

/* The list of a term, if it is in memory; looked up once for each place that
 * it has in the plan. */
const ListPtr &
Matcher::known_list(const struct plan &term)
{
    auto known = terms.find(&term);

    if (known == terms.end())
        known = terms.emplace(&term, lists.known(term.term)).first;
    return known->second;
}

/* How many documents there are at most. */
size_t
Matcher::measure(const struct plan &plan)
{
    size_t most = 0;

    if (plan.kind == PLAN_TERM) {
        const ListPtr &list = known_list(plan);

        return list != nullptr ? list->docs.size()
                               : lists.database().get_termfreq(plan.term);
    }
    if (plan.kind == PLAN_SYNONYM) /* costs most: last */
        return lists.database().get_lastdocid();
    if (plan.child_count == 0)
        return 0;
    if (plan.kind == PLAN_OR || plan.kind == PLAN_MAX) {
        for (size_t i = 0; i < plan.child_count; i++)
            most += size_of(*plan.children[i]);
        return most;
    }
    most = size_of(*plan.children[0]);
    if (plan.kind == PLAN_AND || plan.kind == PLAN_PHRASE ||
        plan.kind == PLAN_NEAR)
        for (size_t i = 1; i < plan.child_count; i++)
            most = std::min(most, size_of(*plan.children[i]));
    return most;
}

/* Asked on each level of the plan for all below. */
size_t
Matcher::size_of(const struct plan &plan)
{
    auto known = sizes.find(&plan);

    if (known == sizes.end())
        known = sizes.emplace(&plan, measure(plan)).first;
    return known->second;
}

ListPtr
Matcher::find_xapian(const struct plan &plan, double factor,
                     const ListPtr &among)
{
    const Xapian::Database &db = lists.database();
    Xapian::Enquire enquire(db);
    Xapian::Query query = plan_query(plan);
    auto list = std::make_shared<List>();
    std::vector<Scored> found;

    if (among != nullptr)
        query = Xapian::Query(Xapian::Query::OP_FILTER, query,
                              ListSource::query(among));
    enquire.set_query(query);
    enquire.set_weighting_scheme(lists.scheme());
    Xapian::MSet mset =
        enquire.get_mset(0, db.get_doccount(), db.get_doccount());
    for (auto it = mset.begin(); it != mset.end(); ++it)
        found.emplace_back(*it, it.get_weight() * factor);
    std::sort(found.begin(), found.end());
    for (const Scored &scored : found) {
        list->docs.push_back(scored.first);
        list->weights.push_back(scored.second);
    }
    return list;
}

/* Whether a list that is not in memory is too long to be read for so few
 * documents; those of filters, which come again and again, never are. */
static bool
is_long(size_t size, size_t among)
{
    enum { LONG_LEAST = 4096, SKIP_COST = 32 /* in postings passed by */ };

    return size > LONG_LEAST && size / SKIP_COST > among;
}

ListPtr
Matcher::find_term(const struct plan &plan, double factor, const ListPtr &among)
{
    ListPtr list = known_list(plan);

    if (list == nullptr && among != nullptr && factor != 0 &&
        is_long(size_of(plan), among->docs.size()))
        list = lists.read_among(plan.term, *among);
    else if (list == nullptr)
        list = lists.get(plan.term);
    return list == nullptr ? find_xapian(plan, factor, among)
                           : list_among(list, factor, among);
}

/* Filters are told by their weight. */
static bool
gives_score(const struct plan &plan)
{
    return plan.kind != PLAN_SCALE || plan.factor != 0;
}

/* The list of a filter that is one frequent term; else null. */
ListPtr
Matcher::filter_of(const struct plan &plan)
{
    if (gives_score(plan) || plan.children[0]->kind != PLAN_TERM)
        return nullptr;
    ListPtr list = lists.get(plan.children[0]->term);

    return list != nullptr && !list->bits.empty() ? list : nullptr;
}

ListPtr
Matcher::find_all(const struct plan &plan, double factor, ListPtr among)
{
    std::vector<std::pair<size_t, const struct plan *>> children;
    ListPtr found;

    for (size_t i = 0; i < plan.child_count; i++)
        children.emplace_back(size_of(*plan.children[i]), plan.children[i]);
    std::stable_sort(
        children.begin(), children.end(),
        [](const auto &a, const auto &b) { return a.first < b.first; });
    for (const auto &[size, child] : children) {
        ListPtr filter = found != nullptr ? filter_of(*child) : nullptr;

        if (filter != nullptr) {
            found = list_filtered(std::move(found), *filter);
            continue;
        }
        ListPtr next = find(*child, factor, found != nullptr ? found : among);

        if (found == nullptr || next->docs.empty())
            found = next;
        else if (gives_score(*child) || next->docs.size() < found->docs.size())
            found = list_both(found, std::move(next));
    }
    return found != nullptr ? found : list_none();
}

/* Halves at a time, so that many short lists are not added to a long one one
 * by one. */
ListPtr
Matcher::find_any(const struct plan &plan, double factor, const ListPtr &among,
                  size_t from, size_t to)
{
    size_t middle = from + (to - from) / 2;

    if (from == to)
        return list_none();
    if (to - from == 1)
        return find(*plan.children[from], factor, among);
    return list_either(find_any(plan, factor, among, from, middle),
                       find_any(plan, factor, among, middle, to),
                       plan.kind == PLAN_MAX);
}

namespace
{

/* Looks for a phrase in one document after the other. */
class PhraseReader
{
    PlacesReader reader;
    std::vector<uint32_t> phrase; /* indexes of its words */
    std::vector<Places> places;   /* of each word, in the document at hand */

  public:
    PhraseReader(const Xapian::Database &db, PlacesKept &kept,
                 const struct plan &plan, size_t documents);

    bool is_in(Xapian::docid did);
};

PhraseReader::PhraseReader(const Xapian::Database &db, PlacesKept &kept,
                           const struct plan &plan, size_t documents)
    : reader(db, kept)
{
    std::vector<std::string> words;

    reader.expect(documents);
    for (size_t i = 0; i < plan.child_count; i++) {
        const std::string word = plan.children[i]->term;
        auto known = std::find(words.begin(), words.end(), word);

        phrase.push_back(static_cast<uint32_t>(known - words.begin()));
        if (known != words.end())
            continue;
        reader.want(word, phrase.back());
        words.push_back(word);
    }
    places.resize(words.size());
}

bool
PhraseReader::is_in(Xapian::docid did)
{
    uint32_t word, place;

    for (Places &list : places)
        list.clear();
    reader.seek(did);
    while (reader.next(&word, &place))
        places[word].push_back(place);
    for (Xapian::termpos first : places[phrase[0]]) {
        Xapian::termpos seen = 1;

        while (seen < phrase.size() &&
               std::binary_search(places[phrase[seen]].begin(),
                                  places[phrase[seen]].end(), first + seen))
            seen++;
        if (seen == phrase.size())
            return true;
    }
    return false;
}

} // namespace

ListPtr
Matcher::find_phrase(const struct plan &plan, double factor,
                     const ListPtr &among)
{
    ListPtr all = find_all(plan, factor, among);
    std::vector<bool> good;

    if (all->docs.empty())
        return all;
    PhraseReader reader(lists.database(), places, plan, all->docs.size());
    for (Xapian::docid did : all->docs)
        good.push_back(reader.is_in(did));
    return list_where(std::move(all), good);
}

/* Its words give the score. */
ListPtr
Matcher::find_near(const struct plan &plan, double factor, const ListPtr &among)
{
    auto near = std::make_shared<List>();

    near->docs = nears.find(lists.database(), rules.at(&plan));
    near->weights.resize(near->docs.size());
    return find_all(plan, factor, list_among(near, 1, among));
}

ListPtr
Matcher::find_not(const struct plan &plan, double factor, const ListPtr &among)
{
    ListPtr found = find(*plan.children[0], factor, among);

    return list_without(found, find(*plan.children[1], 0, found));
}

ListPtr
Matcher::find_maybe(const struct plan &plan, double factor,
                    const ListPtr &among)
{
    ListPtr found = find(*plan.children[0], factor, among);

    ListPtr more = find(*plan.children[1], factor, found);

    return list_more(std::move(found), more);
}

ListPtr
Matcher::find(const struct plan &plan, double factor, const ListPtr &among)
{
    switch (plan.kind) {
    case PLAN_TERM:
        return find_term(plan, factor, among);
    case PLAN_SYNONYM:
        return find_xapian(plan, factor, among);
    case PLAN_NEAR:
        return find_near(plan, factor, among);
    case PLAN_PHRASE:
        return find_phrase(plan, factor, among);
    case PLAN_AND:
        return find_all(plan, factor, among);
    case PLAN_OR:
    case PLAN_MAX:
        return find_any(plan, factor, among, 0, plan.child_count);
    case PLAN_NOT:
        return find_not(plan, factor, among);
    case PLAN_MAYBE:
        return find_maybe(plan, factor, among);
    case PLAN_SCALE:
        return find(*plan.children[0], factor * plan.factor, among);
    case PLAN_RAISE:
        return list_raised(find(*plan.children[0], factor, among),
                           factor * plan.factor);
    default:
        return list_none();
    }
}

static bool
is_better(const Scored &a, const Scored &b)
{
    return a.second != b.second ? a.second > b.second : a.first < b.first;
}

std::vector<Scored>
best_of(const List &list, size_t offset, size_t limit)
{
    std::vector<Scored> best; /* a heap, the worst on top */
    size_t most = offset + limit;

    for (size_t i = 0; i < list.docs.size() && most > 0; i++) {
        Scored scored(list.docs[i], list.weights[i]);

        if (best.size() == most) {
            if (!is_better(scored, best.front()))
                continue;
            std::pop_heap(best.begin(), best.end(), is_better);
            best.pop_back();
        }
        best.push_back(scored);
        std::push_heap(best.begin(), best.end(), is_better);
    }
    std::sort_heap(best.begin(), best.end(), is_better);
    best.erase(best.begin(), best.begin() + static_cast<ptrdiff_t>(
                                                std::min(offset, best.size())));
    return best;
}
