/*
 * The parameters of a request, read and checked: what the engine works with.
 * Everything is in the request's arena.
 */
#pragma once

#include "lib/base/arena.h"
#include "lib/model/field.h"
#include "lib/wire/method.h"
#include "lib/wire/reply_error.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    SEARCH_LIMIT_MAX = 100,
    SEARCH_LIMIT_DEFAULT = 10,
    SEARCH_WINDOW_MAX = 10000, /* offset + limit */
    DEADLINE_MS_MAX = 10000,
    DEADLINE_MS_DEFAULT = 2000
};

/* Values of one filter field; any of them. */
struct filter_values {
    const char **values;
    size_t count;
};

struct search_request {
    const char *q; /* "" when only filters are given */
    struct filter_values filter[FIELD_COUNT];
    bool any; /* match: any */
    long limit, offset;
    const char *edition; /* "latest", "all", a year; NULL: not said */
};

struct show_request {
    const char *id; /* any spelling of a citation */
};

struct request {
    enum method method;
    long deadline_ms; /* 0: not said; kept by the main process */
    struct search_request search;
    struct show_request show;
};

/*
 * Reads the line, which must have passed prescan_line and name the method.
 * False: error says which parameter is wrong.
 */
bool request_parse(struct request *out, enum method method, const char *line,
                   size_t len, struct arena *arena, struct reply_error *error);
