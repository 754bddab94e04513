/*
 * Reading. A generation never changes, so there is no DatabaseModifiedError
 * to meet and nothing is ever reopened: a newer generation is opened anew
 * and the old one let go.
 */
extern "C" {
#include "lib/store/generation.h"
#include "lib/store/seal.h"
}

#include "lib/store/guard.hh"
#include "lib/store/keys.hh"
#include "lib/store/store.hh"

#include <cstring>
#include <memory>
#include <string>
#include <vector>

enum {
    STORE_TRIES = 100, /* to open what is current, while new ones come */
    STORE_KEPT_MIB = 64
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
    out->kept =
        std::make_unique<StoreKept>(out->db, size_t(STORE_KEPT_MIB) << 20);
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
    char name[GENERATION_NAME_MAX];
    struct view now;

    view_take_of(&now, store->dir.c_str(), store->generation);
    if (!view_same(&store->view, &now))
        return view_intact(&store->view, &now);
    generation_name(name, store->generation);
    std::string path = store->dir + "/" + name;
    return seal_check(path.c_str(), STORE_FORMAT, nullptr) == STATUS_OK;
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

enum status
store_keep(struct store *store, size_t bytes, struct error *err)
{
    return guard(err, [&] {
        store->kept = std::make_unique<StoreKept>(store->db, bytes);
        return STATUS_OK;
    });
}

struct store_identity
store_identify(const struct store *store)
{
    return {store->uuid.c_str(), store->generation};
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
