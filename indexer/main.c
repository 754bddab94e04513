/*
 * clause-index: from a folder of resolutions to an index, or to a report.
 */
#include "indexer/clock.h"
#include "indexer/corpus.h"
#include "indexer/input/parsed.h"
#include "indexer/mine.h"
#include "indexer/options.h"
#include "indexer/progress.h"
#include "indexer/publish.h"
#include "indexer/report.h"
#include "indexer/say.h"
#include "indexer/stop.h"
#include "indexer/summary.h"
#include "lib/base/cleanup.h"
#include "lib/base/place.h"
#include "lib/model/catalogue.h"
#include "lib/store/writer.h"
#include "lib/text/utf8.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    EXIT_ALL = 0,     /* all files are in */
    EXIT_SOME = 1,    /* some failed, the rest is published */
    EXIT_USAGE = 2,   /* the command line */
    EXIT_NOTHING = 3, /* nothing was published */
};

struct run {
    struct options options;
    struct arena *arena;
    char *index;
    struct tables tables;
    struct grammar *grammar;
    struct lexicon *lexicon;
    struct mined mined;
    const char **paths; /* absolute */
    size_t path_count;
    struct walk walk;
    struct parsed *parsed;
    struct progress progress;
    struct corpus corpus;
    long long began_ms;
};

static int
fail(const struct error *err)
{
    say(err->text);
    return err->code == STATUS_BAD_REQUEST ? EXIT_USAGE : EXIT_NOTHING;
}

/* Where the trouble is not the user's command, what to do then. */
static int
fail_publish(const struct error *err)
{
    bool refused = err->code == STATUS_BAD_REQUEST || err->code == STATUS_BUSY;

    say(err->text);
    say(refused ? "nothing was published; the index is as it was"
                : "nothing was published; the index is as it was. Mend that "
                  "and run the same command again");
    return EXIT_NOTHING;
}

/* Nothing may be freed here: what gave up may be in the middle of it. */
static void
given_up(void)
{
    struct error err;

    error_set(&err, STATUS_IO,
              "writing the index: a write failed, and what was to be undone "
              "for it could not be written either");
    _exit(fail_publish(&err));
}

static enum status
add_paths(struct run *run, char *const *paths, size_t count, struct error *err)
{
    for (size_t i = 0; i < count; i++) {
        char resolved[PATH_MAX];

        if (realpath(paths[i], resolved) == NULL)
            return error_errno(err, STATUS_NOT_FOUND, "%s", paths[i]);
        *arena_push(run->arena, run->paths, run->path_count) =
            arena_strdup(run->arena, resolved);
    }
    return STATUS_OK;
}

static bool
needs_remembered(const struct options *options)
{
    return options->add || options->path_count == 0;
}

/* The paths of this run: those given, those remembered, or both. */
static enum status
choose_paths(struct run *run, struct error *err)
{
    const char **old = NULL;
    size_t old_count = 0;
    enum status status = STATUS_OK;

    if (needs_remembered(&run->options))
        status =
            publish_remembered(run->index, run->arena, &old, &old_count, err);
    if (status != STATUS_OK && run->options.rebuild)
        return error_wrap(err, "the index cannot say what it was made from; "
                               "name the files or folders");
    if (status != STATUS_OK)
        return status;
    status = add_paths(run, (char *const *)old, old_count, err);
    if (status == STATUS_OK)
        status =
            add_paths(run, run->options.paths, run->options.path_count, err);
    if (status == STATUS_OK && run->path_count == 0)
        return error_set(err, STATUS_BAD_REQUEST,
                         "nothing to read: name a file or folder, as in "
                         "clause-index ~/resolutions");
    return status;
}

/* The engine reads it from the index: a row it could not use ends here. */
static enum status
catalogue_check(const struct tables *tables, struct error *err)
{
    CLEANUP(catalogue_freep) struct catalogue *catalogue = NULL;

    return catalogue_new(&catalogue, tables, err);
}

static enum status
mine(struct run *run, struct error *err)
{
    enum status status = lexicon_new(&run->lexicon, &run->tables, err);

    if (status != STATUS_OK)
        return status;
    run->mined = (struct mined){.arena = run->arena, .lexicon = run->lexicon};
    for (size_t i = 0; i < run->corpus.count; i++)
        if (run->corpus.documents[i].fate == DOCUMENT_READ)
            mine_resolution(&run->mined,
                            &run->corpus.documents[i].segmented.resolution);
    mined_add_table(&run->mined, &run->tables);
    return STATUS_OK;
}

static enum status
read_all(struct run *run, struct error *err)
{
    enum status status = STATUS_OK;

    run->tables = *tables_builtin();
    if (run->options.tables != NULL)
        status =
            tables_read_dir(&run->tables, run->options.tables, run->arena, err);
    if (status == STATUS_OK)
        status = grammar_new(&run->grammar, &run->tables, err);
    if (status == STATUS_OK)
        status = catalogue_check(&run->tables, err);
    for (size_t i = 0; status == STATUS_OK && i < run->path_count; i++)
        status = walk_path(&run->walk, run->paths[i], run->arena, err);
    if (status == STATUS_OK)
        corpus_read(&run->corpus, &run->walk,
                    &(struct intake_options){
                        .grammar = run->grammar,
                        .jobs = (unsigned)run->options.jobs,
                        .unsandboxed = run->options.allow_unsandboxed,
                        .parsed = run->parsed,
                        .progress = &run->progress},
                    run->arena);
    return status == STATUS_OK ? mine(run, err) : status;
}

