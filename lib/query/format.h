/*
 * A tree back into query text: what was understood, in a form that can be
 * asked again and then means the same.
 */
#pragma once

#include "lib/base/buf.h"
#include "lib/query/query.h"

/*
 * Appends the query as normalised text. Parsed again, without match: any, it
 * is the same tree; but for names of several words, each of which match: any
 * makes an alternative of its own.
 */
void format_query(const struct query *query, const struct lexicon *lexicon,
                  struct buf *out);

/* Appends one node in the same way. */
void format_node(const struct node *node, const struct lexicon *lexicon,
                 struct buf *out);
