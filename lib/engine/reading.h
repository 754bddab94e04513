/*
 * From query text to a tree in the words of the open index. Private to the
 * engine.
 */
#pragma once

#include "lib/engine/context.h"
#include "lib/query/query.h"

/* What queries are read with; any: the free words are joined by OR. */
struct query_context reading_context(const struct context *context, bool any);

/* Parses and expands the text; whether its values mean anything is for
 * values_check. False: error is what to answer. */
bool reading_parse(struct query *out, const struct context *context,
                   const struct query_context *words, const char *text,
                   struct reply_error *error);

/* The edition of a request ("latest", "all", a year; NULL: not said), unless
 * the text of the query says one. */
void reading_edition(struct query *query, const char *edition);
