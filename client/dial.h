/*
 * A connection to a service.
 */
#pragma once

#include "lib/base/address.h"
#include "lib/base/status.h"

struct patience;

/*
 * Connects; *out blocks. STATUS_NOT_FOUND: nobody is there, and the error
 * says what to run. STATUS_BUSY: nobody has accepted us in time.
 */
enum status dial(int *out, const struct address *address,
                 const struct patience *patience, struct error *err) MUST_USE;
