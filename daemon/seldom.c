#include "daemon/seldom.h"

#include "daemon/tick.h"

enum { SELDOM_MS = 60 * 1000 };

bool
seldom_is_due(struct seldom *seldom)
{
    int64_t now_ms = tick_ms();

    if (now_ms < seldom->next_ms)
        return false;
    seldom->next_ms = now_ms + SELDOM_MS;
    return true;
}
