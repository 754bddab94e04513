#include "lib/wire/index_json.h"

#include "lib/wire/json_out.h"

void
index_json_put(struct buf *out, const char *uuid, unsigned generation)
{
    json_put_key(out, "index");
    buf_put_byte(out, '{');
    json_put_member(out, "uuid", uuid);
    json_put_member_number(out, "generation", generation);
    buf_put_byte(out, '}');
}
