/*
 * Searching: our matcher finds all; what it found is sorted by values, grouped
 * and counted by Xapian's.
 */
#include "lib/store/explain.hh"
#include "lib/store/guard.hh"
#include "lib/store/list_source.hh"
#include "lib/store/match.hh"
#include "lib/store/store.hh"
#include "lib/store/tally.hh"

#include <string>
#include <vector>

static bool
needs_values(const struct store_ask *ask)
{
    return ask->sort_slot != 0 || ask->group_slot != 0 ||
           ask->count_slot_count > 0;
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
}

/* The page of a list when values decide about it. All are looked at, so that
 * each is counted. */
static std::vector<Scored>
arrange(struct store *store, const ListPtr &found, tally_set &tallies,
        const struct store_ask *ask)
{
    Xapian::Enquire enquire(store->db);
    std::vector<Scored> docs;

    enquire.set_query(ListSource::query(found));
    enquire.set_docid_order(Xapian::Enquire::ASCENDING);
    if (ask->sort_slot != 0)
        enquire.set_sort_by_value_then_relevance(ask->sort_slot,
                                                 ask->descending);
    if (ask->group_slot != 0)
        enquire.set_collapse_key(ask->group_slot);
    watch(tallies, enquire, ask);
    Xapian::MSet mset = enquire.get_mset(
        static_cast<Xapian::doccount>(ask->offset),
        static_cast<Xapian::doccount>(ask->limit), store->db.get_doccount());
    for (auto it = mset.begin(); it != mset.end(); ++it)
        docs.emplace_back(*it, it.get_weight());
    return docs;
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
take_hits(struct store_hits &hits, struct store *store,
          const std::vector<Scored> &page, struct arena *arena)
{
    hits.list = static_cast<struct store_hit *>(
        arena_alloc(arena, page.size() * sizeof(struct store_hit)));
    for (const Scored &scored : page) {
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
        Matcher matcher(*ask->plan, store->kept->lists, store->kept->places);
        ListPtr found = matcher.run(!ask->unranked);
        struct store_hits hits = {};
        tally_set tallies;
        std::vector<Scored> page =
            needs_values(ask) ? arrange(store, found, tallies, ask)
                              : best_of(*found, ask->offset, ask->limit);

        hits.total = found->docs.size();
        take_hits(hits, store, page, arena);
        take_counts(hits, tallies, ask, arena);
        if (ask->row_count > 0)
            explain_hits(hits, matcher, ask, page, arena);
        *out = hits;
        return STATUS_OK;
    });
}
