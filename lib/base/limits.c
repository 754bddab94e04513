#include "lib/base/limits.h"

#include "lib/base/nearest.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { LIMIT_NAME_MAX = 40 };

#define LIMIT_SPEC(id, name, value, unit, help)                                \
    [LIMIT_##id] = {name, value, unit, help},

const struct limit_spec limit_specs[LIMIT_COUNT] = {LIMIT_TABLE(LIMIT_SPEC)};

void
limits_init(struct limits *limits)
{
    for (int i = 0; i < LIMIT_COUNT; i++)
        limits->values[i] = limit_specs[i].value;
}

long
limits_get(const struct limits *limits, enum limit limit)
{
    return limits == NULL ? limit_specs[limit].value : limits->values[limit];
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
