/*
 * The readers of a search's own parameters.
 */
#include "lib/base/cleanup.h"
#include "lib/base/nearest.h"
#include "lib/wire/request_read.h"

#include <string.h>

bool
param_read_match(const struct param_job *job, const struct param_spec *spec,
                 const cJSON *item)
{
    bool *field = (bool *)((char *)job->request + spec->offset);

    if (!cJSON_IsString(item) || (strcmp(item->valuestring, "all") != 0 &&
                                  strcmp(item->valuestring, "any") != 0))
        return param_fail(job, spec->name, "\"all\" or \"any\"");
    *field = strcmp(item->valuestring, "any") == 0;
    return true;
}

bool
param_read_edition(const struct param_job *job, const struct param_spec *spec,
                   const cJSON *item)
{
    const char *text = param_text(job, item);

    if (text == NULL ||
        (strcmp(text, "latest") != 0 && strcmp(text, "all") != 0 &&
         (strlen(text) != 4 || strspn(text, "0123456789") != 4)))
        return param_fail(job, spec->name, "\"latest\", \"all\" or a year");
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
        return param_fail(job, "filter.in",
                          "written in q, as in in:title word");
    if (field == FIELD_EDITION)
        return param_fail(job, "filter.edition", "given as params.edition");
    values = &job->request->search.filter[field];
    if (!cJSON_IsArray(item) || item->child == NULL || values->count > 0)
        return param_fail(job,
                          arena_printf(job->arena, "filter.%s", item->string),
                          "an array of values, given once");
    cJSON_ArrayForEach (value, item) {
        const char *text = param_text(job, value);

        if (text == NULL)
            return param_fail(
                job, arena_printf(job->arena, "filter.%s", item->string),
                "an array of strings");
        *arena_push(job->arena, values->values, values->count) = text;
    }
    return true;
}

bool
param_read_filter(const struct param_job *job, const struct param_spec *spec,
                  const cJSON *item)
{
    const cJSON *field;

    if (!cJSON_IsObject(item))
        return param_fail(job, spec->name, "an object");
    cJSON_ArrayForEach (field, item) {
        if (!read_filter_field(job, field))
            return false;
    }
    return true;
}

bool
param_read_direction(const struct param_job *job, const struct param_spec *spec,
                     const cJSON *item)
{
    static const char *const names[] = {[REFS_BOTH] = "both",
                                        [REFS_CITES] = "cites",
                                        [REFS_CITED_BY] = "cited_by"};

    for (size_t i = 0; cJSON_IsString(item) && i < COUNT_OF(names); i++)
        if (strcmp(item->valuestring, names[i]) == 0) {
            job->request->direction = (enum refs_direction)i;
            return true;
        }
    return param_fail(job, spec->name, "\"both\", \"cites\" or \"cited_by\"");
}

bool
param_read_sort(const struct param_job *job, const struct param_spec *spec,
                const cJSON *item)
{
    if (cJSON_IsString(item) &&
        search_sort_find(&job->request->search.sort, item->valuestring))
        return true;
    return param_fail(job, spec->name,
                      "\"relevance\", \"res\", \"year\" or \"clause\"");
}

bool
param_read_group(const struct param_job *job, const struct param_spec *spec,
                 const cJSON *item)
{
    bool group = cJSON_IsString(item) && strcmp(item->valuestring, "res") == 0;

    job->request->search.group = group;
    return group || cJSON_IsNull(item) ||
           param_fail(job, spec->name, "\"res\" or null");
}

static bool
fail_facet(const struct param_job *job, const char *name)
{
    const char *names[FIELD_COUNT];
    size_t count = field_facets(names);

    reply_error_set(job->error, REPLY_UNKNOWN_FIELD,
                    "no facet is called \"%.100s\"", name);
    reply_error_text(job->error, "field", name);
    reply_error_text(job->error, "did_you_mean",
                     nearest_name(name, names, count));
    return false;
}

bool
param_read_facets(const struct param_job *job, const struct param_spec *spec,
                  const cJSON *item)
{
    struct search_request *search = &job->request->search;
    const cJSON *name;

    if (!cJSON_IsArray(item))
        return param_fail(job, spec->name, "an array of names of fields");
    cJSON_ArrayForEach (name, item) {
        enum field field;

        if (!cJSON_IsString(name))
            return param_fail(job, spec->name, "an array of names of fields");
        if (!field_find(&field, name->valuestring, strlen(name->valuestring)) ||
            field_specs[field].slot == 0)
            return fail_facet(job, name->valuestring);
        for (size_t i = 0; i < search->facet_count; i++)
            if (search->facets[i] == field)
                return param_fail(job, spec->name, "without repeats");
        search->facets[search->facet_count++] = field;
    }
    return true;
}

bool
param_read_cursor(const struct param_job *job, const struct param_spec *spec,
                  const cJSON *item)
{
    if (!cJSON_IsString(item) && !cJSON_IsNull(item))
        return param_fail(job, spec->name, "a `next` of an answer, or null");
    if (cJSON_IsString(item))
        job->request->search.cursor =
            arena_strdup(job->arena, item->valuestring);
    return true;
}
