/*
 * The heart: a request line goes in, reply lines come out.
 *
 * Workers, `clause --index`, tests and benchmarks all call engine_answer, so
 * that every front gives the same bytes (but for took_ms).
 */
#pragma once

#include "lib/base/buf.h"
#include "lib/base/limits.h"
#include "lib/base/status.h"

struct engine;
struct sandbox;

/*
 * Opens the index folder. An index that is missing or cannot be used is no
 * failure: every request is then answered index_unavailable or
 * index_incompatible, and each looks again.
 */
enum status engine_new(struct engine **out, const char *index_dir,
                       struct error *err) MUST_USE;
void engine_free(struct engine *engine);

/* Of requests and replies, from now on; without it, those of the table. */
void engine_set_limits(struct engine *engine, const struct limits *limits);
void engine_freep(struct engine **engine);

/* Why an old index is served, or none, as the last request found it; its code
 * is STATUS_OK when all is well. */
const struct error *engine_trouble(const struct engine *engine);

/* Shown by `status`: the sandbox that this process is in. NULL: none. */
void engine_set_sandbox(struct engine *engine, const struct sandbox *sandbox);

/*
 * Answers one request line (without its LF) and appends the reply line, with
 * LF; a notification appends nothing. process is a JSON object about the
 * process that serves ("" for none), shown by `status`.
 */
void engine_answer(struct engine *engine, const char *line, size_t len,
                   const char *process, size_t process_len, struct buf *reply);
