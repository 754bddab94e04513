/*
 * The command line of clause-index.
 */
#pragma once

#include "lib/base/buf.h"
#include "lib/base/status.h"

#include <stdbool.h>

struct options {
    bool help, version;
    bool check, json;
    bool rebuild, add, replace;
    bool quiet;
    bool allow_unsandboxed;
    long jobs; /* 0: as many as processors */
    long wait_s;
    const char *index;
    const char *tables;
    char **paths; /* into argv, NULL at the end */
    size_t path_count;
};

enum status options_parse(struct options *out, char **argv,
                          struct error *err) MUST_USE;

void options_help(struct buf *out);
