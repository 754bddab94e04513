/*
 * struct json is a cJSON node under another name, so that cJSON stays in this
 * room: the way there and back.
 */
#pragma once

#include <cjson/cJSON.h>

struct json;

static inline const cJSON *
json_node_of(const struct json *json)
{
    return (const cJSON *)(const void *)json;
}

static inline const struct json *
json_node_json(const cJSON *node)
{
    return (const struct json *)(const void *)node;
}
