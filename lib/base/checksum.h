/*
 * Checksums of files, against disks and copies that lose bytes; not against
 * people (that is digest.h). XXH3 from libxxhash, as fast as memory is read.
 */
#pragma once

#include "lib/base/status.h"

#include <stddef.h>
#include <stdint.h>

enum {
    CHECKSUM_HEX_SIZE = 33 /* 32 hex digits and the NUL */
};

void checksum_bytes(const void *bytes, size_t len, char hex[CHECKSUM_HEX_SIZE]);

/* For hash tables. */
uint64_t checksum_number(const void *bytes, size_t len);

/* Of a whole file, and how many bytes it has. STATUS_NOT_FOUND: there is no
 * such file; STATUS_DENIED: it may not be read. */
enum status checksum_file(const char *path, char hex[CHECKSUM_HEX_SIZE],
                          unsigned long long *size, struct error *err) MUST_USE;
