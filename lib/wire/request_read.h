/*
 * Reading one parameter of a request: what the readers of the shapes in the
 * parameter table share. Private to the reading of requests.
 */
#pragma once

#include "lib/wire/request.h"
#include "lib/wire/request_param.h"

#include <cjson/cJSON.h>

struct param_job {
    struct request *request;
    const struct limits *limits;
    struct arena *arena;
    struct reply_error *error;
};

bool param_fail(const struct param_job *job, const char *name,
                const char *expected);
bool param_fail_later(const struct param_job *job, const char *name);

bool param_is_whole(const cJSON *item);

/* A string or a whole number as text; NULL when it is neither. */
const char *param_text(const struct param_job *job, const cJSON *item);

/* The readers of a search's own parameters. False: the error is set. */
bool param_read_match(const struct param_job *job,
                      const struct param_spec *spec, const cJSON *item);
bool param_read_edition(const struct param_job *job,
                        const struct param_spec *spec, const cJSON *item);
bool param_read_filter(const struct param_job *job,
                       const struct param_spec *spec, const cJSON *item);
bool param_read_direction(const struct param_job *job,
                          const struct param_spec *spec, const cJSON *item);
bool param_read_sort(const struct param_job *job, const struct param_spec *spec,
                     const cJSON *item);
bool param_read_group(const struct param_job *job,
                      const struct param_spec *spec, const cJSON *item);
bool param_read_facets(const struct param_job *job,
                       const struct param_spec *spec, const cJSON *item);
bool param_read_cursor(const struct param_job *job,
                       const struct param_spec *spec, const cJSON *item);
