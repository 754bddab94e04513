/*
 * Rows of texts and numbers as bytes: what the store keeps for us.
 *
 * A number is a little-endian base-128 varint; a text is its length as such
 * a number and its bytes. Reading never goes beyond the end: a record that
 * ends too soon sets `bad`, and every later read gives 0 or "".
 */
#pragma once

#include "lib/base/arena.h"
#include "lib/base/buf.h"

#include <stdbool.h>
#include <stdint.h>

struct record {
    const char *at;
    const char *end;
    bool bad;
};

void record_put_number(struct buf *out, uint64_t number);
void record_put_text(struct buf *out, const char *text); /* NULL as "" */
void record_put_bytes(struct buf *out, const void *bytes, size_t len);

struct record record_open(const void *bytes, size_t len);
uint64_t record_number(struct record *record);

/* The same; more than most is as bad as an end that comes too soon. */
uint64_t record_number_to(struct record *record, uint64_t most);

char *record_text(struct record *record, struct arena *arena);

/* The bytes in place, valid as long as those given to record_open. */
const char *record_bytes(struct record *record, size_t *len);
