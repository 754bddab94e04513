/*
 * When a connection's patience ends: for a line that was begun, for output
 * that is not taken, for silence.
 */
#pragma once

#include <stdbool.h>

struct conn;

/*
 * Makes sure that the timer fires when the first of them ends. A timer that
 * fires earlier is left alone: it costs one idle call, while arming it anew
 * for every byte would cost much more.
 */
void conn_timer_set(struct conn *conn);

/* Whether one of them has ended. */
bool conn_timer_is_over(const struct conn *conn);
