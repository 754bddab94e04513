#include "client/options.h"

#include "lib/base/cleanup.h"
#include "lib/base/nearest.h"
#include "lib/wire/request.h"

#include <stddef.h>
#include <string.h>

enum { NOT_SAID = -1, OFFSET_MOST = 1000000000 };

static const struct opt_spec option_specs[] = {
    {.name = "json",
     .kind = OPT_FLAG,
     .offset = offsetof(struct options, json),
     .help = "print the result as JSON, as the service gave it"},
    {.name = "format",
     .kind = OPT_TEXT,
     .offset = offsetof(struct options, format),
     .arg = "FORMAT",
     .help = "text (default) or ids: one id a line"},
    {.name = "ndjson",
     .kind = OPT_FLAG,
     .offset = offsetof(struct options, ndjson),
     .help = "one JSON object a line: not supported yet"},
    {.name = "limit",
     .letter = 'n',
     .kind = OPT_NUMBER,
     .offset = offsetof(struct options, limit),
     .most = LIMIT_PAGE_TOP,
     .arg = "N",
     .help = "so many at most: hits (10), rows of coverage (all)"},
    {.name = "offset",
     .kind = OPT_NUMBER,
     .offset = offsetof(struct options, offset),
     .most = OFFSET_MOST,
     .arg = "N",
     .help = "leave out the first N hits, or rows of coverage"},
    {.name = "any",
     .kind = OPT_FLAG,
     .offset = offsetof(struct options, any),
     .help = "search: any of the words instead of all"},
    {.name = "sort",
     .kind = OPT_TEXT,
     .offset = offsetof(struct options, sort),
     .arg = "ORDER",
     .help = "search: relevance (default), res, year or clause"},
    {.name = "group",
     .kind = OPT_TEXT,
     .offset = offsetof(struct options, group),
     .arg = "FIELD",
     .help = "search: res: the best clause of each resolution"},
    {.name = "facet",
     .kind = OPT_TEXT,
     .offset = offsetof(struct options, facet),
     .arg = "FIELDS",
     .help = "search: count the values of all hits: kind,to,year"},
    {.name = "cursor",
     .kind = OPT_TEXT,
     .offset = offsetof(struct options, cursor),
     .arg = "NEXT",
     .help = "search: the page behind an answer's `next`"},
    {.name = "edition",
     .kind = OPT_TEXT,
     .offset = offsetof(struct options, edition),
     .arg = "WHICH",
     .help = "search: latest (default), all, or a year"},
    {.name = "body",
     .kind = OPT_TEXT,
     .offset = offsetof(struct options, body),
     .arg = "BODY",
     .help = "coverage: of this body only, as in wtsa"},
    {.name = "connect",
     .kind = OPT_TEXT,
     .offset = offsetof(struct options, connect),
     .arg = "ADDRESS",
     .help = "the service: unix:PATH or tcp:HOST:PORT"},
    {.name = "token-file",
     .kind = OPT_TEXT,
     .offset = offsetof(struct options, token_file),
     .arg = "FILE",
     .help = "the token to show over TCP ($CLAUSE_TOKEN_FILE)"},
    {.name = "index",
     .kind = OPT_TEXT,
     .offset = offsetof(struct options, index),
     .arg = "DIR",
     .help = "search this index without a service"},
    {.name = "deadline",
     .kind = OPT_NUMBER,
     .offset = offsetof(struct options, deadline_ms),
     .least = 1,
     .most = LIMIT_DEADLINE_MOST_MS_TOP,
     .arg = "MS",
     .help = "give up after so many milliseconds (2000)"},
    {.name = "color",
     .kind = OPT_TEXT,
     .offset = offsetof(struct options, color),
     .arg = "WHEN",
     .help = "auto (default), always or never"},
    {.name = "help",
     .letter = 'h',
     .kind = OPT_FLAG,
     .offset = offsetof(struct options, help),
     .help = "print this; with a command, its own help"},
    {.name = "version",
     .letter = 'V',
     .kind = OPT_FLAG,
     .offset = offsetof(struct options, version),
     .help = "print the version"},
};

