/*
 * The parameters of a request, read and checked: what the engine works with.
 * Everything is in the request's arena.
 */
#pragma once

#include "lib/base/arena.h"
#include "lib/base/limits.h"
#include "lib/model/field.h"
#include "lib/wire/method.h"
#include "lib/wire/reply_error.h"

#include <stdbool.h>
#include <stddef.h>

enum { SEARCH_LIMIT_DEFAULT = 10 };

/* Values of one filter field; any of them. */
struct filter_values {
    const char **values;
    size_t count;
};

enum search_sort {
    SORT_RELEVANCE,
    SORT_RES,  /* resolutions in the order of ids, the best clause first */
    SORT_YEAR, /* the newest first, the best clause first */
    SORT_CLAUSE
};

/* Of search, ask and facets. */
struct search_request {
    const char *q; /* "" when only filters are given */
    struct filter_values filter[FIELD_COUNT];
    bool any; /* match: any */
    long limit, offset;
    const char *edition; /* "latest", "all", a year; NULL: not said */
    enum search_sort sort;
    bool group;                     /* one clause a resolution */
    enum field facets[FIELD_COUNT]; /* wanted, in order */
    size_t facet_count;
    const char *cursor; /* of the page before, or NULL */
    bool explain;       /* what makes up each score */
};

struct show_request { /* of refs too */
    const char *id;   /* any spelling of a citation */
};

enum refs_direction { REFS_BOTH, REFS_CITES, REFS_CITED_BY };

struct coverage_request {
    const char *body;   /* only of this one; NULL: of all */
    long limit, offset; /* of each list; limit 0: all of it */
};

struct request {
    enum method method;
    long deadline_ms;             /* 0: not said; kept by the main process */
    struct search_request search; /* of similar and suggest too: q is a text;
                                     of refs the page and the edition */
    bool own; /* similar: the clause's own resolution as well */
    struct show_request show;
    enum refs_direction direction;
    struct coverage_request coverage;
};

/* The order of that name; false when there is none. */
bool search_sort_find(enum search_sort *out, const char *name);

/* A line that has passed prescan_line, and the method that it names. */
struct request_line {
    enum method method;
    const char *text;
    size_t len;
    const struct limits *limits; /* NULL: those of the table */
};

/* Reads the parameters. False: error says which one is wrong. */
bool request_parse(struct request *out, const struct request_line *line,
                   struct arena *arena, struct reply_error *error);
