/*
 * The bytes of a page as UTF-8 (lib/text/decode.h), of the charset that it
 * declares, if it does.
 */
#pragma once

#include "lib/base/buf.h"
#include "lib/base/status.h"

#include <stddef.h>

/* Appends good UTF-8 without NULs; bytes that are none become U+FFFD.
 * STATUS_BAD_DOCUMENT: it declares characters that are not read here. */
enum status charset_read(struct buf *out, const char *bytes, size_t len,
                         struct error *err) MUST_USE;
