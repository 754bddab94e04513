/*
 * SIGTERM, SIGINT and SIGHUP as a question that is asked between two pieces
 * of work, so that a run ends in order: it publishes all or nothing.
 */
#pragma once

#include "lib/base/status.h"

/* From now on these signals wait until they are asked for. */
void stop_hold(void);

/* STATUS_BUSY, and the signal's name in the text, when one has come. */
enum status stop_asked(struct error *err) MUST_USE;

/* The same, for when there is nothing to do: waits so long for one to come. */
enum status stop_asked_within(unsigned ms, struct error *err) MUST_USE;

/* A descriptor that is readable when one has come, for poll(2): to be closed,
 * not read. -1 when there can be none. */
int stop_watch(void);
