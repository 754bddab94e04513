#include "lib/wire/search_result.h"

#include "lib/wire/index_json.h"
#include "lib/wire/json_out.h"
#include "lib/wire/source_json.h"

static void
put_segments(struct buf *out, const char *key, const struct segments *segments)
{
    json_put_key(out, key);
    buf_put_byte(out, '[');
    for (size_t i = 0; i < segments->count; i++) {
        const struct segment *segment = &segments->list[i];

        json_put_comma(out);
        buf_put_text(out, "{\"t\":");
        json_put_text_n(out, segment->text, segment->len);
        buf_put_text(out, segment->match ? ",\"m\":true}" : "}");
    }
    buf_put_byte(out, ']');
}

/* With digits enough for a sum to be checked. */
static void
put_why(struct buf *out, const struct search_hit *hit)
{
    json_put_key(out, "why");
    buf_put_byte(out, '[');
    for (size_t i = 0; i < hit->why_count; i++) {
        const struct hit_part *part = &hit->why[i];

        json_put_comma(out);
        buf_put_byte(out, '{');
        json_put_member(out, "what", part->what);
        json_put_member(out, "field", part->field);
        if (part->concept)
            json_put_member_bool(out, "concept", true);
        json_put_key(out, "weight");
        buf_printf(out, "%.9f}", part->weight);
    }
    buf_put_byte(out, ']');
}

static void
put_hit(struct buf *out, const struct search_hit *hit, bool explained)
{
    const struct unit *unit = &hit->unit;

    buf_put_byte(out, '{');
    json_put_member(out, "id", unit->id);
    json_put_member(out, "cite", unit->cite);
    json_put_member(out, "resolution", unit->resolution);
    json_put_member_count(out, "edition", unit->edition);
    json_put_member(out, "title", unit->title);
    json_put_member(out, "kind", kind_name(unit->kind));
    json_put_member(out, "section", unit->section);
    json_put_member(out, "heading", unit->heading);
    put_segments(out, "heading_segments", &hit->heading);
    json_put_member(out, "verb", unit->verb);
    json_put_member_texts(out, "to", unit->to, unit->to_count);
    json_put_member(out, "label", unit->label);
    json_put_member(out, "superseded_by", unit->superseded_by);
    json_put_key(out, "score");
    buf_printf(out, "%.*f", explained ? 9 : 4, hit->score);
    if (explained)
        put_why(out, hit);
    source_json_put(out, unit->file, unit->line, unit->page, unit->paragraph);
    put_segments(out, "segments", &hit->text);
    if (hit->more > 0)
        json_put_member_number(out, "more", (long long)hit->more);
    if (hit->missing_count > 0)
        json_put_member_texts(out, "missing", hit->missing, hit->missing_count);
    buf_put_byte(out, '}');
}

static void
put_hits(struct buf *out, const char *key, const struct search_hits *hits,
         bool explained)
{
    json_put_key(out, key);
    buf_put_byte(out, '[');
    for (size_t i = 0; i < hits->count; i++) {
        json_put_comma(out);
        put_hit(out, &hits->list[i], explained);
    }
    buf_put_byte(out, ']');
}

static void
put_resolutions(struct buf *out, const struct search_result *result)
{
    json_put_key(out, "resolutions");
    buf_put_byte(out, '[');
    for (size_t i = 0; i < result->resolution_count; i++) {
        json_put_comma(out);
        buf_put_byte(out, '{');
        json_put_member(out, "id", result->resolutions[i].id);
        json_put_member(out, "cite", result->resolutions[i].cite);
        json_put_member(out, "title", result->resolutions[i].title);
        buf_put_byte(out, '}');
    }
    buf_put_byte(out, ']');
}

void
search_result_put_scope(struct buf *out, const struct search_scope *scope)
{
    json_put_key(out, "searched");
    buf_put_byte(out, '{');
    json_put_member(out, "edition", scope->edition);
    json_put_member_number(out, "resolutions", scope->resolutions);
    json_put_member_number(out, "clauses", scope->clauses);
    json_put_member_number(out, "footnotes", scope->footnotes);
    buf_put_byte(out, '}');
}

static void
put_facet(struct buf *out, const struct facet *facet)
{
    json_put_key(out, facet->name);
    buf_put_byte(out, '{');
    for (size_t i = 0; i < facet->count; i++)
        json_put_member_number(out, facet->list[i].value, facet->list[i].count);
    buf_put_byte(out, '}');
}

/* Values left out are counted, and only when there are any. */
static void
put_facets(struct buf *out, const struct search_result *result)
{
    bool begun = false;

    json_put_key(out, "facets");
    buf_put_byte(out, '{');
    for (size_t i = 0; i < result->facet_count; i++)
        put_facet(out, &result->facets[i]);
    buf_put_byte(out, '}');
    for (size_t i = 0; i < result->facet_count; i++) {
        const struct facet *facet = &result->facets[i];

        if (facet->left_out == 0)
            continue;
        if (!begun) {
            json_put_key(out, "facets_left_out");
            buf_put_byte(out, '{');
        }
        begun = true;
        json_put_member_number(out, facet->name, facet->left_out);
    }
    if (begun)
        buf_put_byte(out, '}');
}

static void
put_citation(struct buf *out, const struct typed_citation *citation)
{
    if (citation == NULL)
        return;
    json_put_key(out, "citation");
    buf_put_byte(out, '{');
    json_put_member(out, "id", citation->id);
    json_put_member(out, "cite", citation->cite);
    json_put_member(out, "text", citation->text);
    buf_put_byte(out, '}');
}

static void
put_suggestion(struct buf *out, const struct search_result *result)
{
    json_put_member(out, "suggestion", result->suggestion);
    if (result->suggestion != NULL)
        json_put_member_number(out, "suggestion_total",
                               result->suggestion_total);
}

void
search_result_put(struct buf *out, const struct search_result *result)
{
    buf_put_byte(out, '{');
    json_put_member_number(out, "total", (long long)result->total);
    json_put_member(out, "total_is", "exact");
    if (result->grouped)
        json_put_member_number(out, "total_resolutions",
                               (long long)result->groups);
    json_put_member_bool(out, "partial", false);
    json_put_key(out, "took_ms");
    buf_printf(out, "%.3f", result->took_ms);
    index_json_put(out, result->uuid, result->generation);
    search_result_put_scope(out, &result->scope);
    json_put_member_texts(out, "notes", result->notes, result->note_count);
    if (result->reading != NULL)
        json_put_member(out, "reading", result->reading);
    if (result->similar != NULL)
        similar_result_put(out, result->similar);
    put_citation(out, result->citation);
    put_resolutions(out, result);
    put_hits(out, "hits", &result->hits, result->explained);
    put_hits(out, "near", &result->near, result->explained);
    if (result->facet_count > 0)
        put_facets(out, result);
    put_suggestion(out, result);
    json_put_member(out, "next", result->next);
    buf_put_byte(out, '}');
}
