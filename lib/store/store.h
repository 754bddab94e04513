/*
 * The C face over Xapian: the only door to it. What crosses this border is
 * plain C; every exception is caught behind it and becomes a status; no
 * document number of Xapian's leaves.
 *
 * An index folder holds `current` (which generation is served) and
 * generations, which never change once they are there. A store is one open
 * generation; store_is_current tells whether a newer one has come.
 */
#pragma once

#include "lib/base/arena.h"
#include "lib/base/status.h"
#include "lib/store/plan.h"
#include "lib/store/tally.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct store;

struct store_ask {
    const struct plan *plan;
    size_t offset, limit;
    bool unranked;       /* no scores: document order */
    unsigned sort_slot;  /* by this slot first, then as usual; 0: none */
    bool descending;     /* the greatest value of sort_slot first */
    unsigned group_slot; /* only the first hit of each value; 0: all hits */
    const unsigned *count_slots; /* tallies wanted, over all hits */
    size_t count_slot_count;
};

struct store_hit {
    const void *data; /* the document's bytes, in the arena */
    size_t len;
    double score;
};

struct store_hits {
    size_t total;  /* exact; of groups too it counts the documents */
    size_t groups; /* exact; 0 when nothing is grouped */
    struct store_hit *list;
    size_t count;
    struct store_tallies *tallies;      /* one for each of count_slots */
    struct store_tallies group_tallies; /* of group_slot */
};

struct store_identity {
    const char *uuid; /* valid while the store is open */
    unsigned generation;
};

/*
 * STATUS_NOT_FOUND: there is no index, the text says what to run.
 * STATUS_STORE: it is damaged or of another format.
 */
enum status store_open(struct store **out, const char *dir,
                       struct error *err) MUST_USE;
void store_close(struct store *store);
void store_closep(struct store **store);

/* Whether `current` still names the open generation. */
enum status store_is_current(const struct store *store, bool *is_current,
                             struct error *err) MUST_USE;

struct store_identity store_identify(const struct store *store);

/* Hits in the order of sort_slot, of score, then of the documents. */
enum status store_search(struct store *store, const struct store_ask *ask,
                         struct arena *arena, struct store_hits *out,
                         struct error *err) MUST_USE;

/* How many documents have the term. */
enum status store_count(struct store *store, const char *term, size_t *count,
                        struct error *err) MUST_USE;

/* The bytes kept under a key; STATUS_NOT_FOUND when there are none. */
enum status store_get(struct store *store, const char *key, struct arena *arena,
                      const char **bytes, size_t *len,
                      struct error *err) MUST_USE;

/* The keys that begin so, in the order of their bytes, without the prefix. */
enum status store_keys(struct store *store, const char *prefix,
                       struct arena *arena, const char ***keys, size_t *count,
                       struct error *err) MUST_USE;

/* The terms that begin so, without the prefix, with how many documents have
 * each; in the order of their bytes. */
enum status store_vocabulary(struct store *store, const char *prefix,
                             struct arena *arena, struct store_tallies *out,
                             struct error *err) MUST_USE;

/* The terms that begin so, without the prefix. */
enum status store_terms(struct store *store, const char *prefix,
                        struct arena *arena, const char ***terms, size_t *count,
                        struct error *err) MUST_USE;
