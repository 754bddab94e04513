/*
 * The options of the command line, read and checked.
 */
#pragma once

#include "lib/base/arena.h"
#include "lib/base/buf.h"
#include "lib/base/opt.h"
#include "lib/base/status.h"

#include <stdbool.h>

enum output {
    OUTPUT_TEXT,
    OUTPUT_IDS,
    OUTPUT_JSON,
    OUTPUT_NDJSON,
    OUTPUT_CSV,
    OUTPUT_TSV,
    OUTPUT_MD,
    OUTPUT_COUNT
};

enum colour { COLOUR_AUTO, COLOUR_ALWAYS, COLOUR_NEVER };

struct options {
    const char *connect;
    const char *token_file;
    const char *index;
    const char *format;
    const char *color;
    const char *edition;
    const char *body;
    const char *direction; /* as the protocol has it */
    const char *sort;
    const char *group;
    const char *facet; /* names, parted by commas */
    const char *cursor;
    const char *json;   /* fields; "" for all; NULL: not given */
    const char *ndjson; /* the same */
    const char *fields; /* parted by commas; also those of the two above */
    bool any;
    bool all;
    bool why;
    bool own;
    bool help;
    bool version;
    long limit; /* -1: not said, as for the next two */
    long offset;
    long deadline_ms;

    enum output output; /* what format, json and ndjson come to */
    enum colour colour;
};

/* STATUS_BAD_REQUEST, with a sentence, for what cannot be used. */
enum status options_read(struct options *out, struct opt_words *words,
                         char **argv, struct error *err) MUST_USE;

/* What only some commands take. */
enum options_group {
    OPTIONS_PAGE = 1,    /* --limit, --offset */
    OPTIONS_MATCH = 2,   /* --any */
    OPTIONS_EDITION = 4, /* --edition */
    OPTIONS_BODY = 8,    /* --body */
    OPTIONS_HITS = 16,   /* --sort, --group, --facet, --cursor */
    OPTIONS_ALL = 32,    /* --all */
    OPTIONS_WHY = 64,    /* --why */
    OPTIONS_OWN = 128,   /* --own */
    OPTIONS_LIMIT = 256, /* --limit alone */
    OPTIONS_DIRECTION = 512,
    OPTIONS_SEARCH = OPTIONS_PAGE | OPTIONS_MATCH | OPTIONS_EDITION |
                     OPTIONS_HITS | OPTIONS_WHY
};

/* The first option given that is of none of the groups taken, or NULL. */
const char *options_stray(const struct options *options, unsigned takes);

/* The option lines of --help. */
void options_help(struct buf *out);
