/*
 * seccomp: which system calls there are for this process. A part of the
 * sandbox.
 */
#pragma once

#include "lib/base/status.h"
#include "lib/sandbox/profile.h"

/*
 * From now on all system calls but those that a table gives the profile fail
 * with EPERM: what remains reads, writes to what is open, and manages memory
 * of its own.
 */
enum status syscalls_restrict(enum sandbox_profile profile,
                              struct error *err) MUST_USE;
