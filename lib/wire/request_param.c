/*
 * One row a parameter: its name, its shape, where it goes.
 */
#include "lib/wire/request_param.h"

#include "lib/base/cleanup.h"
#include "lib/wire/request.h"

#include <string.h>

static const struct param_spec search_params[] = {
    {.name = "q",
     .kind = PARAM_TEXT,
     .offset = offsetof(struct request, search.q)},
    {.name = "filter",
     .kind = PARAM_FILTER,
     .offset = offsetof(struct request, search.filter)},
    {.name = "match",
     .kind = PARAM_MATCH,
     .offset = offsetof(struct request, search.any)},
    {.name = "limit",
     .kind = PARAM_LIMITED,
     .offset = offsetof(struct request, search.limit),
     .limit = LIMIT_PAGE},
    {.name = "offset",
     .kind = PARAM_NUMBER,
     .offset = offsetof(struct request, search.offset),
     .most = 1000000000},
    {.name = "edition",
     .kind = PARAM_EDITION,
     .offset = offsetof(struct request, search.edition)},
    {.name = "sort", .kind = PARAM_SORT},
    {.name = "group", .kind = PARAM_GROUP},
    {.name = "facets", .kind = PARAM_FACETS},
    {.name = "cursor", .kind = PARAM_CURSOR},
    {.name = "explain",
     .kind = PARAM_BOOL,
     .offset = offsetof(struct request, search.explain)},
    {.name = "stream", .kind = PARAM_LATER, .neutral = "false"},
};

static const struct param_spec similar_params[] = {
    {.name = "q",
     .kind = PARAM_TEXT,
     .offset = offsetof(struct request, search.q)},
    {.name = "filter",
     .kind = PARAM_FILTER,
     .offset = offsetof(struct request, search.filter)},
    {.name = "limit",
     .kind = PARAM_LIMITED,
     .offset = offsetof(struct request, search.limit),
     .limit = LIMIT_PAGE},
    {.name = "offset",
     .kind = PARAM_NUMBER,
     .offset = offsetof(struct request, search.offset),
     .most = 1000000000},
    {.name = "edition",
     .kind = PARAM_EDITION,
     .offset = offsetof(struct request, search.edition)},
    {.name = "own",
     .kind = PARAM_BOOL,
     .offset = offsetof(struct request, own)},
    {.name = "explain",
     .kind = PARAM_BOOL,
     .offset = offsetof(struct request, search.explain)},
};

static const struct param_spec suggest_params[] = {
    {.name = "q",
     .kind = PARAM_TEXT,
     .offset = offsetof(struct request, search.q)},
    {.name = "limit",
     .kind = PARAM_LIMITED,
     .offset = offsetof(struct request, search.limit),
     .limit = LIMIT_PAGE},
};

static const struct param_spec parse_params[] = {
    {.name = "q",
     .kind = PARAM_TEXT,
     .offset = offsetof(struct request, search.q)},
    {.name = "match",
     .kind = PARAM_MATCH,
     .offset = offsetof(struct request, search.any)},
};

static const struct param_spec show_params[] = {
    {.name = "id",
     .kind = PARAM_TEXT,
     .offset = offsetof(struct request, show.id)},
};

static const struct param_spec refs_params[] = {
    {.name = "id",
     .kind = PARAM_TEXT,
     .offset = offsetof(struct request, show.id)},
    {.name = "direction", .kind = PARAM_DIRECTION},
    {.name = "edition",
     .kind = PARAM_EDITION,
     .offset = offsetof(struct request, search.edition)},
    {.name = "limit",
     .kind = PARAM_LIMITED,
     .offset = offsetof(struct request, search.limit),
     .limit = LIMIT_PAGE},
    {.name = "offset",
     .kind = PARAM_NUMBER,
     .offset = offsetof(struct request, search.offset),
     .most = 1000000000},
};

static const struct param_spec coverage_params[] = {
    {.name = "body",
     .kind = PARAM_TEXT,
     .offset = offsetof(struct request, coverage.body)},
    {.name = "limit",
     .kind = PARAM_LIMITED,
     .offset = offsetof(struct request, coverage.limit),
     .least = 1,
     .limit = LIMIT_PAGE},
    {.name = "offset",
     .kind = PARAM_NUMBER,
     .offset = offsetof(struct request, coverage.offset),
     .most = 1000000000},
};

static const struct param_spec hello_params[] = {
    {.name = "protocol", .kind = PARAM_SEEN},
    {.name = "client", .kind = PARAM_SEEN},
    {.name = "ordered", .kind = PARAM_SEEN},
    {.name = "token", .kind = PARAM_SEEN},
};

static const struct param_spec cancel_params[] = {
    {.name = "id", .kind = PARAM_ID},
};

/* Of every method. */
static const struct param_spec common_params[] = {
    {.name = "deadline_ms",
     .kind = PARAM_LIMITED,
     .offset = offsetof(struct request, deadline_ms),
     .least = 1,
     .limit = LIMIT_DEADLINE_MOST_MS},
    {.name = "supersedes", .kind = PARAM_ID},
    {.name = "allow_partial", .kind = PARAM_LATER, .neutral = "false"},
};

static const struct param_set {
    const struct param_spec *specs;
    size_t count;
} param_sets[METHOD_COUNT] = {
    [METHOD_SEARCH] = {search_params, COUNT_OF(search_params)},
    [METHOD_ASK] = {search_params, COUNT_OF(search_params)},
    [METHOD_FACETS] = {search_params, COUNT_OF(search_params)},
    [METHOD_SIMILAR] = {similar_params, COUNT_OF(similar_params)},
    [METHOD_SUGGEST] = {suggest_params, COUNT_OF(suggest_params)},
    [METHOD_PARSE] = {parse_params, COUNT_OF(parse_params)},
    [METHOD_SHOW] = {show_params, COUNT_OF(show_params)},
    [METHOD_REFS] = {refs_params, COUNT_OF(refs_params)},
    [METHOD_COVERAGE] = {coverage_params, COUNT_OF(coverage_params)},
    [METHOD_HELLO] = {hello_params, COUNT_OF(hello_params)},
    [METHOD_CANCEL] = {cancel_params, COUNT_OF(cancel_params)},
};

const struct param_spec *
request_param_find(enum method method, const char *name, unsigned *number)
{
    const struct param_set *set = &param_sets[method];

    for (size_t i = 0; i < set->count; i++) {
        *number = (unsigned)i;
        if (strcmp(set->specs[i].name, name) == 0)
            return &set->specs[i];
    }
    for (size_t i = 0; i < COUNT_OF(common_params); i++) {
        *number = (unsigned)(set->count + i);
        if (strcmp(common_params[i].name, name) == 0)
            return &common_params[i];
    }
    return NULL;
}

size_t
request_param_names(enum method method, const char *names[PARAMS_MAX])
{
    const struct param_set *set = &param_sets[method];
    size_t count = 0;

    for (size_t i = 0; i < set->count; i++)
        names[count++] = set->specs[i].name;
    for (size_t i = 0; i < COUNT_OF(common_params); i++)
        names[count++] = common_params[i].name;
    return count;
}
