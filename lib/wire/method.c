#include "lib/wire/method.h"

#include "lib/base/cleanup.h"
#include "lib/base/nearest.h"

#include <string.h>

const struct method_spec method_specs[METHOD_COUNT] = {
    [METHOD_SEARCH] = {"search", LANE_WORK, true, "clauses that match a query"},
    [METHOD_ASK] = {"ask", LANE_WORK, true,
                    "search by a question in plain words"},
    [METHOD_FACETS] = {"facets", LANE_WORK, true,
                       "what a query finds, counted"},
    [METHOD_SIMILAR] = {"similar", LANE_WORK, true,
                        "clauses like a clause or text"},
    [METHOD_SUGGEST] = {"suggest", LANE_FAST, false,
                        "how a typed text may go on"},
    [METHOD_SHOW] = {"show", LANE_WORK, false,
                     "a resolution or a clause as held"},
    [METHOD_REFS] = {"refs", LANE_WORK, false, "what is cited, and who cites"},
    [METHOD_PARSE] = {"parse", LANE_WORK, false, "how a query is read"},
    [METHOD_COVERAGE] = {"coverage", LANE_WORK, false,
                         "what is held, what is not"},
    [METHOD_STATUS] = {"status", LANE_FAST, false, "the index and the process"},
    [METHOD_PING] = {"ping", LANE_MAIN, false, "whether anybody is there"},
    [METHOD_HELLO] = {"hello", LANE_FAST, false, "versions, limits, methods"},
    [METHOD_CANCEL] = {"cancel", LANE_MAIN, false, "ends a request under way"},
};

/* Names of the protocol that no build answers yet. */
static const char *const reserved_methods[] = {
    "cite",    "diff",  "matrix", "kwic",   "trend",
    "changes", "check", "export", "reload", "shutdown",
};

bool
method_find(enum method *out, const char *name)
{
    for (int i = 0; i < METHOD_COUNT; i++) {
        if (strcmp(method_specs[i].name, name) == 0) {
            *out = (enum method)i;
            return true;
        }
    }
    return false;
}

const char *
method_nearest(const char *name)
{
    const char *names[METHOD_COUNT];

    for (int i = 0; i < METHOD_COUNT; i++)
        names[i] = method_specs[i].name;
    return nearest_name(name, names, METHOD_COUNT);
}

bool
method_is_reserved(const char *name)
{
    for (size_t i = 0; i < COUNT_OF(reserved_methods); i++)
        if (strcmp(reserved_methods[i], name) == 0)
            return true;
    return false;
}

bool
method_refuse(struct reply_error *error, const char *name)
{
    if (method_is_reserved(name))
        return reply_error_set(error, REPLY_METHOD_NOT_FOUND,
                               "method \"%s\" is not supported yet", name);
    reply_error_set(error, REPLY_METHOD_NOT_FOUND, "no method \"%s\"", name);
    reply_error_text(error, "did_you_mean", method_nearest(name));
    return false;
}
