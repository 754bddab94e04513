#include "indexer/publish.h"

#include "indexer/clock.h"
#include "indexer/document.h"
#include "indexer/progress.h"
#include "indexer/stop.h"
#include "lib/base/cleanup.h"
#include "lib/base/memory.h"
#include "lib/base/record.h"
#include "lib/engine/index_keys.h"
#include "lib/model/resolution_codec.h"
#include "lib/store/store.h"

#include <stdlib.h>
#include <string.h>

enum {
    YEAR_MOST = 9999,
    LOCK_LOOK_MS = 50 /* between two looks while waiting */
};

struct counts_row {
    size_t resolutions, clauses, footnotes;
};

struct job {
    const struct publish *publish;
    struct writer *writer;
    struct document_maker maker;
    struct lexicon *lexicon;
    struct concepts *concepts;
    struct grammar *grammar;
    struct counts_row all, latest;
    size_t resolutions; /* whatever their editions */
    struct counts_row years[YEAR_MOST + 1];
};

static int
by_id(const void *a, const void *b)
{
    return resolution_compare(*(const struct resolution *const *)a,
                              *(const struct resolution *const *)b);
}

/* The index of the last edition of the resolution that begins at first. */
static size_t
last_edition(const struct publish *publish, size_t first)
{
    size_t last = first;

    while (last + 1 < publish->count &&
           resolution_same(publish->resolutions[first],
                           publish->resolutions[last + 1]))
        last++;
    return last;
}

static void
count_one(struct counts_row *row, const struct resolution *resolution)
{
    row->resolutions++;
    row->clauses += resolution_clause_count(resolution);
    row->footnotes += resolution->footnote_count;
}

static enum status
put_counts(struct job *job, const char *edition, const struct counts_row *row,
           struct error *err)
{
    struct buf bytes = {0};
    const char *key =
        arena_printf(job->maker.arena, INDEX_KEY_COUNTS "%s", edition);
    enum status status;

    record_put_number(&bytes, row->resolutions);
    record_put_number(&bytes, row->clauses);
    record_put_number(&bytes, row->footnotes);
    status = writer_put(job->writer, key, bytes.data, bytes.len, err);
    buf_deinit(&bytes);
    return status;
}

static enum status
put_all_counts(struct job *job, struct error *err)
{
    enum status status = put_counts(job, "all", &job->all, err);

    if (status == STATUS_OK)
        status = put_counts(job, "latest", &job->latest, err);
    for (unsigned year = 0; status == STATUS_OK && year <= YEAR_MOST; year++)
        if (job->years[year].resolutions > 0)
            status = put_counts(job, arena_printf(job->maker.arena, "%u", year),
                                &job->years[year], err);
    return status;
}

static enum status
put_resolution(struct job *job, const struct resolution *resolution,
               const struct resolution *latest, struct error *err)
{
    struct arena *arena = job->maker.arena;
    /* All texts of the last edition are the latest; none supersedes another. */
    struct document_place place = {.latest = resolution->year == latest->year};
    struct buf bytes = {0};
    enum status status;

    arena_reset(arena);
    if (!place.latest)
        place.superseded_by = latest->id;
    count_one(&job->all, resolution);
    count_one(&job->years[resolution->year % (YEAR_MOST + 1)], resolution);
    if (place.latest)
        count_one(&job->latest, resolution);
    resolution_encode(resolution, &bytes);
    status =
        writer_put(job->writer,
                   arena_printf(arena, INDEX_KEY_EDITION "%s", resolution->id),
                   bytes.data, bytes.len, err);
    buf_deinit(&bytes);
    if (status == STATUS_OK)
        status =
            document_add_all(job->writer, &job->maker, resolution, &place, err);
    return status;
}

/* The first text of the last edition among [first, last]. */
static const struct resolution *
latest_of(const struct resolution *const *list, size_t first, size_t last)
{
    while (last > first && list[last - 1]->year == list[last]->year)
        last--;
    return list[last];
}

/* All editions of one resolution, [first, last]. */
static enum status
put_editions(struct job *job, size_t first, size_t last, struct error *err)
{
    const struct publish *publish = job->publish;
    const struct resolution **list = publish->resolutions;
    const struct resolution *latest = latest_of(list, first, last);
    char name[RESOLUTION_NAME_MAX];
    struct buf held = {0};
    enum status status = STATUS_OK;

    for (size_t i = first; status == STATUS_OK && i <= last; i++) {
        record_put_text(&held, list[i]->id);
        status = put_resolution(job, list[i], latest, err);
        progress_step(publish->progress, list[i]->id);
    }
    job->resolutions++;
    resolution_name(list[first], name);
    if (status == STATUS_OK)
        status = writer_put(
            job->writer,
            arena_printf(job->maker.arena, INDEX_KEY_HELD "%s", name),
            held.data, held.len, err);
    buf_deinit(&held);
    return status;
}

static enum status
put_frame(struct job *job, struct error *err)
{
    const struct publish *publish = job->publish;
    struct buf bytes = {0};
    enum status status;

    tables_pack(publish->tables, &bytes);
    status =
        writer_put(job->writer, INDEX_KEY_TABLES, bytes.data, bytes.len, err);
    buf_clear(&bytes);
    for (size_t i = 0; i < publish->path_count; i++)
        record_put_text(&bytes, publish->paths[i]);
    if (status == STATUS_OK)
        status = writer_put(job->writer, INDEX_KEY_PATHS, bytes.data, bytes.len,
                            err);
    buf_deinit(&bytes);
    return status;
}

