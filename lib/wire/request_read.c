#include "lib/wire/request_read.h"

bool
param_fail(const struct param_job *job, const char *name, const char *expected)
{
    reply_error_set(job->error, REPLY_INVALID_PARAMS, "%s must be %s", name,
                    expected);
    reply_error_text(job->error, "param", name);
    reply_error_text(job->error, "expected", expected);
    return false;
}

bool
param_fail_later(const struct param_job *job, const char *name)
{
    reply_error_set(job->error, REPLY_INVALID_PARAMS, "%s: not supported yet",
                    name);
    reply_error_text(job->error, "param", name);
    return false;
}

bool
param_is_whole(const cJSON *item)
{
    const double most = 1e15; /* up to it a double holds every whole number */

    return cJSON_IsNumber(item) && item->valuedouble < most &&
           item->valuedouble > -most &&
           (double)(long long)item->valuedouble == item->valuedouble;
}

const char *
param_text(const struct param_job *job, const cJSON *item)
{
    if (cJSON_IsString(item))
        return arena_strdup(job->arena, item->valuestring);
    if (param_is_whole(item))
        return arena_printf(job->arena, "%.0f", item->valuedouble);
    return NULL;
}