static const struct opt_table options_table = {option_specs,
                                               COUNT_OF(option_specs)};

static const char *const formats[] = {
    [OUTPUT_TEXT] = "text", [OUTPUT_IDS] = "ids", [OUTPUT_JSON] = "json"};

static const char *const formats_later[] = {"csv", "tsv", "md", "ndjson"};

static const char *const colours[] = {[COLOUR_AUTO] = "auto",
                                      [COLOUR_ALWAYS] = "always",
                                      [COLOUR_NEVER] = "never"};

/* The index of name, or count. */
static size_t
find_name(const char *const *names, size_t count, const char *name)
{
    size_t i = 0;

    while (i < count && strcmp(names[i], name) != 0)
        i++;
    return i;
}

static enum status
fail_later(const char *format, struct error *err)
{
    return error_set(err, STATUS_BAD_REQUEST, "%s: not supported yet", format);
}

static enum status
check_format(struct options *options, struct error *err)
{
    const char *format = options->format;
    size_t found;

    if (options->ndjson)
        return fail_later("--ndjson", err);
    options->output = options->json ? OUTPUT_JSON : OUTPUT_TEXT;
    if (format == NULL)
        return STATUS_OK;
    if (find_name(formats_later, COUNT_OF(formats_later), format) <
        COUNT_OF(formats_later))
        return error_set(err, STATUS_BAD_REQUEST,
                         "--format %s: not supported yet", format);
    found = find_name(formats, COUNT_OF(formats), format);
    if (found == COUNT_OF(formats))
        return error_set(err, STATUS_BAD_REQUEST,
                         "no format %.40s: --format is text, ids or json",
                         format);
    if (options->json && found != OUTPUT_JSON)
        return error_set(err, STATUS_BAD_REQUEST,
                         "--json and --format %s exclude each other", format);
    options->output = (enum output)found;
    return STATUS_OK;
}

static enum status
check_rest(struct options *options, struct error *err)
{
    size_t found = COLOUR_AUTO;

    if (options->color != NULL)
        found = find_name(colours, COUNT_OF(colours), options->color);
    if (found == COUNT_OF(colours))
        return error_set(err, STATUS_BAD_REQUEST,
                         "--color is auto, always or never, not %.40s",
                         options->color);
    options->colour = (enum colour)found;
    if (options->connect != NULL && options->index != NULL)
        return error_set(err, STATUS_BAD_REQUEST,
                         "--connect and --index exclude each other");
    return STATUS_OK;
}

enum status
options_read(struct options *out, struct opt_words *words, char **argv,
             struct error *err)
{
    struct options options = {
        .limit = NOT_SAID, .offset = NOT_SAID, .deadline_ms = NOT_SAID};
    struct opt_words found;
    enum status status = opt_parse(&found, &options_table, &options, argv, err);

    if (status == STATUS_OK)
        status = check_format(&options, err);
    if (status == STATUS_OK)
        status = check_rest(&options, err);
    if (status == STATUS_OK) {
        *out = options;
        *words = found;
    }
    return status;
}

const char *
options_stray(const struct options *options, unsigned takes)
{
    const struct {
        bool given;
        enum options_group group;
        const char *name;
    } given[] = {{options->limit != NOT_SAID, OPTIONS_PAGE, "--limit"},
                 {options->offset != NOT_SAID, OPTIONS_PAGE, "--offset"},
                 {options->any, OPTIONS_MATCH, "--any"},
                 {options->sort != NULL, OPTIONS_HITS, "--sort"},
                 {options->group != NULL, OPTIONS_HITS, "--group"},
                 {options->facet != NULL, OPTIONS_HITS, "--facet"},
                 {options->cursor != NULL, OPTIONS_HITS, "--cursor"},
                 {options->edition != NULL, OPTIONS_EDITION, "--edition"},
                 {options->body != NULL, OPTIONS_BODY, "--body"}};

    for (size_t i = 0; i < COUNT_OF(given); i++)
        if (given[i].given && (takes & given[i].group) == 0)
            return given[i].name;
    return NULL;
}

void
options_help(struct buf *out)
{
    opt_help(&options_table, out);
}
