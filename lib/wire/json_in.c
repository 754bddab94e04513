#include "lib/wire/json_in.h"

#include "lib/base/buf.h"
#include "lib/wire/json_node.h"

#include <math.h>
#include <string.h>

enum { WHOLE_DIGITS_MAX = 15 /* a double holds them exactly */ };

enum status
json_parse(struct json **out, const char *text, size_t len, struct error *err)
{
    cJSON *tree = cJSON_ParseWithLength(text, len);

    if (tree == NULL)
        return error_set(err, STATUS_BAD_REQUEST, "not JSON");
    *out = (struct json *)(void *)tree;
    return STATUS_OK;
}

void
json_freep(struct json **json)
{
    cJSON_Delete((cJSON *)(void *)*json);
    *json = NULL;
}

enum status
json_check(const struct json_reader *reader, struct error *err)
{
    if (reader->wrong == NULL)
        return STATUS_OK;
    return error_set(err, STATUS_BAD_REQUEST,
                     "\"%s\" is missing or not what it should be",
                     reader->wrong);
}

static void
json_mark(struct json_reader *reader, const char *key)
{
    if (reader->wrong == NULL)
        reader->wrong = key;
}

static const cJSON *
json_find(const struct json *object, const char *key)
{
    return cJSON_GetObjectItemCaseSensitive(json_node_of(object), key);
}

const char *
json_text(struct json_reader *reader, const struct json *object,
          const char *key)
{
    const cJSON *item = json_find(object, key);

    if (cJSON_IsString(item))
        return arena_strdup(reader->arena, item->valuestring);
    if (!cJSON_IsNull(item))
        json_mark(reader, key);
    return "";
}

const char *
json_maybe_text(struct json_reader *reader, const struct json *object,
                const char *key)
{
    const cJSON *item = json_find(object, key);

    if (item == NULL || cJSON_IsNull(item))
        return NULL;
    return json_text(reader, object, key);
}

static bool
is_whole(double number, double most)
{
    return isfinite(number) && number >= 0 && number <= most &&
           number < pow(10, WHOLE_DIGITS_MAX) && floor(number) == number;
}

long
json_number(struct json_reader *reader, const struct json *object,
            const char *key, long most)
{
    const cJSON *item = json_find(object, key);

    if (cJSON_IsNull(item))
        return 0;
    if (cJSON_IsNumber(item) && is_whole(item->valuedouble, (double)most))
        return (long)item->valuedouble;
    json_mark(reader, key);
    return 0;
}

double
json_real(struct json_reader *reader, const struct json *object,
          const char *key)
{
    const cJSON *item = json_find(object, key);

    if (cJSON_IsNumber(item) && isfinite(item->valuedouble))
        return item->valuedouble;
    json_mark(reader, key);
    return 0;
}

bool
json_bool(struct json_reader *reader, const struct json *object,
          const char *key)
{
    const cJSON *item = json_find(object, key);

    if (!cJSON_IsBool(item))
        json_mark(reader, key);
    return cJSON_IsTrue(item);
}

const struct json *
json_object(struct json_reader *reader, const struct json *object,
            const char *key)
{
    const cJSON *item = json_find(object, key);

    if (cJSON_IsObject(item))
        return json_node_json(item);
    json_mark(reader, key);
    return NULL;
}

const struct json *
json_maybe_object(struct json_reader *reader, const struct json *object,
                  const char *key)
{
    const cJSON *item = json_find(object, key);

    if (item == NULL || cJSON_IsNull(item))
        return NULL;
    return json_object(reader, object, key);
}

const struct json *
json_member(const struct json *object, const char *key)
{
    return json_node_json(json_find(object, key));
}

const struct json *
json_children(const struct json *item)
{
    const cJSON *node = json_node_of(item);

    return node == NULL ? NULL : json_node_json(node->child);
}

bool
json_has(const struct json *object, const char *key)
{
    return json_find(object, key) != NULL;
}

const struct json *
json_array(struct json_reader *reader, const struct json *object,
           const char *key)
{
    const cJSON *item = json_find(object, key);

    if (cJSON_IsArray(item))
        return json_node_json(item->child);
    json_mark(reader, key);
    return NULL;
}

const struct json *
json_next(const struct json *item)
{
    return json_node_json(json_node_of(item)->next);
}

const char **
json_texts(struct json_reader *reader, const struct json *object,
           const char *key, size_t *count)
{
    const struct json *item = json_array(reader, object, key);
    const char **texts = NULL;

    *count = 0;
    for (; item != NULL; item = json_next(item)) {
        if (!cJSON_IsString(json_node_of(item))) {
            json_mark(reader, key);
            continue;
        }
        *arena_push(reader->arena, texts, *count) =
            arena_strdup(reader->arena, json_node_of(item)->valuestring);
    }
    return texts;
}

const struct json *
json_members(const struct json *object)
{
    return cJSON_IsObject(json_node_of(object))
               ? json_node_json(json_node_of(object)->child)
               : NULL;
}

const char *
json_key(const struct json_reader *reader, const struct json *item)
{
    const char *key = json_node_of(item)->string;

    return key == NULL ? "" : arena_strdup(reader->arena, key);
}

static void
print_scalar(struct buf *out, const cJSON *item)
{
    if (cJSON_IsString(item))
        buf_put_text(out, item->valuestring);
    else if (cJSON_IsNumber(item) && isfinite(item->valuedouble))
        buf_printf(out, "%.15g", item->valuedouble);
    else if (cJSON_IsBool(item))
        buf_put_text(out, cJSON_IsTrue(item) ? "yes" : "no");
}

const char *
json_print(const struct json_reader *reader, const struct json *item)
{
    struct buf out = {0};
    const cJSON *node = json_node_of(item);
    const char *text;

    print_scalar(&out, node);
    if (cJSON_IsArray(node) || cJSON_IsObject(node))
        for (const cJSON *child = node->child; child != NULL;
             child = child->next) {
            if (child != node->child)
                buf_put_text(&out, ", ");
            if (cJSON_IsObject(node))
                buf_printf(&out, "%s ", child->string);
            print_scalar(&out, child);
        }
    text = arena_strdup(reader->arena, buf_text(&out));
    buf_deinit(&out);
    return text;
}

bool
json_is_number(const struct json *item, double *number)
{
    const cJSON *node = json_node_of(item);

    if (!cJSON_IsNumber(node) || !isfinite(node->valuedouble))
        return false;
    *number = node->valuedouble;
    return true;
}
