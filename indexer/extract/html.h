/*
 * An HTML page as lines: what a browser would show as lines and rows, with
 * the labels of its lists, and the styles that its classes name.
 */
#pragma once

#include "lib/base/buf.h"
#include "lib/base/status.h"

#include <stddef.h>

/* Appends the lines of the page. STATUS_BAD_DOCUMENT, STATUS_TOO_LARGE: what
 * is wrong with it, and what to do. */
enum status html_read(struct buf *out, const char *bytes, size_t len,
                      struct error *err) MUST_USE;
