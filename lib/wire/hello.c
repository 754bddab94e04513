#include "lib/wire/hello.h"

#include <stdlib.h>
#include <string.h>

static bool
hello_fail(struct reply_error *error, const char *param, const char *expected)
{
    reply_error_set(error, REPLY_INVALID_PARAMS, "%s must be %s", param,
                    expected);
    reply_error_text(error, "param", param);
    reply_error_text(error, "expected", expected);
    return false;
}

static bool
hello_fail_protocol(struct reply_error *error)
{
    return hello_fail(error, "protocol", "[major,minor], as in [1,0]");
}

static void
hello_pass_space(const char **at, const char *end)
{
    while (*at < end && strchr(" \t\r\n", **at) != NULL)
        (*at)++;
}

/* A number of at most six digits. It is JSON: something follows it. */
static bool
hello_take_number(const char **at, const char *end, long *out)
{
    const char *first;

    hello_pass_space(at, end);
    for (first = *at; *at < end && **at >= '0' && **at <= '9';)
        (*at)++;
    if (*at == first || *at - first > 6)
        return false;
    *out = strtol(first, NULL, 10);
    hello_pass_space(at, end);
    return true;
}

static bool
hello_take_byte(const char **at, const char *end, char byte)
{
    return *at < end && *(*at)++ == byte;
}

static bool
hello_read_protocol(const struct span *value, struct reply_error *error)
{
    const char *at = value->at;
    const char *end;
    long major, minor;

    if (at == NULL)
        return true;
    end = at + value->len;
    if (!hello_take_byte(&at, end, '[') ||
        !hello_take_number(&at, end, &major) ||
        !hello_take_byte(&at, end, ',') ||
        !hello_take_number(&at, end, &minor) || !hello_take_byte(&at, end, ']'))
        return hello_fail_protocol(error);
    if (major == PROTOCOL_MAJOR) /* minor versions only add */
        return true;
    reply_error_set(error, REPLY_PROTOCOL_UNSUPPORTED,
                    "protocol [%ld,%ld] is not supported; [%d,%d] is", major,
                    minor, PROTOCOL_MAJOR, PROTOCOL_MINOR);
    reply_error_json(error, "supported", "[[1,0]]");
    return false;
}

static bool
hello_read_text(struct span *out, const struct span *value, const char *name,
                struct reply_error *error)
{
    if (value->at == NULL)
        return true;
    if (value->at[0] != '"')
        return hello_fail(error, name, "a string");
    *out = (struct span){value->at + 1, value->len - 2};
    return true;
}

static bool
hello_read_bool(bool *out, const struct span *value, const char *name,
                struct reply_error *error)
{
    if (value->at == NULL)
        return true;
    if (value->at[0] != 't' && value->at[0] != 'f')
        return hello_fail(error, name, "true or false");
    *out = value->at[0] == 't';
    return true;
}

bool
hello_read(struct hello *out, const struct prescan *scan,
           struct reply_error *error)
{
    *out = (struct hello){.ordered = false};
    return hello_read_protocol(&scan->params[PRESCAN_PROTOCOL], error) &&
           hello_read_text(&out->client, &scan->params[PRESCAN_CLIENT],
                           "client", error) &&
           hello_read_bool(&out->ordered, &scan->params[PRESCAN_ORDERED],
                           "ordered", error) &&
           hello_read_text(&out->token, &scan->params[PRESCAN_TOKEN], "token",
                           error);
}
