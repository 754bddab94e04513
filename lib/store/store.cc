/*
 * Reading. A generation never changes, so there is no DatabaseModifiedError
 * to meet and nothing is ever reopened: a newer generation is opened anew
 * and the old one let go.
 */
extern "C" {
#include "lib/store/store.h"
#include "lib/store/generation.h"
#include "lib/store/seal.h"
}

#include "lib/store/guard.hh"
#include "lib/store/keys.hh"
#include "lib/store/plan.hh"
#include "lib/store/tally.hh"

#include <cstring>
#include <memory>
#include <string>
#include <vector>

/* Tuned on judged sets (bench/relevance): clauses differ in length by what
 * they say more than by saying it at length, so length counts little. */
static constexpr double BM25_K1 = 1, BM25_B = 0.2, BM25_LENGTH_LEAST = 0.5;

enum {
    STORE_TRIES = 100 /* to open what is current, while new ones come */
};

struct store {
    std::string dir;
    std::string uuid;
    unsigned generation = 0;
    struct view view = {};
    struct error trouble = {};
    Xapian::Database db;
};

static const char *
copy(struct arena *arena, const std::string &text)
{
    return arena_strndup(arena, text.data(), text.size());
}

static enum status
open_generation(struct store *out, unsigned generation, struct error *err)
{
    char name[GENERATION_NAME_MAX];

    generation_name(name, generation);
    std::string path = out->dir + "/" + name;
    view_take_of(&out->view, out->dir.c_str(), generation);
    enum status status = seal_check(path.c_str(), STORE_FORMAT, err);
    if (status != STATUS_OK)
        return status;
    out->db = Xapian::Database(path);
    out->uuid = out->db.get_metadata(STORE_KEY_UUID);
    out->generation = generation;
    return STATUS_OK;
}

/* The same with its own end for exceptions, so that another can be tried. */
static enum status
try_generation(struct store *out, unsigned generation, struct error *err)
{
    return guard(err, [&] { return open_generation(out, generation, err); });
}

/* One before the generation that cannot be opened, for the reason `why`. */
static enum status
open_other(struct store *out, unsigned current, const struct error &why)
{
    unsigned others[GENERATION_OTHERS];
    size_t count = generation_others(others, out->dir.c_str(), current);

    for (size_t i = 0; i < count; i++)
        if (try_generation(out, others[i], nullptr) == STATUS_OK) {
            error_set(&out->trouble, why.code,
                      "%s; generation %u answers in its place",
                      why.code == STATUS_NOT_FOUND
                          ? (out->dir + "/current is missing").c_str()
                          : why.text,
                      others[i]);
            return STATUS_OK;
        }
    return why.code;
}

/*
 * The generation that `current` names. Two builds may have gone by while it
 * was being opened, and taken it away: then there is another to open. *named
 * is the last that was tried, 0 if none is named.
 */
static enum status
open_named(struct store *out, unsigned *named, struct error *why)
{
    enum status status = STATUS_OK;

    *named = 0;
    for (int tries = 0; tries < STORE_TRIES; tries++) {
        unsigned current = 0;

        status = generation_current(&current, out->dir.c_str(), why);
        if (status == STATUS_OK && current == *named)
            return why->code;
        *named = current;
        if (status == STATUS_OK)
            status = try_generation(out, current, why);
        if (status == STATUS_OK || current == 0)
            return status;
    }
    return status;
}

enum status
store_open(struct store **out, const char *dir, struct error *err)
{
    return guard(err, [&] {
        unsigned named = 0;
        struct error why = {};
        auto store = std::make_unique<struct store>();

        store->dir = dir;
        enum status status = open_named(store.get(), &named, &why);
        if (status != STATUS_OK)
            status = open_other(store.get(), named, why);
        if (status != STATUS_OK)
            return error_set(err, status, "%s", why.text);
        *out = store.release();
        return STATUS_OK;
    });
}

const struct error *
store_trouble(const struct store *store)
{
    return &store->trouble;
}

bool
store_is_intact(const struct store *store)
{
    struct view now;

    view_take_of(&now, store->dir.c_str(), store->generation);
    return view_intact(&store->view, &now);
}

void
store_close(struct store *store)
{
    guard(nullptr, [&] {
        delete store;
        return STATUS_OK;
    });
}

void
store_closep(struct store **store)
{
    store_close(*store);
    *store = nullptr;
}

struct store_identity
store_identify(const struct store *store)
{
    return {store->uuid.c_str(), store->generation};
}

