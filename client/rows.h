/*
 * What of a result is a row, and the columns that its rows have: the formats
 * for programs and spreadsheets are read off these tables, a command joins
 * them by one of its own.
 */
#pragma once

#include "lib/base/arena.h"
#include "lib/base/status.h"
#include "lib/wire/json_in.h"

#include <stdbool.h>
#include <stddef.h>

enum column_of {
    COLUMN_OF_ROW,
    COLUMN_OF_GROUP,  /* of what the row stands in: its section */
    COLUMN_OF_RESULT, /* of the whole */
    COLUMN_KEY,       /* no member: the row's own key, */
    COLUMN_GROUP_KEY, /* that of its group, */
    COLUMN_ITSELF     /* the row as it is */
};

/* Where a column is shown that nobody asked for by name. */
enum { IN_TABLE = 1 /* csv, tsv */, IN_MD = 2 };

struct column {
    const char *name;
    const char *path[2]; /* of the member; unset: it is called as the column */
    enum column_of of;
    unsigned shown;
    bool joined; /* pieces of a text, as one text in JSON too */
};

/* A member of the result that holds rows: {"hits"}, {"sections","clauses"} */
struct row_list {
    const char *path[2];
    bool apart;              /* never counted: in JSON only */
    bool without_ids;        /* its ids are of nothing that is held */
    const char *fixed_name;  /* a column with one value for all of the list */
    const char *fixed_value; /* */
};

struct row_table {
    const struct row_list *lists;
    size_t list_count;
    const struct column *columns;
    size_t column_count;
    bool partial;    /* a row says too little without its group: --ndjson gives
                        the columns and not the object */
    bool no_objects; /* rows are no objects: --json takes no columns */
};

struct row {
    const struct json *item;
    const struct json *group; /* NULL: it stands in none */
    const struct row_list *list;
};

struct rows {
    const struct row_table *table;
    const struct json *result;
    struct row *list; /* in the order of the result */
    size_t count;
};

extern const struct row_table rows_hits, rows_parts, rows_refs, rows_held,
    rows_counts, rows_completions;

/* All rows of a result, those apart too. The tree must outlive them. */
void rows_find(struct rows *out, const struct row_table *table,
               const struct json *result, struct arena *arena);

/* What the row has in a column: a value of the tree, or a text, or neither. */
struct row_value {
    const struct json *json;
    const char *text;
};

struct row_value rows_value(const struct rows *rows, const struct row *row,
                            const struct column *column, struct arena *arena);

bool rows_have_ids(const struct row_table *table);
