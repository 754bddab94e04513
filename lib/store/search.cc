/*
 * Searching: by lists in memory what is asked most, by Xapian's matcher the
 * rest.
 */
#include "lib/store/guard.hh"
#include "lib/store/match.hh"
#include "lib/store/plan.hh"
#include "lib/store/store.hh"
#include "lib/store/tally.hh"

#include <string>
#include <vector>

static void
arrange(Xapian::Enquire &enquire, const struct store_ask *ask)
{
    enquire.set_docid_order(Xapian::Enquire::ASCENDING);
    if (ask->unranked)
        enquire.set_weighting_scheme(Xapian::BoolWeight());
    else
        enquire.set_weighting_scheme(STORE_BM25.scheme());
    if (ask->sort_slot != 0)
        enquire.set_sort_by_value_then_relevance(ask->sort_slot,
                                                 ask->descending);
    if (ask->group_slot != 0)
        enquire.set_collapse_key(ask->group_slot);
}

/* All that is to be counted, the groups last. */
static void
watch(tally_set &tallies, Xapian::Enquire &enquire, const struct store_ask *ask)
{
    for (size_t i = 0; i < ask->count_slot_count; i++)
        tallies.watch(enquire, ask->count_slots[i]);
    if (ask->group_slot != 0)
        tallies.watch(enquire, ask->group_slot);
}

/* Dropping hits of a group makes Xapian's total an estimate; the tallies see
 * every hit before that. */
static void
take_counts(struct store_hits &hits, const tally_set &tallies,
            const struct store_ask *ask, struct arena *arena)
{
    hits.tallies = static_cast<struct store_tallies *>(
        arena_alloc(arena, ask->count_slot_count * sizeof *hits.tallies));
    for (size_t i = 0; i < ask->count_slot_count; i++)
        hits.tallies[i] = tallies.take(i, arena);
    if (ask->group_slot == 0)
        return;
    hits.group_tallies = tallies.take(ask->count_slot_count, arena);
    hits.groups = hits.group_tallies.count;
    hits.total = 0;
    for (size_t i = 0; i < hits.groups; i++)
        hits.total += hits.group_tallies.list[i].count;
}

/* What a search found: the documents of the page, and of how many. */
struct page {
    std::vector<Scored> docs;
    size_t total;
};

/*
 * Looking at all makes the total exact. It also keeps the matcher from
 * passing documents over by their weight; in 1.4.22 that loses some when
 * a branch of an OR beside a filter is empty, so no cutoff is set either.
 */
static struct page
run_xapian(struct store *store, Xapian::Enquire &enquire,
           const struct store_ask *ask)
{
    Xapian::doccount all = store->db.get_doccount();
    struct page page = {};

    enquire.set_query(plan_query(*ask->plan, store->kept->places));
    arrange(enquire, ask);
    Xapian::MSet mset =
        enquire.get_mset(static_cast<Xapian::doccount>(ask->offset),
                         static_cast<Xapian::doccount>(ask->limit), all);
    for (auto it = mset.begin(); it != mset.end(); ++it)
        page.docs.emplace_back(*it, it.get_weight());
    page.total = mset.get_matches_estimated();
    return page;
}

/* Our own matcher is for what is asked most. */
static bool
run_lists(struct page *out, struct store *store, const struct store_ask *ask)
{
    if (ask->sort_slot != 0 || ask->group_slot != 0 ||
        ask->count_slot_count > 0)
        return false;
    Matcher matcher(store->kept->lists, store->kept->places);
    if (!matcher.takes(*ask->plan))
        return false;
    ListPtr found = matcher.run(*ask->plan, !ask->unranked);
    out->total = found->docs.size();
    out->docs = best_of(*found, ask->offset, ask->limit);
    return true;
}

static std::shared_ptr<const std::string>
read_row(struct store *store, Xapian::docid did)
{
    auto row = store->kept->rows.get(did);

    if (row != nullptr)
        return row;
    row = std::make_shared<const std::string>(
        store->db.get_document(did).get_data());
    store->kept->rows.put(did, row, row->size());
    return row;
}

/* The bytes of the page's documents. */
static void
take_hits(struct store_hits &hits, struct store *store, const struct page &page,
          struct arena *arena)
{
    hits.total = page.total;
    hits.list = static_cast<struct store_hit *>(
        arena_alloc(arena, page.docs.size() * sizeof(struct store_hit)));
    for (const Scored &scored : page.docs) {
        auto row = read_row(store, scored.first);
        struct store_hit &hit = hits.list[hits.count++];

        hit.data = arena_strndup(arena, row->data(), row->size());
        hit.len = row->size();
        hit.score = scored.second;
    }
}

enum status
store_search(struct store *store, const struct store_ask *ask,
             struct arena *arena, struct store_hits *out, struct error *err)
{
    return guard(err, [&] {
        struct store_hits hits = {};
        struct page page;
        tally_set tallies;

        if (!run_lists(&page, store, ask)) {
            Xapian::Enquire enquire(store->db);

            watch(tallies, enquire, ask);
            page = run_xapian(store, enquire, ask);
        }
        take_hits(hits, store, page, arena);
        take_counts(hits, tallies, ask, arena);
        *out = hits;
        return STATUS_OK;
    });
}