static int
by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* How many of the held ids, which are sorted, are among the new ones. */
static size_t
count_kept(const struct publish *publish, const char *const *held,
           size_t held_count, struct arena *arena)
{
    const char **ids = arena_alloc(arena, publish->count * sizeof *ids);
    size_t kept = 0, at = 0;

    for (size_t i = 0; i < publish->count; i++)
        ids[i] = publish->resolutions[i]->id;
    qsort(ids, publish->count, sizeof *ids, by_text);
    for (size_t i = 0; i < held_count; i++) {
        while (at < publish->count && strcmp(ids[at], held[i]) < 0)
            at++;
        kept += at < publish->count && strcmp(ids[at], held[i]) == 0;
    }
    return kept;
}

/* A folder given by mistake must not empty an index. */
static enum status
check_drop(const struct publish *publish, struct error *err)
{
    CLEANUP(store_closep) struct store *store = NULL;
    CLEANUP(arena_freep) struct arena *arena = arena_new();
    const char **held = NULL;
    size_t held_count = 0, kept;

    if (publish->replace ||
        store_open(&store, publish->index_dir, NULL) != STATUS_OK ||
        store_keys(store, INDEX_KEY_EDITION, arena, &held, &held_count, NULL) !=
            STATUS_OK)
        return STATUS_OK; /* there is nothing that could be lost */
    kept = count_kept(publish, held, held_count, arena);
    if (kept * 2 >= held_count)
        return STATUS_OK;
    return error_set(err, STATUS_BAD_REQUEST,
                     "this would drop %zu of the %zu editions held in %s. "
                     "To do so, say --replace; to join more files, --add",
                     held_count - kept, held_count, publish->index_dir);
}

/* The kernel has no lock with a time limit, so it is asked again and again;
 * in between a signal ends the waiting at once. */
static enum status
open_writer(struct job *job, struct error *err)
{
    const struct publish *publish = job->publish;
    long long end = clock_ms() + publish->wait_s * 1000LL;
    struct error why;
    enum status status = writer_open(&job->writer, publish->index_dir, &why);

    if (status == STATUS_BUSY && publish->say_waiting != NULL)
        publish->say_waiting(why.text);
    while (status == STATUS_BUSY && clock_ms() < end) {
        status = stop_asked_within(LOCK_LOOK_MS, err);
        if (status != STATUS_OK)
            return status;
        status = writer_open(&job->writer, publish->index_dir, &why);
    }
    if (status == STATUS_OK)
        return STATUS_OK;
    return error_set(err, status, "%s%s", why.text,
                     status == STATUS_BUSY ? "; try again when that has ended, "
                                             "or say --wait SECONDS"
                                           : "");
}

static enum status
job_run(struct job *job, struct published *out, struct error *err)
{
    const struct publish *publish = job->publish;
    enum status status = open_writer(job, err);
    struct writer_published published;
    size_t last;

    if (status == STATUS_OK)
        status = check_drop(publish, err);
    if (status == STATUS_OK)
        status = put_frame(job, err);
    progress_begin(publish->progress, "writing", publish->count);
    for (size_t i = 0; status == STATUS_OK && i < publish->count;
         i = last + 1) {
        last = last_edition(publish, i);
        status = stop_asked(err);
        if (status == STATUS_OK)
            status = put_editions(job, i, last, err);
    }
    if (status == STATUS_OK)
        status = put_all_counts(job, err);
    if (status == STATUS_OK)
        status = stop_asked(err);
    if (status == STATUS_OK)
        status = writer_publish(job->writer, &published, err);
    if (status != STATUS_OK)
        return status;
    out->generation = published.generation;
    out->warning = published.warning;
    out->resolutions = job->resolutions;
    out->editions = job->all.resolutions;
    out->clauses = job->all.clauses;
    out->footnotes = job->all.footnotes;
    return STATUS_OK;
}

static void
job_free(struct job *job)
{
    writer_close(job->writer);
    concepts_free(job->concepts);
    stemmer_free(job->maker.stemmer);
    lexicon_free(job->lexicon);
    grammar_free(job->grammar);
    arena_free(job->maker.arena);
    free(job);
}

enum status
publish_run(struct published *out, const struct publish *publish,
            struct error *err)
{
    struct job *job = memory_alloc(sizeof *job);
    enum status status;

    qsort(publish->resolutions, publish->count, sizeof *publish->resolutions,
          by_id);
    job->publish = publish;
    job->maker.arena = arena_new();
    status = lexicon_new(&job->lexicon, publish->tables, err);
    if (status == STATUS_OK)
        status = grammar_new(&job->grammar, publish->tables, err);
    if (status == STATUS_OK) {
        job->maker.lexicon = job->lexicon;
        job->maker.grammar = job->grammar;
        job->maker.stemmer = stemmer_new(job->lexicon);
        status = concepts_new(&job->concepts, publish->tables,
                              job->maker.stemmer, err);
        job->maker.concepts = job->concepts;
    }
    if (status == STATUS_OK)
        status = job_run(job, out, err);
    progress_end(publish->progress);
    job_free(job);
    return status;
}

enum status
publish_remembered(const char *index_dir, struct arena *arena,
                   const char ***paths, size_t *count, struct error *err)
{
    CLEANUP(store_closep) struct store *store = NULL;
    const char *bytes = NULL;
    size_t len = 0;
    struct record record;
    enum status status = store_open(&store, index_dir, err);

    *count = 0;
    *paths = NULL;
    if (status == STATUS_OK)
        status = store_get(store, INDEX_KEY_PATHS, arena, &bytes, &len, err);
    if (status == STATUS_NOT_FOUND)
        return STATUS_OK;
    if (status != STATUS_OK)
        return status;
    record = record_open(bytes, len);
    while (record.at < record.end)
        *arena_push(arena, *paths, *count) = record_text(&record, arena);
    return STATUS_OK;
}
