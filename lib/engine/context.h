/*
 * What the handlers of one request share: the open index with its tables,
 * and the request's arena. Private to the engine.
 */
#pragma once

#include "lib/base/arena.h"
#include "lib/engine/index_keys.h"
#include "lib/engine/library.h"
#include "lib/wire/prescan.h"
#include "lib/wire/reply_error.h"
#include "lib/wire/request.h"

struct context {
    const struct library *library; /* NULL: there is no index to use */
    struct error trouble;          /* why, or why an old one is served */
    const char *fix;               /* what to do about it; NULL: nothing */
    struct arena *arena;
    const struct limits *limits;
    const struct prescan *scan; /* of the line */
    const char *process;        /* JSON of the serving process, for status */
    size_t process_len;
    const struct sandbox *sandbox; /* NULL: none */
    double began_ms;               /* monotonic */
};

/*
 * The handlers append the result object to out. False: error is what to
 * answer, and out is as it was.
 */
bool search_answer(struct context *context, const struct request *request,
                   struct buf *out, struct reply_error *error);
bool ask_answer(struct context *context, const struct request *request,
                struct buf *out, struct reply_error *error);
bool facets_answer(struct context *context, const struct request *request,
                   struct buf *out, struct reply_error *error);
bool suggest_answer(struct context *context, const struct request *request,
                    struct buf *out, struct reply_error *error);
bool similar_answer(struct context *context, const struct request *request,
                    struct buf *out, struct reply_error *error);
bool show_answer(struct context *context, const struct request *request,
                 struct buf *out, struct reply_error *error);
bool refs_answer(struct context *context, const struct request *request,
                 struct buf *out, struct reply_error *error);
bool parse_answer(struct context *context, const struct request *request,
                  struct buf *out, struct reply_error *error);
bool coverage_answer(struct context *context, const struct request *request,
                     struct buf *out, struct reply_error *error);
bool status_answer(struct context *context, const struct request *request,
                   struct buf *out, struct reply_error *error);

bool hello_answer(struct context *context, const struct request *request,
                  struct buf *out, struct reply_error *error);
bool cancel_answer(struct context *context, const struct request *request,
                   struct buf *out, struct reply_error *error);

/* "index":{...} of what is served, or null. */
void status_put_index(struct buf *out, const struct context *context);

/* Milliseconds of a clock that never jumps. */
double context_now_ms(void);

/* A failure below the engine as a reply: always false. */
bool context_fail(struct reply_error *error, const struct error *err);
