/*
 * What the daemon allows, as one table: name, value, unit, sentence.
 *
 * The values of the table are the most that can be had; an operator may
 * lower any of them (--limit NAME=N), which is also how tests reach them.
 */
#pragma once

#include "lib/base/status.h"

enum limit {
    LIMIT_REQUEST_BYTES,
    LIMIT_REPLY_BYTES,
    LIMIT_IN_FLIGHT,
    LIMIT_OUTPUT_HIGH,
    LIMIT_OUTPUT_LOW,
    LIMIT_QUEUE,
    LIMIT_CONNECTIONS,
    LIMIT_PER_PEER,
    LIMIT_DEADLINE_DEFAULT_MS,
    LIMIT_DEADLINE_MOST_MS,
    LIMIT_WORK_MOST_MS,
    LIMIT_WORK_LATE_MS,
    LIMIT_LINE_MS,
    LIMIT_IDLE_MS,
    LIMIT_STALL_MS,
    LIMIT_DRAIN_MS,
    LIMIT_COUNT
};

struct limit_spec {
    const char *name;
    long value;
    const char *unit;
    const char *help;
};

extern const struct limit_spec limit_specs[LIMIT_COUNT];

struct limits {
    long values[LIMIT_COUNT];
};

void limits_init(struct limits *limits);

/*
 * Lowers one of them: "idle_ms=500". STATUS_BAD_REQUEST for an unknown name
 * (the nearest is offered) and for a value of 0 or above the table's. Those
 * that would contradict it (the low mark of the output, the default
 * deadline) come down with it.
 */
enum status limits_lower(struct limits *limits, const char *text,
                         struct error *err) MUST_USE;
