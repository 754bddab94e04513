#include "client/patience.h"

#include <sys/socket.h>
#include <sys/time.h>
#include <time.h>

static long
now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void
patience_begin(struct patience *out, long allowed_ms, long more_ms)
{
    *out = (struct patience){allowed_ms, now_ms() + allowed_ms + more_ms};
}

long
patience_left_ms(const struct patience *patience)
{
    long left = patience->until_ms - now_ms();

    return left > 0 ? left : 0;
}

void
patience_set_socket(const struct patience *patience, int fd)
{
    long left = patience_left_ms(patience);
    /* A time of nothing would be for ever. */
    const struct timeval most = {.tv_sec = left / 1000,
                                 .tv_usec = left % 1000 * 1000 + 1};

    setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &most, sizeof most);
}
