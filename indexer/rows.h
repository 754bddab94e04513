/*
 * The rows of a JSONL file, and what each must be to get into an index.
 */
#pragma once

#include "lib/base/arena.h"
#include "lib/model/grammar.h"
#include "lib/model/resolution.h"

#include <stdbool.h>
#include <stddef.h>

enum { ROW_BYTES_MAX = 4 * 1024 * 1024 };

struct rows {
    const char *text; /* of the row, without its end */
    size_t len;
    unsigned line;
    const char *rest;
    size_t rest_len;
};

struct rows rows_of(const char *text, size_t len);

/* The next row that is not empty; false at the end. */
bool rows_next(struct rows *rows);

/*
 * The row as a resolution. Its ids must be those that its parts have by the
 * rules, its body one that the tables know; STATUS_BAD_DOCUMENT says what is
 * wrong.
 */
enum status row_read(struct resolution *out, const struct rows *rows,
                     const struct grammar *grammar, struct arena *arena,
                     struct error *err) MUST_USE;
