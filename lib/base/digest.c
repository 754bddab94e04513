#include "lib/base/digest.h"

#include <sha256.h>
#include <stdint.h>

void
digest_sha256(const void *bytes, size_t len, char hex[DIGEST_HEX_SIZE])
{
    SHA256Data(bytes, len, hex);
}
