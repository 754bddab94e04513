#include "lib/wire/suggest_result.h"

#include "lib/wire/index_json.h"
#include "lib/wire/json_out.h"

static void
put_completion(struct buf *out, const struct completion *completion)
{
    json_put_comma(out);
    buf_put_byte(out, '{');
    json_put_member(out, "text", completion->text);
    json_put_member(out, "kind", completion->kind);
    json_put_key(out, "count");
    if (completion->count < 0)
        buf_put_text(out, "null");
    else
        buf_printf(out, "%ld", completion->count);
    json_put_member(out, "label", completion->label);
    json_put_member_number(out, "at", (long long)completion->at);
    json_put_member_number(out, "len", (long long)completion->len);
    json_put_member(out, "unit", "bytes");
    buf_put_byte(out, '}');
}

void
suggest_result_put(struct buf *out, const struct suggest_result *result)
{
    buf_put_byte(out, '{');
    json_put_key(out, "took_ms");
    buf_printf(out, "%.3f", result->took_ms);
    index_json_put(out, result->uuid, result->generation);
    json_put_key(out, "completions");
    buf_put_byte(out, '[');
    for (size_t i = 0; i < result->count; i++)
        put_completion(out, &result->list[i]);
    buf_put_text(out, "]}");
}
