/*
 * The answer to a search, as structs and as JSON, both ways: the engine
 * fills and writes it, the client reads it.
 */
#pragma once

#include "lib/base/arena.h"
#include "lib/base/buf.h"
#include "lib/model/unit.h"
#include "lib/query/highlight.h"
#include "lib/wire/similar_result.h"

#include <stdbool.h>
#include <stddef.h>

/* A part of a score. */
struct hit_part {
    const char *what;  /* as it was asked */
    const char *field; /* text, heading, title; to: whom the words name */
    bool concept;      /* by another name of the same thing */
    double weight;
};

struct search_hit {
    struct unit unit;
    double score;
    struct segments heading;
    struct segments text;
    size_t more;          /* grouped: further hits in its resolution */
    const char **missing; /* of a near miss: words as they were typed */
    size_t missing_count;
    struct hit_part *why; /* the greatest first; they add up to the score */
    size_t why_count;
};

struct search_hits {
    struct search_hit *list;
    size_t count;
};

struct title_hit {
    const char *id; /* "wtsa-59@2012" */
    const char *cite;
    const char *title;
};

/* What was searched. */
struct search_scope {
    const char *edition; /* "latest", "all" or a year */
    long resolutions, clauses, footnotes;
};

/* How many hits have each value of a field, the most frequent first. */
struct facet_value {
    const char *value;
    long count;
};

struct facet {
    const char *name;
    struct facet_value *list;
    size_t count;
    long left_out; /* values beyond FACET_VALUES_MAX */
};

enum { FACET_VALUES_MAX = 1000 };

/* What the query names when it is read as a citation. */
struct typed_citation {
    const char *id;
    const char *cite;
    const char *text; /* of a clause; the title of a whole resolution */
};

struct search_result {
    size_t total;
    bool explained; /* each hit says why */
    bool grouped;
    size_t groups; /* resolutions among the hits, when grouped */
    double took_ms;
    const char *uuid;
    unsigned generation;
    struct search_scope scope;
    const char **notes;
    size_t note_count;
    struct title_hit *resolutions;
    size_t resolution_count;
    struct search_hits hits;
    struct search_hits near;
    struct facet *facets;
    size_t facet_count;
    const char *reading;             /* of ask: the query that was run */
    struct typed_citation *citation; /* or NULL */
    const char *suggestion;          /* a query that finds something, or NULL */
    long suggestion_total;
    const struct similar_result *similar; /* of similar, or NULL */
    const char *next; /* the cursor of the next page, or NULL */
};

/* The result object. */
void search_result_put(struct buf *out, const struct search_result *result);

/* "searched":{...} */
void search_result_put_scope(struct buf *out, const struct search_scope *scope);

/* Reads a result object; texts go into the arena. */
enum status search_result_parse(struct search_result *out, const char *json,
                                size_t len, struct arena *arena,
                                struct error *err) MUST_USE;
