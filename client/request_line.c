#include "client/request_line.h"

#include "lib/wire/json_out.h"

#include <string.h>

static void
begin(struct buf *out, const struct options *options, const char *method)
{
    buf_put_text(out, "{\"jsonrpc\":\"2.0\",\"id\":1");
    json_put_member(out, "method", method);
    json_put_key(out, "params");
    buf_put_byte(out, '{');
    if (options->deadline_ms >= 0)
        json_put_member_number(out, "deadline_ms", options->deadline_ms);
}

static void
end(struct buf *out)
{
    buf_put_text(out, "}}\n");
}

/* "kind,to" as an array */
static void
put_names(struct buf *out, const char *key, const char *names)
{
    json_put_key(out, key);
    buf_put_byte(out, '[');
    while (*names != '\0') {
        size_t len = strcspn(names, ",");

        json_put_comma(out);
        json_put_text_n(out, names, len);
        names += len + (names[len] == ',');
    }
    buf_put_byte(out, ']');
}

static void
put_maybe(struct buf *out, const char *key, const char *text)
{
    if (text != NULL)
        json_put_member(out, key, text);
}

static void
put_page(struct buf *out, const struct options *options)
{
    if (options->limit >= 0)
        json_put_member_number(out, "limit", options->limit);
    if (options->offset >= 0)
        json_put_member_number(out, "offset", options->offset);
}

void
request_line_search(struct buf *out, const struct options *options,
                    const char *method, const char *q)
{
    begin(out, options, method);
    json_put_member(out, "q", q);
    put_page(out, options);
    if (options->any)
        json_put_member(out, "match", "any");
    put_maybe(out, "edition", options->edition);
    put_maybe(out, "sort", options->sort);
    put_maybe(out, "group", options->group);
    put_maybe(out, "cursor", options->cursor);
    if (options->own)
        json_put_member_bool(out, "own", true);
    if (options->why)
        json_put_member_bool(out, "explain", true);
    if (options->facet != NULL)
        put_names(out, "facets", options->facet);
    end(out);
}

void
request_line_show(struct buf *out, const struct options *options,
                  const char *id)
{
    begin(out, options, "show");
    json_put_member(out, "id", id);
    end(out);
}

void
request_line_refs(struct buf *out, const struct options *options,
                  const char *id)
{
    begin(out, options, "refs");
    json_put_member(out, "id", id);
    put_maybe(out, "direction", options->direction);
    put_maybe(out, "edition", options->edition);
    put_page(out, options);
    end(out);
}

void
request_line_parse(struct buf *out, const struct options *options,
                   const char *q)
{
    begin(out, options, "parse");
    json_put_member(out, "q", q);
    if (options->any)
        json_put_member(out, "match", "any");
    end(out);
}

void
request_line_suggest(struct buf *out, const struct options *options,
                     const char *q)
{
    begin(out, options, "suggest");
    json_put_member(out, "q", q);
    put_page(out, options);
    end(out);
}

void
request_line_coverage(struct buf *out, const struct options *options)
{
    begin(out, options, "coverage");
    if (options->body != NULL)
        json_put_member(out, "body", options->body);
    put_page(out, options);
    end(out);
}

void
request_line_hello(struct buf *out, const char *token)
{
    buf_put_text(out, "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"hello\","
                      "\"params\":{\"protocol\":[1,0]");
    json_put_member(out, "token", token);
    end(out);
}

void
request_line_plain(struct buf *out, const struct options *options,
                   const char *method)
{
    begin(out, options, method);
    end(out);
}
