#include "lib/wire/reply.h"

#include "lib/wire/json_out.h"

static void
reply_put_head(struct buf *out, const char *id, size_t id_len)
{
    buf_put_text(out, "{\"jsonrpc\":\"2.0\",\"id\":");
    if (id == NULL)
        buf_put_text(out, "null");
    else
        buf_put(out, id, id_len);
}

void
reply_put_error_body(struct buf *out, const struct reply_error *error)
{
    buf_put_byte(out, '{');
    json_put_member_number(out, "code", reply_code_number(error->code));
    json_put_member(out, "message", error->message);
    json_put_key(out, "data");
    buf_put_byte(out, '{');
    json_put_member(out, "code", reply_code_name(error->code));
    for (size_t i = 0; i < error->data_count; i++) {
        const struct reply_datum *datum = &error->data[i];

        if (datum->is_text) {
            json_put_member(out, datum->key, datum->text);
        } else if (datum->is_json) {
            json_put_key(out, datum->key);
            buf_put_text(out, datum->text);
        } else {
            json_put_member_number(out, datum->key, datum->number);
        }
    }
    buf_put_text(out, "}}");
}

void
reply_put_error(struct buf *out, const char *id, size_t id_len,
                const struct reply_error *error)
{
    reply_put_head(out, id, id_len);
    buf_put_text(out, ",\"error\":");
    reply_put_error_body(out, error);
    buf_put_text(out, "}\n");
}

void
reply_begin(struct buf *out, const char *id, size_t id_len)
{
    reply_put_head(out, id, id_len);
    buf_put_text(out, ",\"result\":");
}

void
reply_end(struct buf *out)
{
    buf_put_text(out, "}\n");
}

void
reply_put_cancelled(struct buf *out, const char *id, size_t id_len,
                    bool cancelled)
{
    reply_begin(out, id, id_len);
    buf_put_text(out,
                 cancelled ? "{\"cancelled\":true}" : "{\"cancelled\":false}");
    reply_end(out);
}

void
reply_put_ping(struct buf *out, const char *id, size_t id_len)
{
    reply_begin(out, id, id_len);
    buf_put_text(out, "{\"pong\":true}");
    reply_end(out);
}
