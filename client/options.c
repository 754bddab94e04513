#include "client/options.h"

#include "lib/base/cleanup.h"
#include "lib/base/nearest.h"
#include "lib/wire/request.h"

#include <stddef.h>
#include <string.h>

enum { NOT_SAID = -1, OFFSET_MOST = 1000000000 };

static const struct opt_spec option_specs[] = {
    {.name = "json",
     .kind = OPT_MAYBE,
     .offset = offsetof(struct options, json),
     .arg = "FIELDS",
     .help = "the result as JSON; rows with these fields only"},
    {.name = "format",
     .kind = OPT_TEXT,
     .offset = offsetof(struct options, format),
     .arg = "FORMAT",
     .help = "text (default), ids, csv, tsv, md, json or ndjson"},
    {.name = "ndjson",
     .kind = OPT_MAYBE,
     .offset = offsetof(struct options, ndjson),
     .arg = "FIELDS",
     .help = "one JSON object a line: hits, clauses, counts"},
    {.name = "fields",
     .kind = OPT_TEXT,
     .offset = offsetof(struct options, fields),
     .arg = "FIELDS",
     .help = "columns of csv, tsv and md: id,cite,text"},
    {.name = "limit",
     .letter = 'n',
     .kind = OPT_NUMBER,
     .offset = offsetof(struct options, limit),
     .most = LIMIT_PAGE_TOP,
     .arg = "N",
     .help = "so many at most: hits (10), rows of refs, coverage"},
    {.name = "offset",
     .kind = OPT_NUMBER,
     .offset = offsetof(struct options, offset),
     .most = OFFSET_MOST,
     .arg = "N",
     .help = "leave out the first N hits, or rows of refs, coverage"},
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
    {.name = "why",
     .kind = OPT_FLAG,
     .offset = offsetof(struct options, why),
     .help = "search: what makes up the score of each hit"},
    {.name = "own",
     .kind = OPT_FLAG,
     .offset = offsetof(struct options, own),
     .help = "similar: in the clause's own resolution as well"},
    {.name = "direction",
     .kind = OPT_TEXT,
     .offset = offsetof(struct options, direction),
     .arg = "WHICH",
     .help = "refs: cites, cited-by or both (default)"},
    {.name = "cursor",
     .kind = OPT_TEXT,
     .offset = offsetof(struct options, cursor),
     .arg = "NEXT",
     .help = "search: the page behind an answer's `next`"},
    {.name = "all",
     .kind = OPT_FLAG,
     .offset = offsetof(struct options, all),
     .help = "search: every hit, page by page; not with text"},
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

static const char *const formats[OUTPUT_COUNT] = {
    [OUTPUT_TEXT] = "text",     [OUTPUT_IDS] = "ids", [OUTPUT_JSON] = "json",
    [OUTPUT_NDJSON] = "ndjson", [OUTPUT_CSV] = "csv", [OUTPUT_TSV] = "tsv",
    [OUTPUT_MD] = "md",
};

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

/* --json=FIELDS and --ndjson=FIELDS: the format, and --fields in short. */
static enum status
take_fields(struct options *options, const char *option, const char *fields,
            enum output output, struct error *err)
{
    if (fields == NULL)
        return STATUS_OK;
    if (options->output != OUTPUT_TEXT && options->output != output)
        return error_set(err, STATUS_BAD_REQUEST,
                         "%s and --format %s exclude each other", option,
                         formats[options->output]);
    if (*fields != '\0' && options->fields != NULL)
        return error_set(err, STATUS_BAD_REQUEST,
                         "%s=%s and --fields exclude each other", option,
                         fields);
    options->output = output;
    if (*fields != '\0')
        options->fields = fields;
    return STATUS_OK;
}

static enum status
check_format(struct options *options, struct error *err)
{
    const char *format = options->format;
    size_t found = OUTPUT_TEXT;
    enum status status;

    if (format != NULL)
        found = find_name(formats, OUTPUT_COUNT, format);
    if (found == OUTPUT_COUNT)
        return error_set(err, STATUS_BAD_REQUEST,
                         "no format %.40s: --format is text, ids, csv, tsv, "
                         "md, json or ndjson",
                         format);
    options->output = (enum output)found;
    status = take_fields(options, "--json", options->json, OUTPUT_JSON, err);
    if (status == STATUS_OK)
        status = take_fields(options, "--ndjson", options->ndjson,
                             OUTPUT_NDJSON, err);
    return status;
}

static enum status
check_rows(const struct options *options, struct error *err)
{
    enum output output = options->output;

    if (options->fields != NULL &&
        (output == OUTPUT_TEXT || output == OUTPUT_IDS))
        return error_set(err, STATUS_BAD_REQUEST,
                         "--fields goes with --format csv, tsv, md, json or "
                         "ndjson");
    if (!options->all)
        return STATUS_OK;
    if (output == OUTPUT_TEXT || output == OUTPUT_JSON)
        return error_set(err, STATUS_BAD_REQUEST,
                         "--all goes with --ndjson or --format ids, csv, tsv "
                         "or md");
    if (options->limit == 0)
        return error_set(err, STATUS_BAD_REQUEST,
                         "--all and --limit 0 exclude each other");
    return STATUS_OK;
}

/* The names of the command line, and those of the protocol. */
static enum status
check_direction(struct options *options, struct error *err)
{
    static const char *const names[] = {"both", "cites", "cited-by"};
    static const char *const wire[] = {"both", "cites", "cited_by"};
    size_t found = 0;

    if (options->direction == NULL)
        return STATUS_OK;
    found = find_name(names, COUNT_OF(names), options->direction);
    if (found == COUNT_OF(names))
        return error_set(err, STATUS_BAD_REQUEST,
                         "--direction is both, cites or cited-by, not %.40s",
                         options->direction);
    options->direction = wire[found];
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
        status = check_rows(&options, err);
    if (status == STATUS_OK)
        status = check_direction(&options, err);
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
        unsigned groups;
        const char *name;
    } given[] = {
        {options->limit != NOT_SAID, OPTIONS_PAGE | OPTIONS_LIMIT, "--limit"},
        {options->offset != NOT_SAID, OPTIONS_PAGE, "--offset"},
        {options->any, OPTIONS_MATCH, "--any"},
        {options->sort != NULL, OPTIONS_HITS, "--sort"},
        {options->group != NULL, OPTIONS_HITS, "--group"},
        {options->facet != NULL, OPTIONS_HITS, "--facet"},
        {options->cursor != NULL, OPTIONS_HITS, "--cursor"},
        {options->why, OPTIONS_WHY, "--why"},
        {options->own, OPTIONS_OWN, "--own"},
        {options->all, OPTIONS_ALL, "--all"},
        {options->edition != NULL, OPTIONS_EDITION, "--edition"},
        {options->direction != NULL, OPTIONS_DIRECTION, "--direction"},
        {options->body != NULL, OPTIONS_BODY, "--body"}};

    for (size_t i = 0; i < COUNT_OF(given); i++)
        if (given[i].given && (takes & given[i].groups) == 0)
            return given[i].name;
    return NULL;
}

void
options_help(struct buf *out)
{
    opt_help(&options_table, out);
}
