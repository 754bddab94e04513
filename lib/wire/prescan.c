/*
 * The walk says whether the line is JSON and where the members stand; here
 * they are judged.
 */
#include "lib/wire/prescan.h"

#include "lib/base/nearest.h"
#include "lib/wire/prescan_walk.h"

#include <stdlib.h>
#include <string.h>

enum {
    DEADLINE_READ_MAX = 1000000000 /* ms; beyond it, it is as good as none */
};

static bool
is_whole_number(const struct span *value)
{
    size_t digits = value->at[0] == '-' ? 1 : 0;

    for (size_t i = digits; i < value->len; i++)
        if (value->at[i] < '0' || value->at[i] > '9')
            return false;
    return value->len > digits;
}

bool
prescan_is_id(const struct span *id)
{
    const long long most = (1LL << 53) - 1;
    long long number;

    if (id->at == NULL)
        return false;
    if (id->at[0] == '"')
        return id->len > 2 && id->len <= PRESCAN_ID_MAX + 2;
    if (!is_whole_number(id) || id->len > 17)
        return false;
    number = strtoll(id->at, NULL, 10);
    return number >= -most && number <= most;
}

/* Read as the worker reads it: 3e2 and 300.0 are whole numbers too. */
static void
take_deadline(struct prescan *out, const struct span *deadline)
{
    double ms;

    out->deadline_ms = -1;
    if (deadline->at == NULL || *deadline->at < '0' || *deadline->at > '9')
        return;
    ms = strtod(deadline->at, NULL); /* something follows: it ends there */
    if (ms < DEADLINE_READ_MAX && (double)(long)ms == ms)
        out->deadline_ms = (long)ms;
}

static void
take_method(struct prescan *out, const struct span *method)
{
    size_t len = method->len - 2;

    if (len > PRESCAN_METHOD_MAX) { /* cut it before a character */
        len = PRESCAN_METHOD_MAX;
        while (len > 0 && ((unsigned char)method->at[len + 1] & 0xc0) == 0x80)
            len--;
    }
    memcpy(out->method, method->at + 1, len);
    out->method[len] = '\0';
}

static bool
refuse_stranger(struct walk *walk)
{
    char name[PRESCAN_METHOD_MAX + 1] = "";

    if (walk->stranger.len <= PRESCAN_METHOD_MAX)
        memcpy(name, walk->stranger.at, walk->stranger.len);
    reply_error_set(walk->scan.error, REPLY_INVALID_REQUEST,
                    "unknown member \"%s\" beside jsonrpc, id, method, params",
                    name);
    reply_error_text(walk->scan.error, "did_you_mean",
                     nearest_name(name, walk_members, MEMBERS));
    return false;
}

/* The line is JSON: is it a request? */
static bool
judge(struct prescan *out, struct walk *walk)
{
    const struct span *members = walk->members;
    const struct span *id = &members[MEMBER_ID];

    if (walk->shape == '[')
        return walk_refuse(walk, "batches are not supported",
                           "send one request a line; replies carry the id");
    if (walk->shape != '{')
        return walk_refuse(walk, "a request is a JSON object", NULL);
    out->has_id = id->at != NULL;
    if (id->at != NULL && !prescan_is_id(id))
        return walk_refuse(
            walk,
            "id must be a string of 1 to 64 bytes or a whole number "
            "within 2^53",
            NULL);
    if (id->at != NULL) {
        out->id = id->at;
        out->id_len = id->len;
    }
    if (!walk_span_is(&members[MEMBER_JSONRPC], "\"2.0\""))
        return walk_refuse(walk, "jsonrpc must be \"2.0\"", NULL);
    if (walk->stranger.at != NULL)
        return refuse_stranger(walk);
    if (members[MEMBER_METHOD].at == NULL ||
        members[MEMBER_METHOD].at[0] != '"')
        return walk_refuse(walk, "method must be a string", NULL);
    if (members[MEMBER_PARAMS].at != NULL &&
        members[MEMBER_PARAMS].at[0] != '{')
        return walk_refuse(walk, "params must be an object", NULL);
    take_method(out, &members[MEMBER_METHOD]);
    take_deadline(out, &walk->params[PRESCAN_DEADLINE_MS]);
    memcpy(out->params, walk->params, sizeof out->params);
    return true;
}

bool
prescan_line(struct prescan *out, const char *line, size_t len,
             const struct limits *limits, struct reply_error *error)
{
    __attribute__((uninitialized)) struct walk walk; /* as walk_init says */

    walk_init(&walk, &(struct scan){line, len, 0, error}, limits);
    memset(out, 0, sizeof *out);
    out->has_id = true; /* a broken line is answered */
    out->deadline_ms = -1;
    return walk_line(&walk) && judge(out, &walk);
}

bool
prescan_row(const char *line, size_t len, struct reply_error *error)
{
    struct walk walk;

    walk_init(&walk, &(struct scan){line, len, 0, error}, NULL);
    walk.noun = "row";
    walk.tokens_most = PRESCAN_ROW_TOKENS_MAX;
    return walk_line(&walk) &&
           (walk.shape == '{' ||
            walk_refuse(&walk, "a row is a JSON object", NULL));
}
