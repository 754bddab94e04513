/*
 * What a service allows, as one table: name, value, unit, sentence.
 *
 * The values of the table are the most that can be had; an operator may
 * lower any of them (--limit NAME=N), which is also how tests reach them. The
 * main process hands what was lowered on to its workers, `hello` shows what
 * holds, docs/protocol.md lists the table. A new limit is one row here.
 */
#pragma once

#include "lib/base/status.h"

/* In the order in which they are shown. */
#define LIMIT_TABLE(ROW)                                                       \
    ROW(REQUEST_BYTES, "request_bytes", 65536, "bytes",                        \
        "a request line without its LF")                                       \
    ROW(JSON_DEPTH, "json_depth", 16, "levels", "of nesting in a request")     \
    ROW(JSON_TOKENS, "json_tokens", 1000, "tokens", "in a request")            \
    ROW(QUERY_BYTES, "query_bytes", 4096, "bytes", "of a query")               \
    ROW(FREE_WORDS, "free_words", 256, "words",                                \
        "of a query, outside operators")                                       \
    ROW(OPERATORS, "operators", 256, "operators", "of a query")                \
    ROW(BRACKET_DEPTH, "bracket_depth", 16, "levels",                          \
        "of brackets in a query")                                              \
    ROW(NEAR_DISTANCE, "near_distance", 50, "words", "of NEAR and ADJ")        \
    ROW(NEAR_OPERANDS, "near_operands", 4, "operands", "of NEAR and ADJ")      \
    ROW(PATTERNS, "patterns", 4, "words", "of a query, with wildcards or ~")   \
    ROW(EXPANSIONS, "expansions", 200, "words", "that one pattern stands for") \
    ROW(PAGE, "limit_max", 100, "hits", "of one answer")                       \
    ROW(WINDOW, "window_max", 10000, "hits", "up to which pages can be had")   \
    ROW(REPLY_BYTES, "reply_bytes", 1048576, "bytes", "a reply line")          \
    ROW(IN_FLIGHT, "in_flight", 32, "requests",                                \
        "waiting for an answer, per connection")                               \
    ROW(OUTPUT_HIGH, "output_high", 262144, "bytes",                           \
        "output waiting when reading stops")                                   \
    ROW(OUTPUT_LOW, "output_low", 65536, "bytes",                              \
        "output waiting when reading goes on")                                 \
    ROW(QUEUE, "queue", 256, "requests", "waiting for a worker")               \
    ROW(CONNECTIONS, "connections", 1024, "connections", "in all")             \
    ROW(PER_PEER, "per_peer", 256, "connections", "of one user or address")    \
    ROW(DEADLINE_DEFAULT_MS, "deadline_ms", 2000, "ms",                        \
        "for a request that names none")                                       \
    ROW(DEADLINE_MOST_MS, "deadline_ms_max", 10000, "ms",                      \
        "that a request may ask for")                                          \
    ROW(WORK_MOST_MS, "work_ms", 12000, "ms",                                  \
        "of work on one request; the worker is replaced")                      \
    ROW(WORK_LATE_MS, "late_ms", 2000, "ms",                                   \
        "of work when every worker is late")                                   \
    ROW(LINE_MS, "line_ms", 10000, "ms", "for a line that was begun")          \
    ROW(IDLE_MS, "idle_ms", 300000, "ms", "without a request")                 \
    ROW(STALL_MS, "stall_ms", 30000, "ms",                                     \
        "in which a client takes nothing of its output")                       \
    ROW(DRAIN_MS, "drain_ms", 10000, "ms", "for answers at shutdown")

#define LIMIT_ID(id, name, value, unit, help)   LIMIT_##id,
#define LIMIT_MOST(id, name, value, unit, help) LIMIT_##id##_TOP = (value),

/* LIMIT_QUEUE ... of values and specs. */
enum limit { LIMIT_TABLE(LIMIT_ID) LIMIT_COUNT };

/* LIMIT_QUEUE_TOP ...: the table's values, where a constant is needed. */
enum limit_top { LIMIT_TABLE(LIMIT_MOST) };

#undef LIMIT_ID
#undef LIMIT_MOST

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

/* What holds; limits may be NULL: then the table does. */
long limits_get(const struct limits *limits, enum limit limit);

/*
 * Lowers one of them: "idle_ms=500". STATUS_BAD_REQUEST for an unknown name
 * (the nearest is offered) and for a value of 0 or above the table's. Those
 * that would contradict it (the low mark of the output, the default
 * deadline) come down with it.
 */
enum status limits_lower(struct limits *limits, const char *text,
                         struct error *err) MUST_USE;
