#include "lib/wire/coverage_result.h"

#include "lib/wire/json_out.h"

static void
put_source(struct buf *out, const char *file, unsigned line)
{
    json_put_key(out, "source");
    buf_put_byte(out, '{');
    json_put_member(out, "file", file);
    if (line > 0)
        json_put_member_number(out, "line", line);
    buf_put_byte(out, '}');
}

/*
 * Nothing is in force by guess: a text says neither that it is nor that a
 * later assembly suppressed it.
 */
static void
put_held(struct buf *out, const struct coverage_held *held)
{
    json_put_comma(out);
    buf_put_byte(out, '{');
    json_put_member(out, "id", held->id);
    json_put_member(out, "cite", held->cite);
    json_put_member(out, "title", held->title);
    json_put_member(out, "status",
                    held->superseded_by == NULL ? "unknown" : "superseded");
    json_put_member(out, "superseded_by", held->superseded_by);
    json_put_member_number(out, "clauses", (long long)held->clauses);
    json_put_member_number(out, "footnotes", (long long)held->footnotes);
    put_source(out, held->file, 0);
    buf_put_byte(out, '}');
}

static void
put_known(struct buf *out, const struct coverage_known *known)
{
    json_put_comma(out);
    buf_put_byte(out, '{');
    json_put_member(out, "id", known->id);
    json_put_member(out, "where", known->where);
    json_put_member(out, "text", known->text);
    json_put_member(out, "named_in", known->named_in);
    json_put_member_number(out, "times", (long long)known->times);
    put_source(out, known->file, known->line);
    buf_put_byte(out, '}');
}

void
coverage_result_put(struct buf *out, const struct coverage_result *result)
{
    buf_put_byte(out, '{');
    json_put_key(out, "index");
    buf_put_byte(out, '{');
    json_put_member(out, "uuid", result->uuid);
    json_put_member_number(out, "generation", result->generation);
    buf_put_byte(out, '}');
    json_put_member(out, "body", result->body);
    json_put_key(out, "held");
    buf_put_byte(out, '[');
    for (size_t i = 0; i < result->held_count; i++)
        put_held(out, &result->held[i]);
    buf_put_byte(out, ']');
    json_put_key(out, "known_not_held");
    buf_put_byte(out, '[');
    for (size_t i = 0; i < result->known_count; i++)
        put_known(out, &result->known[i]);
    buf_put_text(out, "]}");
}
