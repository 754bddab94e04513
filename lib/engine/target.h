/*
 * What is held and known of a resolution that is cited. Private to the
 * engine.
 */
#pragma once

#include "lib/engine/context.h"
#include "lib/wire/refs_result.h"

/* What was looked up last: a text often cites one resolution again and
 * again. */
struct target_memo {
    const char *name; /* "pp-170"; NULL: nothing yet */
    const char **ids; /* editions held */
    size_t count;
    const char *held; /* whose title it is */
    const char *title;
};

/* Fills the rest of a target that has its id, body, number and year; a body
 * that is NULL is not resolved. */
enum status target_find(struct refs_target *target,
                        const struct context *context, struct target_memo *memo,
                        struct error *err) MUST_USE;
