/*
 * SHA-256, for slugs, file and table hashes. From libmd.
 */
#pragma once

#include <stddef.h>

enum {
    DIGEST_HEX_SIZE = 65 /* 64 hex digits and the NUL */
};

void digest_sha256(const void *bytes, size_t len, char hex[DIGEST_HEX_SIZE]);
