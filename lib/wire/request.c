/*
 * A reader for each shape of parameter. Unknown names are errors, because a
 * typo is commoner than a newer client.
 */
#include "lib/wire/request.h"

#include "lib/base/cleanup.h"
#include "lib/base/nearest.h"
#include "lib/wire/prescan.h"
#include "lib/wire/request_param.h"

#include <cjson/cJSON.h>
#include <stdio.h>
#include <string.h>

struct param_job {
    struct request *request;
    const struct limits *limits;
    struct arena *arena;
    struct reply_error *error;
};

static bool
fail_param(const struct param_job *job, const char *name, const char *expected)
{
    reply_error_set(job->error, REPLY_INVALID_PARAMS, "%s must be %s", name,
                    expected);
    reply_error_text(job->error, "param", name);
    reply_error_text(job->error, "expected", expected);
    return false;
}

static bool
fail_later(const struct param_job *job, const char *name)
{
    reply_error_set(job->error, REPLY_INVALID_PARAMS, "%s: not supported yet",
                    name);
    reply_error_text(job->error, "param", name);
    return false;
}

static bool
is_whole(const cJSON *item)
{
    const double most = 1e15; /* up to it a double holds every whole number */

    return cJSON_IsNumber(item) && item->valuedouble < most &&
           item->valuedouble > -most &&
           (double)(long long)item->valuedouble == item->valuedouble;
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
    if (!is_whole(item) || item->valuedouble < (double)spec->least ||
        item->valuedouble > (double)most)
        return fail_param(job, spec->name, expected);
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
        return fail_param(job, spec->name, "a string");
    *field = arena_strdup(job->arena, item->valuestring);
    return true;
}

static bool
read_match(const struct param_job *job, const struct param_spec *spec,
           const cJSON *item)
{
    bool *field = (bool *)((char *)job->request + spec->offset);

    if (!cJSON_IsString(item) || (strcmp(item->valuestring, "all") != 0 &&
                                  strcmp(item->valuestring, "any") != 0))
        return fail_param(job, spec->name, "\"all\" or \"any\"");
    *field = strcmp(item->valuestring, "any") == 0;
    return true;
}

/* A string or a whole number as text; NULL when it is neither. */
static const char *
item_text(const struct param_job *job, const cJSON *item)
{
    if (cJSON_IsString(item))
        return arena_strdup(job->arena, item->valuestring);
    if (is_whole(item))
        return arena_printf(job->arena, "%.0f", item->valuedouble);
    return NULL;
}

static bool
read_edition(const struct param_job *job, const struct param_spec *spec,
             const cJSON *item)
{
    const char *text = item_text(job, item);

    if (text == NULL ||
        (strcmp(text, "latest") != 0 && strcmp(text, "all") != 0 &&
         (strlen(text) != 4 || strspn(text, "0123456789") != 4)))
        return fail_param(job, spec->name, "\"latest\", \"all\" or a year");
    job->request->search.edition = text;
    return true;
}

static bool
fail_filter_name(const struct param_job *job, const char *name)
{
    const char *names[FIELD_COUNT];
    size_t count = field_names(names);

    reply_error_set(job->error, REPLY_UNKNOWN_FIELD,
                    "unknown field \"%s\" in filter", name);
    reply_error_text(job->error, "field", name);
    reply_error_text(job->error, "did_you_mean",
                     nearest_name(name, names, count));
    return false;
}

static bool
read_filter_field(const struct param_job *job, const cJSON *item)
{
    struct filter_values *values;
    const cJSON *value;
    enum field field;

    if (!field_find(&field, item->string, strlen(item->string)))
        return fail_filter_name(job, item->string);
    if (field_specs[field].shape == SHAPE_SCOPE)
        return fail_param(job, "filter.in",
                          "written in q, as in in:title word");
    if (field == FIELD_EDITION)
        return fail_param(job, "filter.edition", "given as params.edition");
    values = &job->request->search.filter[field];
    if (!cJSON_IsArray(item) || item->child == NULL || values->count > 0)
        return fail_param(job,
                          arena_printf(job->arena, "filter.%s", item->string),
                          "an array of values, given once");
    cJSON_ArrayForEach (value, item) {
        const char *text = item_text(job, value);

        if (text == NULL)
            return fail_param(
                job, arena_printf(job->arena, "filter.%s", item->string),
                "an array of strings");
        *arena_push(job->arena, values->values, values->count) = text;
    }
    return true;
}

static bool
read_filter(const struct param_job *job, const struct param_spec *spec,
            const cJSON *item)
{
    const cJSON *field;

    if (!cJSON_IsObject(item))
        return fail_param(job, spec->name, "an object");
    cJSON_ArrayForEach (field, item) {
        if (!read_filter_field(job, field))
            return false;
    }
    return true;
}

static bool
read_id(const struct param_job *job, const struct param_spec *spec,
        const cJSON *item)
{
    size_t len = cJSON_IsString(item) ? strlen(item->valuestring) : 0;

    if (cJSON_IsNull(item) || is_whole(item) ||
        (len > 0 && len <= PRESCAN_ID_MAX))
        return true;
    return fail_param(job, spec->name, "the id of a request, or null");
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
    return neutral || fail_later(job, spec->name);
}

static bool (*const readers[])(const struct param_job *,
                               const struct param_spec *, const cJSON *) = {
    [PARAM_TEXT] = read_text,       [PARAM_NUMBER] = read_number,
    [PARAM_LIMITED] = read_number,  [PARAM_MATCH] = read_match,
    [PARAM_EDITION] = read_edition, [PARAM_ID] = read_id,
    [PARAM_SEEN] = read_seen,       [PARAM_FILTER] = read_filter,
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
            return fail_param(job, spec->name, "given once");
        seen |= 1U << bit;
        if (!readers[spec->kind](job, spec, item))
            return false;
    }
    return true;
}

/* What one parameter alone cannot say. */
static bool
check_whole(const struct param_job *job)
{
    const struct search_request *search = &job->request->search;
    long window = limits_get(job->limits, LIMIT_WINDOW);

    if (job->request->method == METHOD_SHOW && job->request->show.id == NULL)
        return fail_param(job, "id", "given: a resolution or a clause");
    if (job->request->method != METHOD_SEARCH ||
        search->offset + search->limit <= window)
        return true;
    reply_error_set(job->error, REPLY_WINDOW_TOO_DEEP,
                    "pages end at %ld hits: narrow the query (cursor and "
                    "export are not supported yet)",
                    window);
    reply_error_number(job->error, "limit", window);
    return false;
}

/* What holds for what was not said. */
static void
set_defaults(const struct param_job *job, enum method method)
{
    long most = limits_get(job->limits, LIMIT_PAGE);

    *job->request = (struct request){
        .method = method,
        .search = {.q = "",
                   .limit = most < SEARCH_LIMIT_DEFAULT ? most
                                                        : SEARCH_LIMIT_DEFAULT},
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
