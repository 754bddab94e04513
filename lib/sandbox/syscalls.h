/*
 * seccomp: which system calls there are for this process. A part of the
 * sandbox.
 */
#pragma once

#include "lib/base/status.h"

/*
 * From now on all system calls but those of a table fail with EPERM: what
 * remains reads, writes to what is open, and manages memory of its own.
 */
enum status syscalls_restrict(struct error *err) MUST_USE;
