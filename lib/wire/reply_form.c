/*
 * What is looked for stands before the first text that a document or a client
 * has any part in, so that nothing else can be taken for it.
 */
#include "lib/wire/reply_form.h"

#include "lib/wire/reply.h"

#include <stdlib.h>
#include <string.h>

/* The number behind a key, the first one from `from` on. */
static bool
find_number(const char *line, size_t len, const char *key, size_t from,
            size_t bounds[2])
{
    const char *at = memmem(line + from, len - from, key, strlen(key));

    if (at == NULL)
        return false;
    at += strlen(key);
    bounds[0] = (size_t)(at - line);
    while (at < line + len && ((*at >= '0' && *at <= '9') || *at == '.'))
        at++;
    bounds[1] = (size_t)(at - line);
    return bounds[1] > bounds[0] && bounds[1] < len;
}

bool
reply_form_find(struct reply_form *out, const char *line, size_t len,
                const char *id, size_t id_len)
{
    static const char first[] = "{\"total\":";
    struct buf head = {0};
    size_t took[2], generation[2];
    bool good;

    reply_begin(&head, id, id_len);
    out->result_at = head.len;
    buf_put(&head, first, strlen(first));
    good = len > head.len && memcmp(line, head.data, head.len) == 0;
    buf_deinit(&head);
    if (!good ||
        !find_number(line, len, "\"took_ms\":", out->result_at, took) ||
        !find_number(line, len, "\"generation\":", took[1], generation))
        return false;
    out->took_at = took[0];
    out->took_end = took[1];
    out->generation = (unsigned)strtoul(line + generation[0], NULL, 10);
    return true;
}
