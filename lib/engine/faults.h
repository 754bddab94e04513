/*
 * From a fault of a query to the reply. Private to the engine.
 */
#pragma once

#include "lib/query/query.h"
#include "lib/wire/reply_error.h"

/* Always false. Positions become code points of text. */
bool fault_reply(struct reply_error *error, const struct query_fault *fault,
                 const char *text);
