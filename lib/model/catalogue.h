/*
 * What is known of resolutions, whether or not their text is held: facts
 * with their sources (corpus/tables: catalogue, catalogue_itu_r). An index
 * made without these tables has an empty catalogue.
 */
#pragma once

#include "lib/base/arena.h"
#include "lib/base/tables.h"
#include "lib/model/resolution.h"

/* One resolution. Texts are "" where nothing was seen. */
struct catalogue_entry {
    const char *body;
    unsigned number;
    const char *title;         /* in the last edition that was seen */
    struct adoption *editions; /* oldest first */
    size_t edition_count;
    const char *editions_text; /* as the source has it: "ITU-R R.1, R.1-2" */
    const char *standing;      /* of the last edition: "in force", "suppressed",
                                  or "unknown" */
    const char *status;        /* what the source says of it, in its words */
    const char *source;
    const char *verified; /* how far it is sure, in words */
    const char *table;    /* and the line in it */
    unsigned line;
};

struct catalogue;

/* The error names table and line of a row that cannot be used. */
enum status catalogue_new(struct catalogue **out, const struct tables *tables,
                          struct error *err) MUST_USE;
void catalogue_free(struct catalogue *catalogue);
void catalogue_freep(struct catalogue **catalogue);

/* All entries, by body and number. */
const struct catalogue_entry *
catalogue_entries(const struct catalogue *catalogue, size_t *count);

/* NULL: nothing is known of it. */
const struct catalogue_entry *catalogue_find(const struct catalogue *catalogue,
                                             const char *body, unsigned number);

/* The entry's last edition, or NULL when none is known. */
const struct adoption *catalogue_latest(const struct catalogue_entry *entry);
