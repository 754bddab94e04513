/*
 * The methods of the protocol: names, who answers them, and their
 * parameters. Dispatch, did-you-mean and docs/protocol.md are read off this
 * table; the engine binds its handlers to it.
 */
#pragma once

#include "lib/wire/reply_error.h"

#include <stdbool.h>
#include <stddef.h>

enum method {
    METHOD_SEARCH,
    METHOD_ASK,
    METHOD_FACETS,
    METHOD_SIMILAR,
    METHOD_SUGGEST,
    METHOD_SHOW,
    METHOD_REFS,
    METHOD_PARSE,
    METHOD_COVERAGE,
    METHOD_STATUS,
    METHOD_PING,
    METHOD_HELLO,
    METHOD_CANCEL,
    METHOD_COUNT
};

enum method_lane {
    LANE_MAIN, /* answered by the main process itself */
    LANE_FAST, /* by a worker, and never behind searches */
    LANE_WORK  /* by a worker, in turn */
};

struct method_spec {
    const char *name;
    enum method_lane lane;
    /* A reply may be given again for the same request, as long as the index is
     * the same (lib/wire/reply_form.h). */
    bool is_kept;
    const char *help; /* one line */
};

extern const struct method_spec method_specs[METHOD_COUNT];

/* False when there is no such method. */
bool method_find(enum method *out, const char *name);

/* The nearest method's name, or NULL; and whether a name is reserved for
 * work to come. */
const char *method_nearest(const char *name);
bool method_is_reserved(const char *name);

/* What to answer for a method that method_find does not know. Returns false.
 */
bool method_refuse(struct reply_error *error, const char *name);
