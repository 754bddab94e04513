#include "daemon/order.h"

#include "lib/base/list.h"
#include "lib/base/memory.h"

#include <assert.h>
#include <stdlib.h>

struct order_turn {
    TAILQ_ENTRY(order_turn) link;
    uint64_t number;
    struct buf reply; /* empty until it has come */
};

void
order_start(struct order *order)
{
    if (order->on)
        return;
    order->on = true;
    TAILQ_INIT(&order->turns);
}

static void
order_drop_first(struct order *order)
{
    struct order_turn *turn = TAILQ_FIRST(&order->turns);

    TAILQ_REMOVE(&order->turns, turn, link);
    buf_deinit(&turn->reply);
    free(turn);
}

void
order_deinit(struct order *order)
{
    while (order->on && !TAILQ_EMPTY(&order->turns))
        order_drop_first(order);
    *order = (struct order){.on = false};
}

uint64_t
order_draw(struct order *order)
{
    struct order_turn *turn;

    if (!order->on)
        return 0;
    turn = memory_alloc(sizeof *turn);
    turn->number = ++order->last;
    TAILQ_INSERT_TAIL(&order->turns, turn, link);
    return turn->number;
}

/* Gives out all whose turn has come. */
static unsigned
order_release(struct order *order, struct buf *out)
{
    struct order_turn *turn;
    unsigned count = 0;

    /* The analyser does not see that the macro unlinks what is freed. */
    while ((turn = TAILQ_FIRST(&order->turns)) != NULL &&
           turn->reply.len > 0) { /* NOLINT(clang-analyzer-unix.Malloc) */
        order->kept -= turn->reply.len;
        buf_put(out, turn->reply.data, turn->reply.len);
        order_drop_first(order);
        count++;
    }
    return count;
}

unsigned
order_give(struct order *order, uint64_t number, const char *reply, size_t len,
           struct buf *out)
{
    struct order_turn *turn;

    if (number == 0) {
        buf_put(out, reply, len);
        return 1;
    }
    list_each (turn, &order->turns, link)
        if (turn->number == number)
            break;
    assert(turn != NULL && len > 0);
    buf_put(&turn->reply, reply, len);
    order->kept += len;
    return order_release(order, out);
}
