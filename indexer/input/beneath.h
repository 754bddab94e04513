/*
 * Opening what lies below a folder, and nothing else: no symbolic link on the
 * way or at its end, no "..", no magic link of /proc. Whoever may write into
 * the folder cannot make us read outside of it.
 */
#pragma once

#include "lib/base/status.h"

/*
 * name is relative to the folder top; "." is the folder itself. flags are
 * those of open(2); O_NOFOLLOW, O_NONBLOCK and O_CLOEXEC come along. What it
 * is must be looked at with fstat before it is read.
 */
enum status beneath_open(int *fd, const char *top, const char *name, int flags,
                         struct error *err) MUST_USE;
