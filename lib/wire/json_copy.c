/*
 * The depth of a tree is bounded by cJSON, and of ours by what we write.
 */
#include "lib/wire/json_copy.h"

#include "lib/wire/json_node.h"
#include "lib/wire/json_out.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NUMBER_MAX = 40 };

/* The shortest of the two ways that gives the same number back. */
static void
copy_number(struct buf *out, double number)
{
    char text[NUMBER_MAX];

    if (!isfinite(number)) {
        buf_put_text(out, "null");
        return;
    }
    snprintf(text, sizeof text, "%.15g", number);
    if (strtod(text, NULL) != number)
        snprintf(text, sizeof text, "%.17g", number);
    buf_put_text(out, text);
}

static void
copy_children(struct buf *out, const cJSON *node,
              const struct json_copier *copier)
{
    bool is_object = cJSON_IsObject(node);

    buf_put_byte(out, is_object ? '{' : '[');
    for (const cJSON *child = node->child; child != NULL; child = child->next) {
        if (is_object)
            json_put_key(out, child->string);
        else
            json_put_comma(out);
        json_copy(out, json_node_json(child), copier);
    }
    buf_put_byte(out, is_object ? '}' : ']');
}

void
json_copy(struct buf *out, const struct json *item,
          const struct json_copier *copier)
{
    const cJSON *node = json_node_of(item);

    if (copier != NULL && item != NULL &&
        copier->replace(copier->context, out, item))
        return;
    if (cJSON_IsObject(node) || cJSON_IsArray(node))
        copy_children(out, node, copier);
    else if (cJSON_IsString(node))
        json_put_text(out, node->valuestring);
    else if (cJSON_IsNumber(node))
        copy_number(out, node->valuedouble);
    else if (cJSON_IsBool(node))
        buf_put_text(out, cJSON_IsTrue(node) ? "true" : "false");
    else
        buf_put_text(out, "null");
}

static const cJSON *
piece_of(const cJSON *node)
{
    return cJSON_GetObjectItemCaseSensitive(node, "t");
}

static void
copy_element(struct buf *out, const cJSON *node)
{
    const cJSON *id = cJSON_GetObjectItemCaseSensitive(node, "id");

    if (cJSON_IsString(piece_of(node)))
        buf_put_text(out, piece_of(node)->valuestring);
    else if (cJSON_IsString(id))
        buf_put_text(out, id->valuestring);
    else
        json_copy_text(out, json_node_json(node));
}

void
json_copy_text(struct buf *out, const struct json *item)
{
    const cJSON *node = json_node_of(item);

    if (cJSON_IsString(node)) {
        buf_put_text(out, node->valuestring);
    } else if (cJSON_IsArray(node)) {
        for (const cJSON *child = node->child; child != NULL;
             child = child->next) {
            if (child != node->child && piece_of(child) == NULL)
                buf_put_text(out, ", ");
            copy_element(out, child);
        }
    } else if (node != NULL && !cJSON_IsNull(node)) {
        json_copy(out, item, NULL);
    }
}
