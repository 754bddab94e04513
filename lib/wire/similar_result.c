#include "lib/wire/similar_result.h"

#include "lib/wire/json_out.h"

#include <limits.h>

static void
put_of(struct buf *out, const struct similar_result *result)
{
    json_put_key(out, "of");
    if (result->id == NULL) {
        buf_put_text(out, "null");
        return;
    }
    buf_put_byte(out, '{');
    json_put_member(out, "id", result->id);
    json_put_member(out, "cite", result->cite);
    buf_put_byte(out, '}');
}

void
similar_result_put(struct buf *out, const struct similar_result *result)
{
    put_of(out, result);
    json_put_key(out, "terms");
    buf_put_byte(out, '[');
    for (size_t i = 0; i < result->term_count; i++) {
        json_put_comma(out);
        buf_put_byte(out, '{');
        json_put_member(out, "word", result->terms[i].word);
        json_put_key(out, "weight");
        buf_printf(out, "%.4f}", result->terms[i].weight);
    }
    buf_put_byte(out, ']');
    json_put_key(out, "twins");
    buf_put_byte(out, '[');
    for (size_t i = 0; i < result->twin_count; i++) {
        json_put_comma(out);
        buf_put_byte(out, '{');
        json_put_member(out, "id", result->twins[i].id);
        json_put_member(out, "cite", result->twins[i].cite);
        json_put_key(out, "overlap");
        buf_printf(out, "%.3f}", result->twins[i].overlap);
    }
    buf_put_byte(out, ']');
    json_put_member_number(out, "twins_total", (long long)result->twins_total);
}

struct similar_result *
similar_result_read(struct json_reader *reader, const struct json *object)
{
    struct similar_result *out;
    const struct json *item;

    if (!json_has(object, "terms"))
        return NULL;
    out = arena_make(reader->arena, struct similar_result);
    item = json_maybe_object(reader, object, "of");
    if (item != NULL) {
        out->id = json_text(reader, item, "id");
        out->cite = json_text(reader, item, "cite");
    }
    item = json_array(reader, object, "terms");
    for (; item != NULL; item = json_next(item))
        *arena_push(reader->arena, out->terms, out->term_count) =
            (struct similar_term){json_text(reader, item, "word"),
                                  json_real(reader, item, "weight")};
    item = json_array(reader, object, "twins");
    for (; item != NULL; item = json_next(item))
        *arena_push(reader->arena, out->twins, out->twin_count) =
            (struct similar_twin){json_text(reader, item, "id"),
                                  json_text(reader, item, "cite"),
                                  json_real(reader, item, "overlap")};
    out->twins_total =
        (size_t)json_number(reader, object, "twins_total", LONG_MAX);
    return out;
}