static void
arrange(Xapian::Enquire &enquire, const struct store_ask *ask)
{
    enquire.set_docid_order(Xapian::Enquire::ASCENDING);
    if (ask->unranked)
        enquire.set_weighting_scheme(Xapian::BoolWeight());
    else
        enquire.set_weighting_scheme(
            Xapian::BM25Weight(BM25_K1, 0, 1, BM25_B, BM25_LENGTH_LEAST));
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

/*
 * Looking at all makes the total exact. It also keeps the matcher from
 * passing documents over by their weight; in 1.4.22 that loses some when
 * a branch of an OR beside a filter is empty, so no cutoff is set either.
 */
static Xapian::MSet
run(struct store *store, Xapian::Enquire &enquire, const struct store_ask *ask)
{
    Xapian::doccount all = store->db.get_doccount();

    enquire.set_query(plan_query(*ask->plan));
    arrange(enquire, ask);
    return enquire.get_mset(static_cast<Xapian::doccount>(ask->offset),
                            static_cast<Xapian::doccount>(ask->limit), all);
}

enum status
store_search(struct store *store, const struct store_ask *ask,
             struct arena *arena, struct store_hits *out, struct error *err)
{
    return guard(err, [&] {
        Xapian::Enquire enquire(store->db);
        tally_set tallies;

        watch(tallies, enquire, ask);
        Xapian::MSet mset = run(store, enquire, ask);
        struct store_hits hits = {};
        hits.total = mset.get_matches_estimated();
        hits.list = static_cast<struct store_hit *>(
            arena_alloc(arena, mset.size() * sizeof(struct store_hit)));
        for (auto it = mset.begin(); it != mset.end(); ++it) {
            std::string data = it.get_document().get_data();
            struct store_hit &hit = hits.list[hits.count++];

            hit.data = copy(arena, data);
            hit.len = data.size();
            hit.score = it.get_weight();
        }
        take_counts(hits, tallies, ask, arena);
        *out = hits;
        return STATUS_OK;
    });
}

enum status
store_count(struct store *store, const char *term, size_t *count,
            struct error *err)
{
    return guard(err, [&] {
        *count = store->db.get_termfreq(term);
        return STATUS_OK;
    });
}

enum status
store_get(struct store *store, const char *key, struct arena *arena,
          const char **bytes, size_t *len, struct error *err)
{
    return guard(err, [&] {
        std::string value =
            store->db.get_metadata(STORE_KEY_OURS + std::string(key));

        if (value.empty())
            return error_set(err, STATUS_NOT_FOUND, "nothing is kept as %s",
                             key);
        *bytes = copy(arena, value);
        *len = value.size();
        return STATUS_OK;
    });
}

/* Copies the names of [it, end) into the arena, without their first bytes. */
template <class Iterator>
static const char **
list_names(Iterator it, const Iterator &end, size_t skip, struct arena *arena,
           size_t *count)
{
    std::vector<const char *> names;

    for (; it != end; ++it)
        names.push_back(copy(arena, (*it).substr(skip)));
    size_t size = names.size() * sizeof(const char *);
    auto list = static_cast<const char **>(arena_alloc(arena, size));
    if (size > 0)
        memcpy(list, names.data(), size);
    *count = names.size();
    return list;
}

enum status
store_keys(struct store *store, const char *prefix, struct arena *arena,
           const char ***keys, size_t *count, struct error *err)
{
    return guard(err, [&] {
        std::string from = STORE_KEY_OURS + std::string(prefix);

        *keys = list_names(store->db.metadata_keys_begin(from),
                           store->db.metadata_keys_end(from), from.size(),
                           arena, count);
        return STATUS_OK;
    });
}

enum status
store_terms(struct store *store, const char *prefix, struct arena *arena,
            const char ***terms, size_t *count, struct error *err)
{
    return guard(err, [&] {
        *terms = list_names(store->db.allterms_begin(prefix),
                            store->db.allterms_end(prefix), strlen(prefix),
                            arena, count);
        return STATUS_OK;
    });
}

enum status
store_vocabulary(struct store *store, const char *prefix, struct arena *arena,
                 struct store_tallies *out, struct error *err)
{
    return guard(err, [&] {
        std::vector<struct store_tally> terms;
        Xapian::TermIterator end = store->db.allterms_end(prefix);

        for (auto it = store->db.allterms_begin(prefix); it != end; ++it)
            terms.push_back(
                {copy(arena, (*it).substr(strlen(prefix))), it.get_termfreq()});
        size_t size = terms.size() * sizeof *out->list;
        out->list = static_cast<struct store_tally *>(arena_alloc(arena, size));
        if (size > 0)
            memcpy(out->list, terms.data(), size);
        out->count = terms.size();
        return STATUS_OK;
    });
}
