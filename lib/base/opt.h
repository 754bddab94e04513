/*
 * Command-line options as a table: parsing and --help are read off it.
 */
#pragma once

#include "lib/base/buf.h"
#include "lib/base/status.h"

#include <stdbool.h>
#include <stddef.h>

enum opt_kind {
    OPT_FLAG,   /* bool */
    OPT_TEXT,   /* const char *, into argv */
    OPT_MAYBE,  /* the same; "" without a value, which stands behind "=" */
    OPT_NUMBER, /* long, least to most */
    OPT_LIST,   /* struct opt_list */
};

struct opt_spec {
    const char *name; /* without the dashes */
    char letter;      /* -n, or 0 */
    enum opt_kind kind;
    size_t offset;    /* of the field in the struct that is filled */
    long least, most; /* of a number */
    const char *arg;  /* "N", NULL for a flag */
    const char *help;
};

struct opt_table {
    const struct opt_spec *specs;
    size_t count;
};

enum { OPT_LIST_MAX = 64 };

/* An option that may be given several times. */
struct opt_list {
    const char *values[OPT_LIST_MAX];
    size_t count;
};

/* The words that are no options. */
struct opt_words {
    char **list; /* in argv, NULL behind the last */
    size_t count;
    size_t plain; /* of them: those that stood before a "--" */
};

/*
 * Fills the struct at target from argv[1...]. Options may stand anywhere
 * before "--"; the words between them are moved up in argv. An unknown
 * option offers the nearest one.
 */
enum status opt_parse(struct opt_words *words, const struct opt_table *table,
                      void *target, char **argv, struct error *err) MUST_USE;

/* The option lines of a --help text. */
void opt_help(const struct opt_table *table, struct buf *out);
