/*
 * One writer an index: a lock file that names who holds it. The lock is the
 * kernel's and goes with the process, however that ends.
 */
#pragma once

#include "lib/base/status.h"

/*
 * Locks DIR/lock; *fd keeps it until it is closed. STATUS_BUSY: the text names
 * the process that holds it, and since when.
 */
enum status lock_take(int *fd, const char *dir, struct error *err) MUST_USE;
