/*
 * The C face over Xapian: the only door to it. What crosses this border is
 * plain C; every exception is caught behind it and becomes a status; no
 * document number of Xapian's leaves.
 *
 * An index folder holds `current` (which generation is served) and
 * generations, which never change once they are there. A store is one open
 * generation; that a newer one has come is seen from outside (view.h).
 */
#pragma once

#include "lib/base/arena.h"
#include "lib/base/status.h"
#include "lib/store/plan.h"
#include "lib/store/tally.h"
#include "lib/store/view.h"

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
    size_t row_count; /* what each row of the plan adds to a score; 0: none */
};

struct store_hit {
    const void *data; /* the document's bytes, in the arena */
    size_t len;
    double score;
    double *rows; /* row_count numbers, which add up to the score; 0 where the
                     hit has nothing of a row */
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
 * Checks the seal of the generation that is served, which reads it whole, and
 * opens it. If that cannot be, the newest one before it that can is opened
 * and store_trouble says why.
 *
 * STATUS_NOT_FOUND: there is no index. STATUS_STORE: it is of another format.
 * STATUS_DENIED: it may not be read. STATUS_IO: it is damaged.
 */
enum status store_open(struct store **out, const char *dir,
                       struct error *err) MUST_USE;
void store_close(struct store *store);
void store_closep(struct store **store);

/* Why an older generation is open than the one that `current` names; its code
 * is STATUS_OK when that is not so. */
const struct error *store_trouble(const struct store *store);

/* Whether the files of the open generation are still those it was opened
 * from, as far as they are there: a generation may go under its readers, but
 * must not become another one. Where nothing shows that they are not, all of
 * them are read. */
bool store_is_intact(const struct store *store);

struct store_identity store_identify(const struct store *store);

/* How many bytes may be kept in memory of what was read: posting lists, places
 * and rows; 0: none, and Xapian's own matcher answers everything. Until it is
 * said, what fits a worker. */
enum status store_keep(struct store *store, size_t bytes,
                       struct error *err) MUST_USE;

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
