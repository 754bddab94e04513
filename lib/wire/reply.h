/*
 * Reply lines. Written by hand into a buffer, never through a tree: it is
 * faster, and ids stay as they came.
 */
#pragma once

#include "lib/base/buf.h"
#include "lib/wire/reply_error.h"

/* id: the raw bytes of prescan.id; NULL writes null. */
void reply_put_error(struct buf *out, const char *id, size_t id_len,
                     const struct reply_error *error);

/* The error object alone: {"code":..,"message":..,"data":{..}}. */
void reply_put_error_body(struct buf *out, const struct reply_error *error);

/* {"jsonrpc":"2.0","id":ID,"result": ... reply_end writes the rest and LF. */
void reply_begin(struct buf *out, const char *id, size_t id_len);
void reply_end(struct buf *out);

/* The whole replies to `ping`, and to `cancel` that wants one. */
void reply_put_ping(struct buf *out, const char *id, size_t id_len);
void reply_put_cancelled(struct buf *out, const char *id, size_t id_len,
                         bool cancelled);
