#include "daemon/tick.h"

#include <event2/event.h>
#include <time.h>

int64_t
tick_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void
tick_arm(struct event *timer, int64_t at_ms)
{
    int64_t wait_ms = at_ms - tick_ms();
    struct timeval wait = {0, 0};

    if (wait_ms > 0) {
        wait.tv_sec = (time_t)(wait_ms / 1000);
        wait.tv_usec = (suseconds_t)(wait_ms % 1000 * 1000);
    }
    event_add(timer, &wait);
}
