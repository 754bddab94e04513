/*
 * The walk over the tokens of a request line. A part of the pre-scan, which
 * judges what was found; nothing else needs it.
 */
#pragma once

#include "lib/base/limits.h"
#include "lib/wire/prescan.h"
#include "lib/wire/prescan_value.h"

#include <stdbool.h>
#include <stddef.h>

enum member {
    MEMBER_JSONRPC,
    MEMBER_ID,
    MEMBER_METHOD,
    MEMBER_PARAMS,
    MEMBERS
};

extern const char *const walk_members[MEMBERS];

struct walk {
    struct scan scan;
    const char *noun; /* what the line is, for messages */
    struct span members[MEMBERS];
    struct span params[PRESCAN_PARAMS];
    struct span stranger; /* the first unknown top-level member */
    struct span key;      /* of the value to come */
    char shape;           /* the line's first byte that is no space */
    int top;              /* member that we are in, or -1 */
    int param;            /* the same within params */
    long tokens, tokens_most;
    long depth, depth_most;
    char open[LIMIT_JSON_DEPTH_TOP]; /* '{' or '[' */
    size_t began[LIMIT_JSON_DEPTH_TOP];
    struct span keys[LIMIT_JSON_TOKENS_TOP]; /* of the objects that are open */
    size_t key_count;
    size_t first_key[LIMIT_JSON_DEPTH_TOP]; /* of each open object */
};

/* At the beginning of a line; limits may be NULL. */
void walk_init(struct walk *walk, const struct scan *scan,
               const struct limits *limits);

/* Goes through all of it. False: it is not JSON, or over a limit. */
bool walk_line(struct walk *walk);

bool walk_span_is(const struct span *span, const char *text);

/* invalid_request with that sentence, and a hint unless NULL. Always false. */
bool walk_refuse(struct walk *walk, const char *sentence, const char *hint);