/* For review: what the documents write out, and what of it is used. */
static void
report_mined(const struct run *run, struct buf *out)
{
    for (size_t i = 0; i < run->mined.count; i++) {
        const struct mined_pair *pair = &run->mined.list[i];

        buf_put_text(out, "acronym: ");
        utf8_put_safe(out, pair->abbr, strlen(pair->abbr));
        buf_put_text(out, " = ");
        utf8_put_safe(out, pair->form, strlen(pair->form));
        buf_printf(out, " (%zu, first in %s)%s\n", pair->times, pair->where,
                   mined_is_used(&run->mined, pair) ? "" : " not used");
    }
}

static int
code_of(const struct corpus *corpus)
{
    return corpus->files.failed == 0 ? EXIT_ALL : EXIT_SOME;
}

static int
check(const struct run *run)
{
    struct buf out = {0};

    for (size_t i = 0; i < run->corpus.count; i++) {
        const struct document *document = &run->corpus.documents[i];

        if (document->fate != DOCUMENT_READ)
            continue;
        if (run->options.json)
            report_json(&document->segmented, document->file->name, &out);
        else
            report_text(&document->segmented, document->file->name, &out);
    }
    if (!run->options.json)
        report_mined(run, &out);
    fputs(buf_text(&out), stdout);
    buf_deinit(&out);
    summary_fates(&run->corpus, run->options.quiet);
    return run->corpus.read == 0 ? EXIT_NOTHING : code_of(&run->corpus);
}

static void
say_waiting(const char *text)
{
    say(text);
    say("waiting for it to end");
}

static void
say_published(const struct run *run, const struct published *published)
{
    const struct error *unkept = parsed_trouble(run->parsed);

    if (!run->options.quiet)
        summary_print(&(struct summary){.corpus = &run->corpus,
                                        .published = published,
                                        .index = run->index,
                                        .ms = clock_ms() - run->began_ms});
    if (published->warning.code != STATUS_OK)
        say(arena_printf(run->arena,
                         "generation %u is published, but: %s. The next run "
                         "tries that again",
                         published->generation, published->warning.text));
    if (!run->options.quiet && unkept->code != STATUS_OK)
        say(arena_printf(run->arena,
                         "note: the next run reads documents again: %s",
                         unkept->text));
}

static int
publish(struct run *run)
{
    struct corpus *corpus = &run->corpus;
    struct publish job = {.index_dir = run->index,
                          .tables = &run->tables,
                          .paths = run->paths,
                          .path_count = run->path_count,
                          .replace = run->options.replace,
                          .wait_s = (unsigned)run->options.wait_s,
                          .progress = &run->progress};
    struct published published;
    struct error err;

    if (job.wait_s > 0 && !run->options.quiet)
        job.say_waiting = say_waiting;
    summary_fates(corpus, run->options.quiet);
    if (corpus->read == 0) {
        say("no resolution could be read; the index is as it was");
        return EXIT_NOTHING;
    }
    for (size_t i = 0; i < corpus->count; i++)
        if (corpus->documents[i].fate == DOCUMENT_READ)
            *arena_push(run->arena, job.resolutions, job.count) =
                &corpus->documents[i].segmented.resolution;
    writer_when_given_up(given_up);
    if (publish_run(&published, &job, &err) != STATUS_OK)
        return fail_publish(&err);
    parsed_tidy(run->parsed);
    say_published(run, &published);
    return code_of(corpus);
}

static int
run_index(struct run *run)
{
    struct error err;

    stop_hold();
    run->began_ms = clock_ms();
    run->index = place_index(run->options.index, run->arena);
    run->progress = progress_look(run->options.quiet);
    run->parsed = parsed_new(run->index,
                             (struct parsed_use){.read = !run->options.rebuild,
                                                 .write = !run->options.check});
    if (choose_paths(run, &err) != STATUS_OK ||
        read_all(run, &err) != STATUS_OK)
        return fail(&err);
    if (stop_asked(&err) != STATUS_OK)
        return fail_publish(&err);
    return run->options.check ? check(run) : publish(run);
}

static int
print_help(void)
{
    struct buf help = {0};

    options_help(&help);
    fputs(buf_text(&help), stdout);
    buf_deinit(&help);
    return EXIT_ALL;
}

int
main(int argc, char **argv)
{
    struct run run = {.arena = arena_new()};
    struct error err;
    int code;

    (void)argc; /* argv has an end of its own */
    if (options_parse(&run.options, argv, &err) != STATUS_OK) {
        code = fail(&err);
    } else if (run.options.help) {
        code = print_help();
    } else if (run.options.version) {
        puts("clause-index " CLAUSE_VERSION);
        code = EXIT_ALL;
    } else {
        code = run_index(&run);
    }
    if (fflush(stdout) != 0 || ferror(stdout) != 0) {
        say("standard output cannot be written");
        code = EXIT_NOTHING;
    }
    parsed_free(run.parsed);
    lexicon_free(run.lexicon);
    grammar_free(run.grammar);
    arena_free(run.arena);
    return code;
}
