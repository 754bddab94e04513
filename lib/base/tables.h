/*
 * The tables of knowledge (corpus/tables/): what a heading means, who an
 * addressee is, which words are small.
 *
 * They are compiled in as defaults. A folder can replace any of them when an
 * index is made; the set used is then packed into the index, and queries
 * read it from there. A table is UTF-8 text: one row a line, cells parted by
 * TABs, '#' at the start of a line is a comment, the first row names the
 * columns.
 */
#pragma once

#include "lib/base/arena.h"
#include "lib/base/buf.h"
#include "lib/base/digest.h"

enum {
    TABLES_MAX = 24,     /* tables in a set */
    TABLE_CELLS_MAX = 8, /* cells in a row */
    TABLE_BYTES_MAX = 4 * 1024 * 1024
};

struct table {
    const char *name; /* "stop": the file's name without .tsv */
    const char *text;
    size_t len;
};

struct tables {
    struct table list[TABLES_MAX];
    size_t count;
};

struct table_row {
    const char *cells[TABLE_CELLS_MAX]; /* "" where the row has fewer */
    size_t count;
    unsigned line; /* in the table, from 1 */
};

struct table_rows {
    struct table_row *list;
    size_t count;
};

/* The set compiled in. */
const struct tables *tables_builtin(void);

/*
 * The compiled-in set with every table replaced that stands in the folder
 * dir as NAME.tsv. A .tsv of a name that is no table of ours is refused.
 */
enum status tables_read_dir(struct tables *out, const char *dir,
                            struct arena *arena, struct error *err) MUST_USE;

const struct table *tables_find(const struct tables *tables, const char *name);

/* The set as bytes and back; texts then live in the arena. */
void tables_pack(const struct tables *tables, struct buf *out);
enum status tables_unpack(struct tables *out, const void *bytes, size_t len,
                          struct arena *arena, struct error *err) MUST_USE;

/* SHA-256 over the packed set. */
void tables_hash(const struct tables *tables, char hex[DIGEST_HEX_SIZE]);

/*
 * The rows of the table called name, without its first row. Each must have
 * at least `least` cells that are not empty; the error names table and line.
 */
enum status tables_rows(struct table_rows *out, const struct tables *tables,
                        const char *name, size_t least, struct arena *arena,
                        struct error *err) MUST_USE;
