#include "lib/wire/source_json.h"

#include "lib/wire/json_out.h"

void
source_json_put(struct buf *out, const char *file, unsigned line, unsigned page,
                unsigned paragraph)
{
    json_put_key(out, "source");
    buf_put_byte(out, '{');
    if (file != NULL)
        json_put_member(out, "file", file);
    json_put_member_known(out, "line", line);
    json_put_member_known(out, "page", page);
    json_put_member_known(out, "paragraph", paragraph);
    buf_put_byte(out, '}');
}
