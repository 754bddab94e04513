#include "indexer/summary.h"

#include "indexer/say.h"

#include <stdio.h>
#include <string.h>

/* What to do about a failure whose sentence does not say it. */
static const char *const repairs[STATUS_COUNT] = {
    [STATUS_BAD_DOCUMENT] = "; mend that and run again",
    [STATUS_TOO_LARGE] = "; part it and run again",
    [STATUS_IO] = "; check the disk and run again",
    [STATUS_DENIED] = "; allow this user to read it and run again",
    [STATUS_NO_MEMORY] = "; make room in memory and run again",
};

/* "line 3: " of a row, "" of a file. */
static void
put_place(struct buf *out, const struct document *document)
{
    buf_printf(out, "%s: ", document->file->name);
    if (document->line > 0)
        buf_printf(out, "line %u: ", document->line);
}

static void
say_fate(const struct document *document)
{
    static const char *const words[] = {
        [DOCUMENT_READ] = "note",
        [DOCUMENT_FAILED] = "failed",
        [DOCUMENT_TWIN] = "skipped",
        [DOCUMENT_SKIPPED] = "skipped",
    };
    const char *repair = repairs[document->code];
    struct buf text = {0};

    buf_printf(&text, "%s: ", words[document->fate]);
    put_place(&text, document);
    buf_put_text(&text, document->reason);
    if (repair != NULL && strchr(document->reason, ';') == NULL)
        buf_put_text(&text, repair);
    say(buf_text(&text));
    buf_deinit(&text);
}

void
summary_fates(const struct corpus *corpus, bool quiet)
{
    for (size_t i = 0; i < corpus->count; i++) {
        const struct document *document = &corpus->documents[i];

        if (document->reason != NULL &&
            (!quiet || document->fate == DOCUMENT_FAILED))
            say_fate(document);
    }
}

static size_t
count_doubts(const struct corpus *corpus)
{
    size_t doubts = 0;

    for (size_t i = 0; i < corpus->count; i++) {
        const struct segmented *segmented = &corpus->documents[i].segmented;

        for (size_t j = 0; corpus->documents[i].fate == DOCUMENT_READ &&
                           j < segmented->finding_count;
             j++)
            doubts += segmented->findings[j].kind == FINDING_DOUBT;
    }
    return doubts;
}

static const char *
plural(size_t count)
{
    return count == 1 ? "" : "s";
}

/* "3 files in 0.2 s: 2 read, 1 failed" */
static void
print_files(const struct corpus_files *files, long long ms)
{
    const struct {
        const char *word;
        size_t count;
    } parts[] = {
        {"read", files->read},
        {"from the cache", files->kept},
        {"failed", files->failed},
        {"skipped", files->skipped},
    };
    const char *before = ": ";

    printf("%zu file%s in %lld.%lld s", files->all, plural(files->all),
           ms / 1000, ms % 1000 / 100);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (parts[i].count == 0)
            continue;
        printf("%s%zu %s", before, parts[i].count, parts[i].word);
        before = ", ";
    }
    putchar('\n');
}

void
summary_print(const struct summary *summary)
{
    const struct published *published = summary->published;
    size_t doubts = count_doubts(summary->corpus);

    printf("generation %u: %zu resolution%s, %zu edition%s, %zu clause%s, %zu "
           "footnote%s (%s)\n",
           published->generation, published->resolutions,
           plural(published->resolutions), published->editions,
           plural(published->editions), published->clauses,
           plural(published->clauses), published->footnotes,
           plural(published->footnotes), summary->index);
    print_files(&summary->corpus->files, summary->ms);
    if (doubts > 0)
        printf("%zu doubt%s; clause-index --check lists them\n", doubts,
               plural(doubts));
}
