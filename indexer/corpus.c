#include "indexer/corpus.h"

#include "lib/base/file.h"

#include <stdlib.h>
#include <string.h>

/* Segments one text file into the document; false: reason is set. */
static bool
read_text(struct document *document, const struct grammar *grammar,
          struct arena *arena)
{
    struct buf text = {0};
    struct error err;
    enum status status =
        file_read(&text, document->file->path, CORPUS_FILE_MAX, &err);

    if (status == STATUS_OK)
        status = segment_text(&document->segmented, grammar,
                              &(struct source_text){document->file->name,
                                                    buf_text(&text), text.len},
                              arena, &err);
    buf_deinit(&text);
    if (status != STATUS_OK)
        document->reason = arena_strdup(arena, err.text);
    return status == STATUS_OK;
}

static void
read_one(struct document *document, const struct grammar *grammar,
         struct arena *arena)
{
    switch (document->file->kind) {
    case WALK_TEXT:
        document->fate = read_text(document, grammar, arena) ? DOCUMENT_READ
                                                             : DOCUMENT_FAILED;
        return;
    case WALK_LATER:
        document->fate = DOCUMENT_SKIPPED;
        document->reason = "this format is not read yet; convert it to .txt";
        return;
    case WALK_SKIPPED:
        document->fate = DOCUMENT_SKIPPED;
        document->reason = "not a document";
        return;
    }
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

/* Two texts of one edition: the same one once, another one not at all. */
static void
refuse_second(const struct document *first, struct document *second,
              struct arena *arena)
{
    const struct resolution *a = &first->segmented.resolution;
    const struct resolution *b = &second->segmented.resolution;

    if (strcmp(a->source_sha256, b->source_sha256) == 0) {
        second->fate = DOCUMENT_TWIN;
        second->reason =
            arena_printf(arena, "the same text as %s", first->file->name);
        return;
    }
    second->fate = DOCUMENT_FAILED;
    second->reason = arena_printf(
        arena,
        "a second text of %s, which %s has already; two texts of one edition "
        "are not supported yet",
        b->id, first->file->name);
}

static void
tell_editions_apart(struct corpus *corpus, struct arena *arena)
{
    struct document **read = arena_alloc(arena, corpus->count * sizeof *read);
    size_t count = 0;
    const struct document *first = NULL;

    for (size_t i = 0; i < corpus->count; i++)
        if (corpus->documents[i].fate == DOCUMENT_READ)
            read[count++] = &corpus->documents[i];
    qsort(read, count, sizeof(struct document *), by_edition);
    for (size_t i = 0; i < count; i++) {
        if (first != NULL &&
            resolution_compare(&first->segmented.resolution,
                               &read[i]->segmented.resolution) == 0)
            refuse_second(first, read[i], arena);
        else
            first = read[i];
    }
}

void
corpus_read(struct corpus *corpus, const struct walk *walk,
            const struct grammar *grammar, struct arena *arena)
{
    *corpus = (struct corpus){.count = walk->count};
    corpus->documents =
        arena_alloc(arena, walk->count * sizeof *corpus->documents);
    for (size_t i = 0; i < walk->count; i++) {
        corpus->documents[i].file = &walk->files[i];
        read_one(&corpus->documents[i], grammar, arena);
    }
    tell_editions_apart(corpus, arena);
    for (size_t i = 0; i < walk->count; i++) {
        enum document_fate fate = corpus->documents[i].fate;

        corpus->read += fate == DOCUMENT_READ;
        corpus->failed += fate == DOCUMENT_FAILED;
        corpus->skipped += fate == DOCUMENT_TWIN || fate == DOCUMENT_SKIPPED;
    }
}
