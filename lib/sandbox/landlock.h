/*
 * Landlock: which files there are for this process. A part of the sandbox.
 */
#pragma once

#include "lib/base/status.h"

#include <stddef.h>

/* Whether the kernel has it switched on. */
enum status landlock_check(struct error *err) MUST_USE;

/*
 * From now on this process reads what is beneath the open folder, and no
 * other file; it writes, makes and removes none. Where the kernel knows how,
 * TCP and abstract Unix sockets are cut off too. Needs PR_SET_NO_NEW_PRIVS.
 */
enum status landlock_restrict(int folder, struct error *err) MUST_USE;

/*
 * The same around files and folders that may be read and started as programs;
 * those that are not there are passed over. None: no file at all.
 */
enum status landlock_restrict_to(const char *const *paths, size_t count,
                                 struct error *err) MUST_USE;
