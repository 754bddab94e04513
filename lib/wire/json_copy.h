/*
 * Values of a tree written out again: as JSON, where a caller may put
 * something else in the place of some of them, or as the text of one cell.
 */
#pragma once

#include "lib/base/buf.h"
#include "lib/wire/json_in.h"

/* Writes what stands in the place of the item, or returns false. */
struct json_copier {
    bool (*replace)(void *context, struct buf *out, const struct json *item);
    void *context;
};

/* The value as JSON; copier may be NULL, NULL is written as null. */
void json_copy(struct buf *out, const struct json *item,
               const struct json_copier *copier);

/*
 * The value as a text in one cell: null is empty, values of an array are
 * parted by ", ", but pieces of a text ({"t":...}) join. Of an object in an
 * array its id is written, of another object its JSON.
 */
void json_copy_text(struct buf *out, const struct json *item);
