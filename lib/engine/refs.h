/*
 * A `refs` under way: what its steps share. Private to the engine.
 */
#pragma once

#include "lib/engine/citing.h"
#include "lib/engine/show_part.h"
#include "lib/engine/target.h"
#include "lib/wire/refs_result.h"

struct refs {
    struct context *context;
    const struct request *request;
    struct show show; /* what was named; its result only where `shown` */
    bool shown;
    struct query query; /* the edition to look in, and the notes */
    struct target_memo memo;
    struct refs_result result;
    struct error err;
};

/* Who cites what was named, of the edition named if one was. */
struct citing refs_citing(const struct refs *refs);

/* The page of what is cited by what is shown. */
enum status refs_take_cites(struct refs *refs) MUST_USE;

/* The page of those who cite it. */
enum status refs_take_cited_by(struct refs *refs) MUST_USE;
