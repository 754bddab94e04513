/*
 * Which index answered, as every reply says it.
 */
#pragma once

#include "lib/base/buf.h"

/* Appends the member "index". */
void index_json_put(struct buf *out, const char *uuid, unsigned generation);
