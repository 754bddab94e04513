#include "indexer/options.h"

#include "indexer/input/pool.h"
#include "lib/base/cleanup.h"
#include "lib/base/opt.h"

#include <stddef.h>

enum { OPTIONS_WAIT_MOST_S = 86400 };

static const struct opt_spec specs[] = {
    {.name = "check",
     .kind = OPT_FLAG,
     .offset = offsetof(struct options, check),
     .help = "Read and report only; write no index."},
    {.name = "json",
     .kind = OPT_FLAG,
     .offset = offsetof(struct options, json),
     .help = "With --check: the structure found, as JSON."},
    {.name = "index",
     .kind = OPT_TEXT,
     .offset = offsetof(struct options, index),
     .arg = "DIR",
     .help = "The index folder."},
    {.name = "add",
     .kind = OPT_FLAG,
     .offset = offsetof(struct options, add),
     .help = "Join PATHs to those of the index."},
    {.name = "replace",
     .kind = OPT_FLAG,
     .offset = offsetof(struct options, replace),
     .help = "Allow most of what is held to be dropped."},
    {.name = "rebuild",
     .kind = OPT_FLAG,
     .offset = offsetof(struct options, rebuild),
     .help = "Make it anew, whatever state the index is in."},
    {.name = "jobs",
     .letter = 'j',
     .kind = OPT_NUMBER,
     .offset = offsetof(struct options, jobs),
     .least = 1,
     .most = POOL_JOBS_MAX,
     .arg = "N",
     .help = "Read so many DOCX, HTML, PDF at a time."},
    {.name = "wait",
     .kind = OPT_NUMBER,
     .offset = offsetof(struct options, wait_s),
     .least = 0,
     .most = OPTIONS_WAIT_MOST_S,
     .arg = "SECONDS",
     .help = "Wait for another clause-index to end."},
    {.name = "tables",
     .kind = OPT_TEXT,
     .offset = offsetof(struct options, tables),
     .arg = "DIR",
     .help = "Tables that replace those compiled in."},
    {.name = "allow-unsandboxed",
     .kind = OPT_FLAG,
     .offset = offsetof(struct options, allow_unsandboxed),
     .help = "Read DOCX, HTML, PDF without a sandbox too."},
    {.name = "quiet",
     .letter = 'q',
     .kind = OPT_FLAG,
     .offset = offsetof(struct options, quiet),
     .help = "Print what failed only."},
    {.name = "help",
     .letter = 'h',
     .kind = OPT_FLAG,
     .offset = offsetof(struct options, help),
     .help = "Print this."},
    {.name = "version",
     .letter = 'V',
     .kind = OPT_FLAG,
     .offset = offsetof(struct options, version),
     .help = "Print the version."},
};

static const struct opt_table options_table = {specs, COUNT_OF(specs)};

enum status
options_parse(struct options *out, char **argv, struct error *err)
{
    struct options options = {0};
    struct opt_words words;
    enum status status = opt_parse(&words, &options_table, &options, argv, err);

    if (status != STATUS_OK)
        return status;
    options.paths = words.list;
    options.path_count = words.count;
    if (options.json && !options.check)
        return error_set(err, STATUS_BAD_REQUEST, "--json goes with --check");
    if (options.check && options.path_count == 0)
        return error_set(err, STATUS_BAD_REQUEST,
                         "--check needs files or folders to read");
    if (options.add && options.path_count == 0)
        return error_set(err, STATUS_BAD_REQUEST,
                         "--add needs files or folders to join");
    *out = options;
    return STATUS_OK;
}

void
options_help(struct buf *out)
{
    buf_put_text(
        out,
        "Usage: clause-index [OPTION]... [PATH]...\n"
        "Reads resolutions (.txt .docx .html .pdf .jsonl) and makes a new\n"
        "generation of the index.\n"
        "The PATHs, files or folders, are the whole corpus and are "
        "remembered;\nwithout any, the remembered ones are read again.\n\n");
    opt_help(&options_table, out);
    buf_put_text(out,
                 "\nExit: 0 all files are in, 1 some failed and the rest is "
                 "published,\n2 usage, 3 nothing was published.\n");
}
