/*
 * The part of a resolution that was asked for. Private to the engine.
 */
#pragma once

#include "lib/engine/context.h"
#include "lib/model/citation.h"
#include "lib/wire/resolution_json.h"

struct show {
    struct context *context;
    struct reply_error *error;
    struct typed_ref ref;
    const char *name; /* "wtsa-59" */
    const char **ids; /* editions held, oldest first */
    size_t id_count;
    struct show_result result;
};

/* Finds what a citation means and puts it into the result; show has its
 * context and error. False: the error says why not. */
bool show_find(struct show *show, const char *text);

/*
 * Leaves of the result what ref.part names: a clause, a section, a
 * footnote or the title alone; all when it names nothing. False: there is no
 * such part.
 */
bool show_part(struct show *show);
