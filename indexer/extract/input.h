/*
 * The document on standard input.
 */
#pragma once

#include "lib/base/buf.h"
#include "lib/base/status.h"

/* Appends all of it. STATUS_TOO_LARGE: a file of more than 64 MiB, of which
 * nothing was read then, or a pipe with more. */
enum status input_read(struct buf *out, int fd, struct error *err) MUST_USE;
