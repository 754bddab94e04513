#include "lib/base/checksum.h"

#include "lib/base/cleanup.h"
#include "lib/base/file.h"
#include "lib/base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <xxhash.h>

enum { CHECKSUM_CHUNK = 256 * 1024 };

static void
checksum_format(XXH128_hash_t hash, char hex[CHECKSUM_HEX_SIZE])
{
    snprintf(hex, CHECKSUM_HEX_SIZE, "%016llx%016llx",
             (unsigned long long)hash.high64, (unsigned long long)hash.low64);
}

uint64_t
checksum_number(const void *bytes, size_t len)
{
    return XXH3_64bits(bytes, len);
}

void
checksum_bytes(const void *bytes, size_t len, char hex[CHECKSUM_HEX_SIZE])
{
    checksum_format(XXH3_128bits(bytes, len), hex);
}

/* Feeds what can be read from fd. False: errno says why not. */
static bool
checksum_feed(XXH3_state_t *state, int fd, unsigned long long *size)
{
    char *chunk = memory_alloc(CHECKSUM_CHUNK);
    ssize_t got;

    *size = 0;
    while ((got = read(fd, chunk, CHECKSUM_CHUNK)) != 0) {
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            break;
        XXH3_128bits_update(state, chunk, (size_t)got);
        *size += (unsigned long long)got;
    }
    free(chunk);
    return got == 0;
}

enum status
checksum_file(const char *path, char hex[CHECKSUM_HEX_SIZE],
              unsigned long long *size, struct error *err)
{
    CLEANUP(file_closep) int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    unsigned long long count = 0;
    XXH3_state_t *state;
    bool good;

    if (fd < 0)
        return error_errno(err, file_status(errno), "%s", path);
    state = XXH3_createState();
    if (state == NULL)
        return error_set(err, STATUS_NO_MEMORY, "%s: out of memory", path);
    XXH3_128bits_reset(state);
    good = checksum_feed(state, fd, &count);
    if (good)
        checksum_format(XXH3_128bits_digest(state), hex);
    XXH3_freeState(state);
    if (!good)
        return error_errno(err, STATUS_IO, "reading %s", path);
    *size = count;
    return STATUS_OK;
}
