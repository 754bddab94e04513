/*
 * Descriptors that a test leaves open, where valgrind cannot look.
 */
#pragma once

#include <stddef.h>

/* How many this process has open. */
size_t fds_count(void);
