#include "lib/engine/library.h"

#include "lib/base/memory.h"
#include "lib/base/record.h"
#include "lib/engine/index_keys.h"
#include "lib/engine/vocabulary.h"
#include "lib/model/resolution_codec.h"
#include "lib/model/unit.h"

#include <stdlib.h>
#include <string.h>

void
library_close(struct library *library)
{
    if (library == NULL)
        return;
    vocabulary_free(library->vocabulary);
    concepts_free(library->concepts);
    stemmer_free(library->stemmer);
    lexicon_free(library->lexicon);
    questions_free(library->questions);
    catalogue_free(library->catalogue);
    grammar_free(library->grammar);
    store_close(library->store);
    free(library);
}

/* Tables come from the index, so that queries fold as the index was folded. */
static enum status
load_tables(struct library *library, struct error *err)
{
    struct arena *arena = arena_new();
    struct tables tables;
    const char *packed = NULL;
    size_t len = 0;
    enum status status =
        store_get(library->store, INDEX_KEY_TABLES, arena, &packed, &len, err);

    if (status == STATUS_OK)
        status = tables_unpack(&tables, packed, len, arena, err);
    if (status == STATUS_OK)
        status = lexicon_new(&library->lexicon, &tables, err);
    if (status == STATUS_OK)
        status = grammar_new(&library->grammar, &tables, err);
    if (status == STATUS_OK)
        status = questions_new(&library->questions, &tables, err);
    if (status == STATUS_OK)
        status = catalogue_new(&library->catalogue, &tables, err);
    if (status == STATUS_OK)
        library->stemmer = stemmer_new(library->lexicon);
    if (status == STATUS_OK)
        status =
            concepts_new(&library->concepts, &tables, library->stemmer, err);
    arena_free(arena);
    return status;
}

enum status
library_open(struct library **out, const char *dir, struct error *err)
{
    struct library *library = memory_alloc(sizeof *library);
    enum status status = store_open(&library->store, dir, err);

    library->vocabulary = vocabulary_new();
    if (status == STATUS_OK)
        status = load_tables(library, err);
    if (status == STATUS_OK)
        *out = library;
    else
        library_close(library);
    return status;
}

void
library_renew(struct library **library, const char *dir, struct error *trouble)
{
    struct library *fresh = NULL;

    if (library_open(&fresh, dir, trouble) == STATUS_OK) {
        *trouble = *store_trouble(fresh->store);
        library_close(*library);
        *library = fresh;
    } else if (*library != NULL && !store_is_intact((*library)->store)) {
        library_close(*library);
        *library = NULL;
    }
}

enum status
library_counts(const struct library *library, const char *edition,
               struct arena *arena, struct counts *out, struct error *err)
{
    const char *bytes = NULL;
    size_t len = 0;
    struct record record;
    enum status status = store_get(
        library->store, arena_printf(arena, INDEX_KEY_COUNTS "%s", edition),
        arena, &bytes, &len, err);

    *out = (struct counts){0};
    if (status == STATUS_NOT_FOUND)
        return STATUS_OK; /* nothing of that edition is held */
    if (status != STATUS_OK)
        return status;
    record = record_open(bytes, len);
    out->resolutions = record_number(&record);
    out->clauses = record_number(&record);
    out->footnotes = record_number(&record);
    return STATUS_OK;
}

enum status
library_held(const struct library *library, const char *name,
             struct arena *arena, const char ***ids, size_t *count,
             struct error *err)
{
    const char *bytes = NULL;
    const char **list = NULL;
    size_t len = 0, found = 0;
    struct record record;
    enum status status = store_get(
        library->store, arena_printf(arena, INDEX_KEY_HELD "%s", name), arena,
        &bytes, &len, err);

    if (status != STATUS_OK && status != STATUS_NOT_FOUND)
        return status;
    record = record_open(bytes, status == STATUS_OK ? len : 0);
    while (record.at < record.end)
        *arena_push(arena, list, found) = record_text(&record, arena);
    *ids = list;
    *count = found;
    return STATUS_OK;
}

/* Ids are in order, so what goes before "wtsa-1@2016.3" is its edition's
 * other texts. */
const char *
library_latest(const char *const *ids, size_t count)
{
    size_t last = count - 1;
    size_t len = strcspn(ids[last], ".");

    while (last > 0 && strncmp(ids[last - 1], ids[last], len) == 0)
        last--;
    return ids[last];
}

enum status
library_read(const struct library *library, const char *id, struct arena *arena,
             struct resolution *out, struct error *err)
{
    const char *bytes;
    size_t len;
    enum status status = store_get(
        library->store, arena_printf(arena, INDEX_KEY_EDITION "%s", id), arena,
        &bytes, &len, err);

    if (status == STATUS_OK)
        status = resolution_decode(out, bytes, len, arena, err);
    return status;
}

const char *
library_title(const struct library *library, const char *const *terms,
              size_t count, struct arena *arena)
{
    struct plan all = {.kind = PLAN_AND};
    struct store_ask ask = {.plan = &all, .limit = 1, .unranked = true};
    struct store_hits found;
    struct unit row;

    for (size_t i = 0; i < count; i++) {
        struct plan *term = arena_make(arena, struct plan);

        term->kind = PLAN_TERM;
        term->term = arena_printf(arena, INDEX_ROW_PREFIX "%s", terms[i]);
        *arena_push(arena, all.children, all.child_count) = term;
    }
    if (store_search(library->store, &ask, arena, &found, NULL) != STATUS_OK ||
        found.count == 0 ||
        unit_decode(&row, found.list[0].data, found.list[0].len, arena, NULL) !=
            STATUS_OK)
        return NULL;
    return row.title;
}
