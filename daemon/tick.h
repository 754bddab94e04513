/*
 * The one clock of the daemon: milliseconds that never jump.
 */
#pragma once

#include <stdint.h>

struct event;

/* Milliseconds of CLOCK_MONOTONIC. */
int64_t tick_ms(void);

/* Arms a timer for the given moment; one that has passed fires at once. */
void tick_arm(struct event *timer, int64_t at_ms);
