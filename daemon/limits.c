#include "daemon/limits.h"

#include "lib/base/nearest.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { LIMIT_NAME_MAX = 40 };

const struct limit_spec limit_specs[LIMIT_COUNT] = {
    [LIMIT_REQUEST_BYTES] = {"request_bytes", 65536, "bytes",
                             "a request line without its LF"},
    [LIMIT_REPLY_BYTES] = {"reply_bytes", 1048576, "bytes", "a reply line"},
    [LIMIT_IN_FLIGHT] = {"in_flight", 32, "requests",
                         "waiting for an answer, per connection"},
    [LIMIT_OUTPUT_HIGH] = {"output_high", 262144, "bytes",
                           "output waiting when reading stops"},
    [LIMIT_OUTPUT_LOW] = {"output_low", 65536, "bytes",
                          "output waiting when reading goes on"},
    [LIMIT_QUEUE] = {"queue", 256, "requests", "waiting for a worker"},
    [LIMIT_CONNECTIONS] = {"connections", 1024, "connections", "in all"},
    [LIMIT_PER_PEER] = {"per_peer", 256, "connections", "of one user"},
    [LIMIT_DEADLINE_DEFAULT_MS] = {"deadline_ms", 2000, "ms",
                                   "for a request that names none"},
    [LIMIT_DEADLINE_MOST_MS] = {"deadline_ms_max", 10000, "ms",
                                "that a request may ask for"},
    [LIMIT_WORK_MOST_MS] = {"work_ms", 12000, "ms",
                            "of work on one request; the worker is replaced"},
    [LIMIT_WORK_LATE_MS] = {"late_ms", 2000, "ms",
                            "of work when every worker is late"},
    [LIMIT_LINE_MS] = {"line_ms", 10000, "ms", "for a line that was begun"},
    [LIMIT_IDLE_MS] = {"idle_ms", 300000, "ms", "without a request"},
    [LIMIT_STALL_MS] = {"stall_ms", 30000, "ms",
                        "in which a client takes nothing of its output"},
    [LIMIT_DRAIN_MS] = {"drain_ms", 10000, "ms", "for answers at shutdown"},
};

void
limits_init(struct limits *limits)
{
    for (int i = 0; i < LIMIT_COUNT; i++)
        limits->values[i] = limit_specs[i].value;
}

static enum status
limits_unknown(const char *name, struct error *err)
{
    const char *names[LIMIT_COUNT];
    const char *near;

    for (int i = 0; i < LIMIT_COUNT; i++)
        names[i] = limit_specs[i].name;
    near = nearest_name(name, names, LIMIT_COUNT);
    if (near == NULL)
        return error_set(err, STATUS_BAD_REQUEST,
                         "no limit %s (see --check-config)", name);
    return error_set(err, STATUS_BAD_REQUEST, "no limit %s. Did you mean %s?",
                     name, near);
}

static void
limits_keep_below(struct limits *limits, enum limit low, enum limit high)
{
    if (limits->values[low] > limits->values[high])
        limits->values[low] = limits->values[high];
}

static enum status
limits_set(struct limits *limits, enum limit limit, const char *value,
           struct error *err)
{
    const struct limit_spec *spec = &limit_specs[limit];
    char *end;
    long number;

    errno = 0;
    number = strtol(value, &end, 10);
    if (errno != 0 || end == value || *end != '\0' || number < 1 ||
        number > spec->value)
        return error_set(err, STATUS_BAD_REQUEST,
                         "the limit %s may be 1 to %ld %s, not %.40s",
                         spec->name, spec->value, spec->unit, value);
    limits->values[limit] = number;
    limits_keep_below(limits, LIMIT_OUTPUT_LOW, LIMIT_OUTPUT_HIGH);
    limits_keep_below(limits, LIMIT_DEADLINE_DEFAULT_MS,
                      LIMIT_DEADLINE_MOST_MS);
    return STATUS_OK;
}

enum status
limits_lower(struct limits *limits, const char *text, struct error *err)
{
    const char *equals = strchr(text, '=');
    char name[LIMIT_NAME_MAX] = "";

    if (equals == NULL)
        return error_set(err, STATUS_BAD_REQUEST,
                         "--limit needs NAME=N, not %.60s", text);
    if ((size_t)(equals - text) < sizeof name)
        memcpy(name, text, (size_t)(equals - text));
    for (int i = 0; i < LIMIT_COUNT; i++)
        if (strcmp(limit_specs[i].name, name) == 0)
            return limits_set(limits, (enum limit)i, equals + 1, err);
    return limits_unknown(name, err);
}
