/*
 * A reader for each shape of parameter. Unknown names are errors, because a
 * typo is commoner than a newer client.
 */
#include "lib/wire/request.h"

#include "lib/base/cleanup.h"
#include "lib/base/nearest.h"
#include "lib/wire/prescan.h"
#include "lib/wire/request_read.h"

#include <stdio.h>
#include <string.h>

/* Names of an order, as sort has them. */
static const char *const sort_names[] = {[SORT_RELEVANCE] = "relevance",
                                         [SORT_RES] = "res",
                                         [SORT_YEAR] = "year",
                                         [SORT_CLAUSE] = "clause"};

bool
search_sort_find(enum search_sort *out, const char *name)
{
    for (size_t i = 0; i < COUNT_OF(sort_names); i++) {
        if (strcmp(sort_names[i], name) == 0) {
            *out = (enum search_sort)i;
            return true;
        }
    }
    return false;
}

static bool
read_number(const struct param_job *job, const struct param_spec *spec,
            const cJSON *item)
{
    long most = spec->kind == PARAM_LIMITED
                    ? limits_get(job->limits, spec->limit)
                    : spec->most;
    char expected[80];
    long *field = (long *)(void *)((char *)job->request + spec->offset);

    snprintf(expected, sizeof expected, "a whole number from %ld to %ld%s",
             spec->least, most,
             field == &job->request->search.limit ? " (page on with offset)"
                                                  : "");
    if (!param_is_whole(item) || item->valuedouble < (double)spec->least ||
        item->valuedouble > (double)most)
        return param_fail(job, spec->name, expected);
    *field = (long)item->valuedouble;
    return true;
}

static bool
read_text(const struct param_job *job, const struct param_spec *spec,
          const cJSON *item)
{
    const char **field =
        (const char **)(void *)((char *)job->request + spec->offset);

    if (!cJSON_IsString(item))
        return param_fail(job, spec->name, "a string");
    *field = arena_strdup(job->arena, item->valuestring);
    return true;
}

static bool
read_bool(const struct param_job *job, const struct param_spec *spec,
          const cJSON *item)
{
    bool *field = (bool *)(void *)((char *)job->request + spec->offset);

    if (!cJSON_IsBool(item))
        return param_fail(job, spec->name, "true or false");
    *field = cJSON_IsTrue(item);
    return true;
}

static bool
read_id(const struct param_job *job, const struct param_spec *spec,
        const cJSON *item)
{
    size_t len = cJSON_IsString(item) ? strlen(item->valuestring) : 0;

    if (cJSON_IsNull(item) || param_is_whole(item) ||
        (len > 0 && len <= PRESCAN_ID_MAX))
        return true;
    return param_fail(job, spec->name, "the id of a request, or null");
}

static bool
read_seen(const struct param_job *job, const struct param_spec *spec,
          const cJSON *item)
{
    (void)job;
    (void)spec;
    (void)item;
    return true;
}

static bool
read_later(const struct param_job *job, const struct param_spec *spec,
           const cJSON *item)
{
    char *text = cJSON_PrintUnformatted(item);
    bool neutral = text != NULL && strcmp(text, spec->neutral) == 0;

    cJSON_free(text);
    return neutral || param_fail_later(job, spec->name);
}

static bool (*const readers[])(const struct param_job *,
                               const struct param_spec *, const cJSON *) = {
    [PARAM_TEXT] = read_text,
    [PARAM_NUMBER] = read_number,
    [PARAM_LIMITED] = read_number,
    [PARAM_BOOL] = read_bool,
    [PARAM_MATCH] = param_read_match,
    [PARAM_EDITION] = param_read_edition,
    [PARAM_FILTER] = param_read_filter,
    [PARAM_SORT] = param_read_sort,
    [PARAM_GROUP] = param_read_group,
    [PARAM_FACETS] = param_read_facets,
    [PARAM_CURSOR] = param_read_cursor,
    [PARAM_ID] = read_id,
    [PARAM_DIRECTION] = param_read_direction,
    [PARAM_SEEN] = read_seen,
    [PARAM_LATER] = read_later,
};

static bool
fail_unknown(const struct param_job *job, enum method method, const char *name)
{
    const char *names[PARAMS_MAX];
    size_t count = request_param_names(method, names);

    reply_error_set(job->error, REPLY_UNKNOWN_PARAM, "unknown parameter \"%s\"",
                    name);
    reply_error_text(job->error, "param", name);
    reply_error_text(job->error, "did_you_mean",
                     nearest_name(name, names, count));
    return false;
}

static bool
read_params(const struct param_job *job, enum method method,
            const cJSON *params)
{
    const cJSON *item;
    unsigned seen = 0, bit = 0;

    cJSON_ArrayForEach (item, params) {
        const struct param_spec *spec =
            request_param_find(method, item->string, &bit);

        if (spec == NULL)
            return fail_unknown(job, method, item->string);
        if ((seen & (1U << bit)) != 0) /* spelled with an escape */
            return param_fail(job, spec->name, "given once");
        seen |= 1U << bit;
        if (!readers[spec->kind](job, spec, item))
            return false;
    }
    return true;
}

static bool
has_pages(enum method method)
{
    return method == METHOD_SEARCH || method == METHOD_ASK ||
           method == METHOD_FACETS || method == METHOD_SIMILAR;
}

static bool
needs_id(enum method method)
{
    return method == METHOD_SHOW || method == METHOD_REFS;
}

/* What one parameter alone cannot say. */
static bool
check_whole(const struct param_job *job)
{
    const struct search_request *search = &job->request->search;
    long window = limits_get(job->limits, LIMIT_WINDOW);

    if (needs_id(job->request->method) && job->request->show.id == NULL)
        return param_fail(job, "id", "given: a resolution or a clause");
    if (job->request->method == METHOD_SIMILAR && *search->q == '\0')
        return param_fail(job, "q", "given: a clause or a text");
    if (search->cursor != NULL && search->offset > 0)
        return param_fail(job, "offset", "left out beside a cursor");
    if (!has_pages(job->request->method) ||
        search->offset + search->limit <= window)
        return true;
    reply_error_set(job->error, REPLY_WINDOW_TOO_DEEP,
                    "pages by offset end at %ld hits: page on with cursor (the "
                    "`next` of an answer), or narrow the query",
                    window);
    reply_error_number(job->error, "limit", window);
    return false;
}

/* What holds for what was not said. */
static void
set_defaults(const struct param_job *job, enum method method)
{
    long most = limits_get(job->limits, LIMIT_PAGE);
    bool all = method == METHOD_REFS || most < SEARCH_LIMIT_DEFAULT;

    *job->request = (struct request){
        .method = method,
        .search = {.q = "", .limit = all ? most : SEARCH_LIMIT_DEFAULT},
    };
}

bool
request_parse(struct request *out, const struct request_line *line,
              struct arena *arena, struct reply_error *error)
{
    struct param_job job = {out, line->limits, arena, error};
    cJSON *tree = cJSON_ParseWithLength(line->text, line->len);
    bool good;

    set_defaults(&job, line->method);
    if (tree == NULL) { /* the pre-scan lets nothing through that is not JSON */
        reply_error_set(error, REPLY_INTERNAL, "the request cannot be read");
        return false;
    }
    good = read_params(&job, line->method,
                       cJSON_GetObjectItemCaseSensitive(tree, "params")) &&
           check_whole(&job);
    cJSON_Delete(tree);
    return good;
}
