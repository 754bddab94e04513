/*
 * An open generation and the tables it was made with. Private to the engine.
 */
#pragma once

#include "lib/base/arena.h"
#include "lib/model/catalogue.h"
#include "lib/model/grammar.h"
#include "lib/model/resolution.h"
#include "lib/query/question.h"
#include "lib/store/store.h"
#include "lib/text/concepts.h"
#include "lib/text/lexicon.h"
#include "lib/text/stem.h"

struct library {
    struct store *store;
    struct lexicon *lexicon;
    struct stemmer *stemmer;
    struct concepts *concepts;
    struct grammar *grammar;
    struct questions *questions;
    struct catalogue *catalogue;
    struct vocabulary *vocabulary;
};

/* Opens the generation that is served. */
enum status library_open(struct library **out, const char *dir,
                         struct error *err) MUST_USE;
void library_close(struct library *library);

/*
 * Replaces *library, which may be NULL, by what is served now. When that
 * cannot be opened it stays, unless its own files have become others: then
 * it is closed and NULL. trouble says why it is old or NULL, or STATUS_OK.
 */
void library_renew(struct library **library, const char *dir,
                   struct error *trouble);

/* What a search of an edition ("latest", "all", "2012") looks at; zeros when
 * nothing of that edition is held. */
struct counts {
    unsigned long resolutions, clauses, footnotes;
};
enum status library_counts(const struct library *library, const char *edition,
                           struct arena *arena, struct counts *out,
                           struct error *err) MUST_USE;

/* The ids of the editions held of a resolution ("wtsa-59"), oldest first;
 * none when it is not held. */
enum status library_held(const struct library *library, const char *name,
                         struct arena *arena, const char ***ids, size_t *count,
                         struct error *err) MUST_USE;

/* Of such ids, of which there is one at least: the first text of the latest
 * edition. */
const char *library_latest(const char *const *ids, size_t count);

/* An edition as it is held; STATUS_NOT_FOUND when it is not. */
enum status library_read(const struct library *library, const char *id,
                         struct arena *arena, struct resolution *out,
                         struct error *err) MUST_USE;

/* The title of the resolution, or of the edition of one, whose row has all
 * these terms (of a unit: "XBwtsa", "XN59"); NULL: there is none. */
const char *library_title(const struct library *library,
                          const char *const *terms, size_t count,
                          struct arena *arena);
