/*
 * A text file's bytes as UTF-8: by its byte order mark, by what it declares,
 * by being UTF-8, or else as windows-1252.
 */
#pragma once

#include "lib/base/buf.h"
#include "lib/base/status.h"

#include <stddef.h>
#include <stdint.h>

/* Appends good UTF-8 without NULs; bytes that are none become U+FFFD.
 * STATUS_BAD_DOCUMENT: it declares characters that are not read here. */
enum status charset_read(struct buf *out, const char *bytes, size_t len,
                         struct error *err) MUST_USE;

/* What a number from 0x80 to 0x9f means in HTML; others are themselves. */
int32_t charset_windows(int32_t point);

/* Appends a code point; what is none becomes U+FFFD. */
void charset_put(struct buf *out, int32_t point);
