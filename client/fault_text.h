/*
 * An error of the service in words for people:
 *
 *   clause: unknown field "kinds" at column 1
 *     kinds:operative participation
 *     ^^^^^
 *     did you mean kind: ?   To search for the text, quote it: ...
 */
#pragma once

#include "lib/base/buf.h"
#include "lib/wire/reply_read.h"

/* query: what data.at points into, shown in lines of `width` columns. Sentences
 * flow into lines of `wrap` columns; 0: each is a line. Everything is made
 * safe. */
void fault_text_put(struct buf *out, const struct reply_fault *fault,
                    const char *query, unsigned width, unsigned wrap);
