#include "indexer/input/intake.h"

#include "indexer/input/extraction.h"
#include "indexer/input/pool.h"
#include "indexer/input/source.h"
#include "indexer/progress.h"
#include "indexer/rows.h"
#include "indexer/stop.h"
#include "lib/base/file.h"
#include "lib/base/place.h"

#include <string.h>

/* As clause-extract calls what it reads; NULL of what is read here. */
static const char *const formats[WALK_FAILED + 1] = {
    [WALK_HTML] = "html",
    [WALK_DOCX] = "docx",
    [WALK_PDF] = "pdf",
};

struct intake {
    const struct walk *walk;
    const struct intake_options *options;
    struct arena *arena;
    struct documents *of_file; /* one for each file of the walk */
    size_t next_here;          /* the file to be looked at next: read here, */
    size_t next_beside;        /* or by an extractor */
    struct pool *pool;         /* made when it is needed */
    int stop_fd;               /* the pool's */
};

/* A document while it is with an extractor. */
struct beside {
    struct document *document;
    struct extraction extraction;
};

static struct document *
add_document(struct intake *intake, size_t file)
{
    struct documents *documents = &intake->of_file[file];
    struct document *document =
        arena_push(intake->arena, documents->list, documents->count);

    document->file = &intake->walk->files[file];
    return document;
}

static void
set_failed(const struct intake *intake, struct document *document,
           const struct error *err)
{
    document->fate = DOCUMENT_FAILED;
    document->code = err->code;
    document->reason = arena_strdup(intake->arena, err->text);
}

/* All bytes of a file that stayed the same while they were read. */
static enum status
read_bytes(struct buf *out, const struct walk_file *file, size_t most,
           struct error *err)
{
    struct source source;
    enum status status = source_open(&source, file, most, err);

    if (status != STATUS_OK)
        return status;
    status = source_read(&source, out, err);
    if (status == STATUS_OK)
        status = source_check(&source, err);
    source_close(&source);
    if (status != STATUS_OK)
        buf_clear(out);
    return status;
}

static void
read_text(struct intake *intake, size_t file)
{
    struct document *document = add_document(intake, file);
    struct buf text = {0};
    struct error err;
    enum status status =
        read_bytes(&text, document->file, INTAKE_TEXT_MAX, &err);

    if (status == STATUS_OK)
        status =
            segment_text(&document->segmented, intake->options->grammar,
                         &(struct source_text){.file = document->file->name,
                                               .bytes = buf_text(&text),
                                               .len = text.len},
                         intake->arena, &err);
    buf_deinit(&text);
    if (status != STATUS_OK)
        set_failed(intake, document, &err);
}

/* A row that says where its text came from keeps that. */
static void
name_source(struct resolution *resolution, const struct walk_file *file,
            struct arena *arena)
{
    if (*resolution->source_file == '\0')
        resolution->source_file = arena_strdup(arena, file->name);
}

/* Every row is a document, and so is a file that cannot be read. */
static void
read_rows(struct intake *intake, size_t at)
{
    const struct walk_file *file = &intake->walk->files[at];
    struct buf text = {0};
    struct error err;

    if (read_bytes(&text, file, INTAKE_ROWS_MAX, &err) != STATUS_OK)
        set_failed(intake, add_document(intake, at), &err);
    for (struct rows rows = rows_of(buf_text(&text), text.len);
         rows_next(&rows);) {
        struct document *document = add_document(intake, at);

        document->line = rows.line;
        if (row_read(&document->segmented.resolution, &rows,
                     intake->options->grammar, intake->arena,
                     &err) == STATUS_OK)
            name_source(&document->segmented.resolution, file, intake->arena);
        else
            set_failed(intake, document, &err);
    }
    buf_deinit(&text);
}

static void
note_unread(struct intake *intake, size_t file)
{
    struct document *document = add_document(intake, file);

    document->fate = document->file->kind == WALK_FAILED ? DOCUMENT_FAILED
                                                         : DOCUMENT_SKIPPED;
    document->code = document->file->code;
    document->reason = document->file->reason;
}

/* The next file that is not for an extractor, if there is one. */
static void
read_next(struct intake *intake)
{
    size_t at = intake->next_here;

    while (at < intake->walk->count &&
           formats[intake->walk->files[at].kind] != NULL)
        at++;
    intake->next_here = at;
    if (at == intake->walk->count)
        return;
    intake->next_here++;
    progress_step(intake->options->progress, intake->walk->files[at].name);
    switch (intake->walk->files[at].kind) {
    case WALK_TEXT:
        read_text(intake, at);
        break;
    case WALK_ROWS:
        read_rows(intake, at);
        break;
    default:
        note_unread(intake, at);
    }
}

