/*
 * Resolutions of one number and several bodies: who asks for what cites 170
 * may mean another one than it is read as. Private to the engine.
 */
#pragma once

#include "lib/engine/context.h"

struct namesake {
    const char *name;     /* of the first that is cited: "pp-170" */
    const char *sentence; /* for people, with what to ask for */
};

/* Whether no clause cites that resolution, and clauses cite another one of its
 * number. Also when only forewords cite it; name is then its own. */
bool namesake_find(struct namesake *out, const struct context *context,
                   const char *body, unsigned number);

/* The name ("pp-902") of the first resolution held with that number, whatever
 * its body; NULL: none is. */
const char *namesake_held(const struct context *context, unsigned number);
