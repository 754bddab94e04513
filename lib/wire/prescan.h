/*
 * One pass over a request line before any tree is built.
 *
 * It is what makes cJSON safe (cJSON takes bad UTF-8, raw control bytes,
 * cuts strings at \u0000, ignores what follows the value ...): a line that
 * passes is one JSON object of valid UTF-8 within the limits of depth and
 * tokens, without duplicate keys at its top. And it gives the main process
 * all it needs to know of a request: the id's bytes, the method, the
 * deadline. No allocation, no recursion, linear time.
 */
#pragma once

#include "lib/base/limits.h"
#include "lib/wire/reply_error.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    PRESCAN_ROW_TOKENS_MAX = 1000000,
    PRESCAN_ID_MAX = 64,    /* bytes inside the quotes of a string id */
    PRESCAN_METHOD_MAX = 32 /* longer ones are no method of ours */
};

/*
 * Parameters that the main process acts upon. They are checked as JSON and
 * given as they stand in the line; whether the method takes them is for the
 * method to say.
 */
enum prescan_param {
    PRESCAN_DEADLINE_MS,
    PRESCAN_SUPERSEDES, /* of every method */
    PRESCAN_CANCEL_ID,  /* id: of cancel */
    PRESCAN_PROTOCOL,   /* of hello, as those that follow */
    PRESCAN_CLIENT,
    PRESCAN_ORDERED,
    PRESCAN_TOKEN,
    PRESCAN_PARAMS
};

struct span {
    const char *at; /* NULL: absent */
    size_t len;
};

struct prescan {
    const char *id; /* as it stands in the line, quotes included; NULL when
                       there is none or it cannot be used */
    size_t id_len;
    bool has_id; /* false: a notification, to which nothing is answered */
    char method[PRESCAN_METHOD_MAX + 1]; /* "" when none or too long */
    long deadline_ms; /* params.deadline_ms when a whole number, else -1 */
    struct span params[PRESCAN_PARAMS];
};

/*
 * False when the line is refused: error is then what to answer, with the id
 * of out as far as it could be read. The line is without its LF. limits may
 * be NULL: those of the table.
 */
bool prescan_line(struct prescan *out, const char *line, size_t len,
                  const struct limits *limits, struct reply_error *error);

/*
 * The same care for a row of a JSONL file: one JSON object of valid UTF-8
 * within the limits, no key twice in an object. False: error says why.
 */
bool prescan_row(const char *line, size_t len, struct reply_error *error);

/* Whether the value could be an id: a string of 1 to PRESCAN_ID_MAX bytes or
 * a whole number within 2^53. */
bool prescan_is_id(const struct span *value);

/*
 * params.token without quotes and escapes; returns its length, or 0 when
 * there is none, or none that could be one: no string, not ASCII, or not below
 * size bytes. The line must still be there.
 */
size_t prescan_token(const struct prescan *scan, char *out, size_t size);
