#include "indexer/corpus.h"

#include "lib/model/resolution_copy.h"

#include <stdlib.h>
#include <string.h>

static int
is_english(const struct document *document)
{
    return strcmp(document->segmented.resolution.language, "en") == 0;
}

/* Of the texts of one edition the English ones, which are understood, come
 * first: whoever names an edition means its English text. */
static int
by_edition(const void *a, const void *b)
{
    const struct document *x = *(struct document *const *)a;
    const struct document *y = *(struct document *const *)b;
    int order =
        resolution_compare(&x->segmented.resolution, &y->segmented.resolution);

    if (order == 0)
        order = is_english(y) - is_english(x);
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
    document->reason = arena_printf(arena,
                                    "%s has another text of %s already; give "
                                    "one of them another id",
                                    where(texts->list[0], arena),
                                    document->segmented.resolution.id);
}

/*
 * Another text of an edition that is held already: its ids carry its rank.
 * Within a language the file that comes first in the walk is the first, so that
 * files joined later do not change the ids of those before them. A row may have
 * its rank already.
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

/* The documents of a file stand together. */
static void
count_files(struct corpus *corpus, size_t count)
{
    struct corpus_files *files = &corpus->files;
    size_t end;

    for (size_t i = 0; i < corpus->count; i = end) {
        const struct document *first = &corpus->documents[i];
        size_t of_fate[DOCUMENT_FATES] = {0};

        for (end = i;
             end < corpus->count && corpus->documents[end].file == first->file;
             end++)
            of_fate[corpus->documents[end].fate]++;
        if (of_fate[DOCUMENT_FAILED] > 0)
            files->failed++;
        else if (of_fate[DOCUMENT_READ] == 0)
            files->skipped++;
        else
            files->kept += first->kept;
    }
    files->all = count;
    /* A file without rows is read too. */
    files->read = count - files->kept - files->failed - files->skipped;
}

void
corpus_read(struct corpus *corpus, const struct walk *walk,
            const struct intake_options *options, struct arena *arena)
{
    struct documents documents;

    intake_read(&documents, walk, options, arena);
    *corpus =
        (struct corpus){.documents = documents.list, .count = documents.count};
    tell_editions_apart(corpus, arena);
    for (size_t i = 0; i < corpus->count; i++)
        corpus->read += corpus->documents[i].fate == DOCUMENT_READ;
    count_files(corpus, walk->count);
}
