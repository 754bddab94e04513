#include "lib/wire/refs_result.h"

#include "lib/wire/index_json.h"
#include "lib/wire/json_out.h"
#include "lib/wire/source_json.h"

static const char *const state_names[] = {
    [REFS_HELD] = "held",
    [REFS_SUPERSEDED] = "superseded",
    [REFS_OTHER_EDITION] = "other_edition",
    [REFS_KNOWN] = "known",
    [REFS_UNKNOWN] = "unknown",
    [REFS_UNRESOLVED] = "unresolved",
};
_Static_assert(sizeof state_names / sizeof *state_names == REFS_STATE_COUNT,
               "each state has a name");

const char *
refs_state_name(enum refs_state state)
{
    return state_names[state];
}

static void
put_members(struct buf *out, const struct refs_target *target)
{
    json_put_member(out, "body", target->body);
    json_put_member_count(out, "number", target->number);
    json_put_member_count(out, "edition", target->year);
    json_put_member(out, "state", refs_state_name(target->state));
    json_put_member(out, "held", target->held);
    json_put_member(out, "superseded_by", target->superseded_by);
    json_put_member(out, "title", target->title);
}

static void
put_citation(struct buf *out, const struct refs_citation *citation)
{
    json_put_member(out, "text", citation->text);
    json_put_key(out, "target");
    buf_put_byte(out, '{');
    json_put_member(out, "id", citation->target.id);
    put_members(out, &citation->target);
    buf_put_byte(out, '}');
}

static void
put_also(struct buf *out, const struct refs_row *row)
{
    json_put_member_number(out, "times", (long long)row->times);
    json_put_key(out, "also");
    buf_put_byte(out, '[');
    for (size_t i = 0; i < row->also_count; i++) {
        json_put_comma(out);
        buf_put_byte(out, '{');
        put_citation(out, &row->also[i]);
        buf_put_byte(out, '}');
    }
    buf_put_byte(out, ']');
}

static void
put_row(struct buf *out, const struct refs_row *row)
{
    json_put_comma(out);
    buf_put_byte(out, '{');
    json_put_member(out, "id", row->id);
    json_put_member(out, "cite", row->cite);
    put_citation(out, &row->first);
    if (row->times > 0)
        put_also(out, row);
    source_json_put(out, row->file, row->line, row->page, row->paragraph);
    buf_put_byte(out, '}');
}

static void
put_total(struct buf *out, const char *key, const struct refs_list *list)
{
    if (list->wanted) {
        json_put_member_number(out, key, (long long)list->total);
    } else {
        json_put_key(out, key);
        buf_put_text(out, "null");
    }
}

static void
put_list(struct buf *out, const char *key, const struct refs_list *list)
{
    json_put_key(out, key);
    buf_put_byte(out, '[');
    for (size_t i = 0; i < list->count; i++)
        put_row(out, &list->rows[i]);
    buf_put_byte(out, ']');
}

static void
put_next(struct buf *out, const struct refs_result *result)
{
    size_t next = result->offset + result->limit;

    json_put_key(out, "next");
    if (result->limit > 0 &&
        (next < result->cites.total || next < result->cited_by.total))
        buf_printf(out, "%zu", next);
    else
        buf_put_text(out, "null");
}

void
refs_result_put(struct buf *out, const struct refs_result *result)
{
    buf_put_byte(out, '{');
    index_json_put(out, result->uuid, result->generation);
    search_result_put_scope(out, &result->scope);
    json_put_member_texts(out, "notes", result->notes, result->note_count);
    json_put_key(out, "of");
    buf_put_byte(out, '{');
    json_put_member(out, "id", result->of.id);
    json_put_member(out, "cite", result->cite);
    put_members(out, &result->of);
    buf_put_byte(out, '}');
    put_list(out, "cites", &result->cites);
    put_total(out, "cites_total", &result->cites);
    put_list(out, "cited_by", &result->cited_by);
    put_total(out, "cited_by_total", &result->cited_by);
    put_next(out, result);
    buf_put_byte(out, '}');
}
