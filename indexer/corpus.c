#include "indexer/corpus.h"

#include "indexer/input/source.h"
#include "indexer/rows.h"
#include "indexer/stop.h"
#include "lib/base/cleanup.h"
#include "lib/base/digest.h"
#include "lib/model/resolution_copy.h"

#include <stdlib.h>
#include <string.h>

/* How the files of a kind are read. */
static const struct format {
    size_t most;        /* bytes; 0: not at all */
    const char *format; /* of clause-extract; NULL: it is text */
} formats[] = {
    [WALK_TEXT] = {.most = CORPUS_FILE_MAX},
    [WALK_ROWS] = {.most = CORPUS_ROWS_MAX},
    [WALK_DOCX] = {EXTRACTOR_DOCUMENT_MAX, "docx"},
    [WALK_HTML] = {EXTRACTOR_DOCUMENT_MAX, "html"},
    [WALK_PDF] = {EXTRACTOR_DOCUMENT_MAX, "pdf"},
    [WALK_SKIPPED] = {0},
    [WALK_FAILED] = {0},
};

/* All bytes of a file that stayed the same while they were read. */
static enum status
read_bytes(struct buf *out, const struct walk_file *file, struct error *err)
{
    struct source source;
    enum status status =
        source_open(&source, file, formats[file->kind].most, err);

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

static enum status
read_text(struct document *document, const struct buf *bytes,
          const struct corpus_reader *reader, struct error *err)
{
    const struct source_text text = {
        .file = document->file->name, .bytes = bytes->data, .len = bytes->len};

    return segment_text(&document->segmented, reader->grammar, &text,
                        reader->arena, err);
}

static enum status
read_extracted(struct document *document, const struct buf *bytes,
               const struct corpus_reader *reader, struct error *err)
{
    CLEANUP(buf_deinit) struct buf lines = {0};
    char sha256[DIGEST_HEX_SIZE];
    struct source_text text = {.file = document->file->name, .sha256 = sha256};
    enum status status =
        extractor_run(reader->extractor, formats[document->file->kind].format,
                      bytes, &lines, reader->arena, err);

    if (status != STATUS_OK)
        return status;
    digest_sha256(bytes->data, bytes->len, sha256);
    text.bytes = lines.data;
    text.len = lines.len;
    return segment_extracted(&document->segmented, reader->grammar, &text,
                             reader->arena, err);
}

/* Segments one file into the document; false: reason is set. */
static bool
read_file(struct document *document, const struct corpus_reader *reader)
{
    CLEANUP(buf_deinit) struct buf bytes = {0};
    struct error err;
    enum status status = read_bytes(&bytes, document->file, &err);

    buf_text(&bytes); /* an empty file has bytes too: none */
    if (status == STATUS_OK)
        status = formats[document->file->kind].format == NULL
                     ? read_text(document, &bytes, reader, &err)
                     : read_extracted(document, &bytes, reader, &err);
    if (status != STATUS_OK)
        document->reason = arena_strdup(reader->arena, err.text);
    return status == STATUS_OK;
}

static struct document *
corpus_add(struct corpus *corpus, const struct walk_file *file,
           struct arena *arena)
{
    struct document *document =
        arena_push(arena, corpus->documents, corpus->count);

    document->file = file;
    return document;
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
read_rows(struct corpus *corpus, const struct walk_file *file,
          const struct grammar *grammar, struct arena *arena)
{
    struct buf text = {0};
    struct error err;

    if (read_bytes(&text, file, &err) != STATUS_OK) {
        struct document *document = corpus_add(corpus, file, arena);

        document->fate = DOCUMENT_FAILED;
        document->reason = arena_strdup(arena, err.text);
    }
    for (struct rows rows = rows_of(buf_text(&text), text.len);
         rows_next(&rows);) {
        struct document *document = corpus_add(corpus, file, arena);

        document->line = rows.line;
        if (row_read(&document->segmented.resolution, &rows, grammar, arena,
                     &err) == STATUS_OK) {
            name_source(&document->segmented.resolution, file, arena);
            continue;
        }
        document->fate = DOCUMENT_FAILED;
        document->reason = arena_strdup(arena, err.text);
    }
    buf_deinit(&text);
}

static void
read_one(struct corpus *corpus, const struct walk_file *file,
         const struct corpus_reader *reader)
{
    struct document *document;

    if (file->kind == WALK_ROWS) {
        read_rows(corpus, file, reader->grammar, reader->arena);
        return;
    }
    document = corpus_add(corpus, file, reader->arena);
    document->reason = file->reason;
    if (file->kind == WALK_SKIPPED)
        document->fate = DOCUMENT_SKIPPED;
    else if (file->kind == WALK_FAILED)
        document->fate = DOCUMENT_FAILED;
    else
        document->fate =
            read_file(document, reader) ? DOCUMENT_READ : DOCUMENT_FAILED;
}

static int
by_edition(const void *a, const void *b)
{
    const struct document *x = *(struct document *const *)a;
    const struct document *y = *(struct document *const *)b;
    int order =
        resolution_compare(&x->segmented.resolution, &y->segmented.resolution);

    return order != 0 ? order : (x > y) - (x < y); /* the walk's order */
}

/* The texts of one edition, in the order of the walk. */
struct texts {
    struct document **list;
    size_t count;
};

static const char *
where(const struct document *document, struct arena *arena)
{
    return document->line == 0
               ? document->file->name
               : arena_printf(arena, "%s, line %u", document->file->name,
                              document->line);
}

/* Whether one of the texts has the document's bytes; it is then a twin. */
static bool
is_twin(const struct texts *texts, struct document *document,
        struct arena *arena)
{
    const char *sha256 = document->segmented.resolution.source_sha256;

    for (size_t i = 0; i < texts->count; i++) {
        const struct document *held = texts->list[i];

        if (strcmp(held->segmented.resolution.source_sha256, sha256) != 0)
            continue;
        document->fate = DOCUMENT_TWIN;
        document->reason =
            arena_printf(arena, "the same text as %s", where(held, arena));
        return true;
    }
    return false;
}

/* Only editions have ranks; another document may not take an id. */
static void
refuse_taken(const struct texts *texts, struct document *document,
             struct arena *arena)
{
    document->fate = DOCUMENT_FAILED;
    document->reason = arena_printf(arena, "%s has another text of %s already",
                                    where(texts->list[0], arena),
                                    document->segmented.resolution.id);
}

/*
 * Another text of an edition that is held already: its ids carry its rank.
 * The file that comes first in the walk is the first, so that files joined
 * later do not change the ids of those before them. A row may have its rank
 * already.
 */
static void
make_copy(const struct texts *texts, struct document *document,
          struct arena *arena)
{
    struct segmented *segmented = &document->segmented;
    const struct document *first = texts->list[0];
    const struct document *last = texts->list[texts->count - 1];
    unsigned taken = last->segmented.resolution.copy;
    char *text;

    if (segmented->resolution.copy <= taken)
        resolution_copy_make(&segmented->resolution, taken + 1, arena);
    text =
        arena_printf(arena, "%s has another text of %s; this one is held as %s",
                     where(first, arena), first->segmented.resolution.id,
                     segmented->resolution.id);

    *arena_push(arena, segmented->findings, segmented->finding_count) =
        (struct finding){
            .kind = FINDING_DOUBT, .code = "second_text", .text = text};
    document->reason = text;
}

/* Whether the document is of the same edition as those in texts. */
static bool
same_edition(const struct texts *texts, const struct document *document)
{
    const struct resolution *a, *b = &document->segmented.resolution;

    if (texts->count == 0)
        return false;
    a = &texts->list[0]->segmented.resolution;
    return resolution_same(a, b) && a->year == b->year;
}

static void
tell_editions_apart(struct corpus *corpus, struct arena *arena)
{
    struct document **read = arena_alloc(arena, corpus->count * sizeof *read);
    struct texts texts = {
        .list = arena_alloc(arena, corpus->count * sizeof *texts.list)};
    size_t count = 0;

    for (size_t i = 0; i < corpus->count; i++)
        if (corpus->documents[i].fate == DOCUMENT_READ)
            read[count++] = &corpus->documents[i];
    qsort(read, count, sizeof(struct document *), by_edition);
    for (size_t i = 0; i < count; i++) {
        if (!same_edition(&texts, read[i]))
            texts.count = 0;
        else if (is_twin(&texts, read[i], arena))
            continue;
        else if (resolution_is_doc(&read[i]->segmented.resolution))
            refuse_taken(&texts, read[i], arena);
        else
            make_copy(&texts, read[i], arena);
        if (read[i]->fate == DOCUMENT_READ)
            texts.list[texts.count++] = read[i];
    }
}

void
corpus_read(struct corpus *corpus, const struct walk *walk,
            const struct corpus_reader *reader)
{
    *corpus = (struct corpus){0};
    for (size_t i = 0; i < walk->count; i++) {
        if (stop_asked(NULL) != STATUS_OK) {
            corpus->count = 0; /* half a corpus is none */
            return;
        }
        read_one(corpus, &walk->files[i], reader);
    }
    tell_editions_apart(corpus, reader->arena);
    for (size_t i = 0; i < corpus->count; i++) {
        enum document_fate fate = corpus->documents[i].fate;

        corpus->read += fate == DOCUMENT_READ;
        corpus->failed += fate == DOCUMENT_FAILED;
        corpus->skipped += fate == DOCUMENT_TWIN || fate == DOCUMENT_SKIPPED;
    }
}
