/*
 * Request lines, each with its LF.
 */
#pragma once

#include "client/options.h"
#include "lib/base/buf.h"

/* method: search, ask or facets */
void request_line_search(struct buf *out, const struct options *options,
                         const char *method, const char *q);
void request_line_show(struct buf *out, const struct options *options,
                       const char *id);

void request_line_refs(struct buf *out, const struct options *options,
                       const char *id);

void request_line_parse(struct buf *out, const struct options *options,
                        const char *q);
void request_line_suggest(struct buf *out, const struct options *options,
                          const char *q);
void request_line_coverage(struct buf *out, const struct options *options);

/* The first line over TCP: the greeting with the token, with the id 0. */
void request_line_hello(struct buf *out, const char *token);

/* A method that takes nothing but a deadline. */
void request_line_plain(struct buf *out, const struct options *options,
                        const char *method);