static enum status
make_pool(struct intake *intake, struct error *err)
{
    unsigned jobs = intake->options->jobs;
    struct extractor_command command = {.unsandboxed =
                                            intake->options->unsandboxed,
                                        .wall_ms = EXTRACTOR_WALL_MS};
    char *program;
    enum status status;

    if (intake->pool != NULL)
        return STATUS_OK;
    status = place_extract(&program, intake->arena, err);
    if (status != STATUS_OK)
        return status;
    command.program = program;
    intake->stop_fd = stop_watch();
    intake->pool = pool_new(&command, jobs == 0 ? pool_default_jobs() : jobs,
                            intake->stop_fd);
    return STATUS_OK;
}

/* Its lines are kept already, or an extractor makes them. */
static enum status
start_on(struct intake *intake, struct beside *beside, const struct buf *bytes,
         struct error *err)
{
    struct document *document = beside->document;
    enum status status;

    digest_sha256(bytes->data, bytes->len, beside->extraction.sha256);
    document->kept =
        extraction_is_kept(&document->segmented, &beside->extraction);
    if (document->kept) {
        document->fate = DOCUMENT_READ;
        return STATUS_OK;
    }
    status = make_pool(intake, err);
    if (status == STATUS_OK)
        status = pool_start(intake->pool, beside->extraction.format, bytes,
                            beside, err);
    return status;
}

/* True: it was all the work that there is to it. */
static bool
start_one(struct intake *intake, size_t file)
{
    struct beside *beside = arena_make(intake->arena, struct beside);
    struct document *document = add_document(intake, file);
    struct buf bytes = {0};
    struct error err;
    enum status status =
        read_bytes(&bytes, document->file, INTAKE_FILE_MAX, &err);

    document->fate = DOCUMENT_FAILED; /* until it is read */
    beside->document = document;
    beside->extraction =
        (struct extraction){.file = document->file->name,
                            .format = formats[document->file->kind],
                            .grammar = intake->options->grammar,
                            .parsed = intake->options->parsed,
                            .arena = intake->arena};
    if (status == STATUS_OK)
        status = start_on(intake, beside, &bytes, &err);
    buf_deinit(&bytes);
    if (status != STATUS_OK)
        set_failed(intake, document, &err);
    if (status == STATUS_OK && !document->kept)
        return false;
    progress_step(intake->options->progress, document->file->name);
    return true;
}

/* As many extractors as may run; true when one document was done in
 * passing. */
static bool
start_more(struct intake *intake)
{
    const struct walk *walk = intake->walk;
    bool done = false;

    while (!done && intake->next_beside < walk->count &&
           (intake->pool == NULL || !pool_is_full(intake->pool))) {
        size_t at = intake->next_beside++;

        if (formats[walk->files[at].kind] != NULL)
            done = start_one(intake, at);
    }
    return done;
}

static void
finish_one(struct intake *intake, struct pool_done *done)
{
    const struct beside *beside = done->job;
    struct document *document = beside->document;
    enum status status = done->code;

    if (status == STATUS_OK)
        status = extraction_finish(&document->segmented, &beside->extraction,
                                   &done->lines, &done->err);
    if (status == STATUS_OK)
        document->fate = DOCUMENT_READ;
    else
        set_failed(intake, document, &done->err);
    buf_deinit(&done->lines);
    progress_step(intake->options->progress, document->file->name);
}

/* One piece of work; false when all is done, or a signal came while there
 * was nothing to do but wait. */
static bool
step(struct intake *intake)
{
    bool passed = start_more(intake);
    bool more = intake->next_here < intake->walk->count;
    struct pool_done done;

    if (intake->pool != NULL &&
        pool_take(&done, intake->pool, !passed && !more)) {
        finish_one(intake, &done);
        return true;
    }
    if (more && !passed)
        read_next(intake);
    return more || passed;
}

static void
join(struct documents *out, const struct intake *intake)
{
    size_t count = 0;

    for (size_t i = 0; i < intake->walk->count; i++)
        count += intake->of_file[i].count;
    out->list = arena_alloc(intake->arena, count * sizeof *out->list);
    for (size_t i = 0; i < intake->walk->count; i++) {
        const struct documents *documents = &intake->of_file[i];

        if (documents->count > 0)
            memcpy(out->list + out->count, documents->list,
                   documents->count * sizeof *out->list);
        out->count += documents->count;
    }
}

void
intake_read(struct documents *out, const struct walk *walk,
            const struct intake_options *options, struct arena *arena)
{
    struct intake intake = {
        .walk = walk, .options = options, .arena = arena, .stop_fd = -1};
    bool stopped;

    *out = (struct documents){0};
    progress_begin(options->progress, "reading", walk->count);
    intake.of_file = arena_alloc(arena, walk->count * sizeof *intake.of_file);
    do
        stopped = stop_asked(NULL) != STATUS_OK;
    while (!stopped && step(&intake));
    progress_end(options->progress);
    pool_free(intake.pool);
    file_closep(&intake.stop_fd);
    if (!stopped && stop_asked(NULL) == STATUS_OK) /* half a corpus is none */
        join(out, &intake);
}
