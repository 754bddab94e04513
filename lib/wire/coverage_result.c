#include "lib/wire/coverage_result.h"

#include "lib/wire/index_json.h"
#include "lib/wire/json_out.h"
#include "lib/wire/source_json.h"

/* The words of the catalogue stay as they are: "inferred" is said. */
static void
put_status(struct buf *out, const struct coverage_status *status)
{
    const struct catalogue_entry *entry = status->entry;

    json_put_member(out, "status", status->word);
    json_put_member(out, "superseded_by", status->superseded_by);
    json_put_key(out, "catalogue");
    if (entry == NULL) {
        buf_put_text(out, "null");
        return;
    }
    buf_put_byte(out, '{');
    json_put_member(out, "title", entry->title);
    json_put_member(out, "editions", entry->editions_text);
    json_put_member(out, "status", entry->status);
    json_put_member(out, "verified", entry->verified);
    json_put_member(out, "source", entry->source);
    buf_put_byte(out, '}');
}

static void
put_held(struct buf *out, const struct coverage_held *held)
{
    json_put_comma(out);
    buf_put_byte(out, '{');
    json_put_member(out, "id", held->id);
    json_put_member(out, "cite", held->cite);
    json_put_member(out, "title", held->title);
    put_status(out, &held->status);
    json_put_member_number(out, "clauses", (long long)held->clauses);
    json_put_member_number(out, "footnotes", (long long)held->footnotes);
    source_json_put(out, held->file, 0, 0, 0);
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
    put_status(out, &known->status);
    source_json_put(out, known->file, known->line, known->page,
                    known->paragraph);
    buf_put_byte(out, '}');
}

/* Where the page ends, if there is room: behind the last row of the longer
 * list, or at the limit. */
static size_t
page_end(const struct coverage_result *result)
{
    size_t count = result->held_count > result->known_count
                       ? result->held_count
                       : result->known_count;
    bool whole = result->limit == 0 || result->offset >= count ||
                 count - result->offset <= result->limit;

    return whole ? count : result->offset + result->limit;
}

/* Writes the rows of both lists side by side, so that they end at the same
 * place when they are full; returns where that is. */
static size_t
put_rows(const struct coverage_result *result, struct buf *held,
         struct buf *known)
{
    size_t end = page_end(result);

    for (size_t i = result->offset; i < end; i++) {
        size_t held_len = held->len, known_len = known->len;

        if (i < result->held_count)
            put_held(held, &result->held[i]);
        if (i < result->known_count)
            put_known(known, &result->known[i]);
        if (result->room == 0 || held->len + known->len <= result->room ||
            i == result->offset)
            continue;
        held->len = held_len;
        known->len = known_len;
        return i;
    }
    return end;
}

static void
put_list(struct buf *out, const char *key, const struct buf *rows)
{
    json_put_key(out, key);
    buf_put(out, rows->data, rows->len);
    buf_put_byte(out, ']');
}

static void
put_totals(struct buf *out, const struct coverage_result *result, size_t end)
{
    json_put_member_number(out, "held_total", (long long)result->held_count);
    json_put_member_number(out, "known_not_held_total",
                           (long long)result->known_count);
    json_put_key(out, "next");
    if (end < result->held_count || end < result->known_count)
        buf_printf(out, "%zu", end);
    else
        buf_put_text(out, "null");
}

void
coverage_result_put(struct buf *out, const struct coverage_result *result)
{
    struct buf held = {0}, known = {0};
    size_t end;

    buf_put_byte(&held, '[');
    buf_put_byte(&known, '[');
    end = put_rows(result, &held, &known);
    buf_put_byte(out, '{');
    index_json_put(out, result->uuid, result->generation);
    json_put_member(out, "body", result->body);
    put_list(out, "held", &held);
    put_list(out, "known_not_held", &known);
    put_totals(out, result, end);
    buf_put_byte(out, '}');
    buf_deinit(&held);
    buf_deinit(&known);
}
