/*
 * A connection to a service.
 */
#pragma once

#include "lib/base/address.h"
#include "lib/base/status.h"

/*
 * Connects; *out blocks, and gives up writing after some seconds.
 * STATUS_NOT_FOUND: nobody is there, and the error says what to run.
 */
enum status dial(int *out, const struct address *address,
                 struct error *err) MUST_USE;
