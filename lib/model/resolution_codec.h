/*
 * A resolution as bytes, and back: what the store keeps under its id. The
 * format belongs to the index format; bytes of another version are refused.
 */
#pragma once

#include "lib/base/arena.h"
#include "lib/base/buf.h"
#include "lib/model/resolution.h"

void resolution_encode(const struct resolution *resolution, struct buf *out);

/* Everything is copied into the arena. STATUS_STORE when damaged. */
enum status resolution_decode(struct resolution *out, const void *bytes,
                              size_t len, struct arena *arena,
                              struct error *err) MUST_USE;
