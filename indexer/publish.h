/*
 * A row of resolutions becomes the next generation of an index.
 */
#pragma once

#include "lib/base/arena.h"
#include "lib/base/tables.h"
#include "lib/model/resolution.h"

#include <stddef.h>

struct progress;

struct publish {
    const char *index_dir;
    const struct tables *tables;           /* kept in the index */
    const struct resolution **resolutions; /* sorted here; ids all different */
    size_t count;
    const char *const *paths; /* of the corpus, remembered */
    size_t path_count;
    bool replace;    /* allowed to drop more than half of what is held */
    unsigned wait_s; /* for another writer to end */
    /* Told who that is when it must be waited for; NULL: nobody is told. */
    void (*say_waiting)(const char *text);
    struct progress *progress; /* of writing; NULL: not shown */
};

struct published {
    unsigned generation;
    size_t resolutions, editions, clauses, footnotes;
    struct error warning; /* what failed after it was published, or OK */
};

/*
 * STATUS_BUSY: another writer, or a signal to stop; STATUS_BAD_REQUEST: it
 * would drop more than half of what is held.
 */
enum status publish_run(struct published *out, const struct publish *publish,
                        struct error *err) MUST_USE;

/* The paths that the index was made from; none when there is no index. */
enum status publish_remembered(const char *index_dir, struct arena *arena,
                               const char ***paths, size_t *count,
                               struct error *err) MUST_USE;
