/*
 * The table of parameters: of each method, and of all. Private to the reading
 * of requests.
 */
#pragma once

#include "lib/base/limits.h"
#include "lib/wire/method.h"

#include <stddef.h>

enum { PARAMS_MAX = 24 };

enum param_kind {
    PARAM_TEXT,
    PARAM_NUMBER,
    PARAM_LIMITED, /* a number, up to a limit */
    PARAM_BOOL,
    PARAM_MATCH,   /* "all" or "any" */
    PARAM_EDITION, /* a text or a year */
    PARAM_FILTER,
    PARAM_SORT,
    PARAM_GROUP,  /* "res" or null */
    PARAM_FACETS, /* names of fields */
    PARAM_CURSOR, /* a text or null */
    PARAM_DIRECTION,
    PARAM_ID,   /* of a request, or null; the main process acts upon it */
    PARAM_SEEN, /* read by the pre-scan (lib/wire/hello.h) */
    PARAM_LATER /* reserved: only the value that asks for nothing is taken */
};

struct param_spec {
    const char *name;
    enum param_kind kind;
    size_t offset; /* in struct request */
    long least, most;
    enum limit limit;    /* of a limited one, in place of most */
    const char *neutral; /* of a later one, as JSON */
};

/* The row of a parameter's name, and its number within the method's own and
 * the common ones; NULL when there is none. */
const struct param_spec *request_param_find(enum method method,
                                            const char *name, unsigned *number);

/* The names of all that the method takes; returns how many. */
size_t request_param_names(enum method method, const char *names[PARAMS_MAX]);
