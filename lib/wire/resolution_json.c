#include "lib/wire/resolution_json.h"

#include "lib/wire/index_json.h"
#include "lib/wire/json_out.h"
#include "lib/wire/source_json.h"

#include <string.h>

static void
put_citation(struct buf *out, const struct citation *citation)
{
    json_put_comma(out);
    buf_put_byte(out, '{');
    json_put_member(out, "id", citation->id);
    json_put_member(out, "body", citation->body);
    json_put_member_number(out, "number", citation->number);
    json_put_member_count(out, "edition", citation->year);
    json_put_member(out, "text", citation->text);
    json_put_member(out, "in", citation->in);
    buf_put_byte(out, '}');
}

static void
put_citations(struct buf *out, const struct citation *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        put_citation(out, &list[i]);
}

static void
put_cites(struct buf *out, const struct citation *list, size_t count)
{
    json_put_key(out, "cites");
    buf_put_byte(out, '[');
    put_citations(out, list, count);
    buf_put_byte(out, ']');
}

static void
put_clause(struct buf *out, const struct clause *clause)
{
    json_put_comma(out);
    buf_put_byte(out, '{');
    json_put_member(out, "id", clause->id);
    json_put_member(out, "label", clause->label);
    json_put_member(out, "text", clause->text);
    put_cites(out, clause->cites, clause->cite_count);
    source_json_put(out, NULL, clause->line, clause->page, clause->paragraph);
    buf_put_byte(out, '}');
}

static void
put_section(struct buf *out, const struct section *section)
{
    json_put_comma(out);
    buf_put_byte(out, '{');
    json_put_member(out, "heading", section->heading);
    json_put_member(out, "slug", section->slug);
    json_put_member(out, "verb", section->verb);
    json_put_member(out, "kind", kind_name(section->kind));
    json_put_member_texts(out, "to", (const char *const *)section->to,
                          section->to_count);
    json_put_key(out, "clauses");
    buf_put_byte(out, '[');
    for (size_t i = 0; i < section->clause_count; i++)
        put_clause(out, &section->clauses[i]);
    buf_put_text(out, "]}");
}

static void
put_footnote(struct buf *out, const struct footnote *footnote)
{
    json_put_comma(out);
    buf_put_byte(out, '{');
    json_put_member(out, "id", footnote->id);
    json_put_member(out, "label", footnote->label);
    json_put_member(out, "text", footnote->text);
    json_put_member(out, "anchor", footnote->anchor);
    put_cites(out, footnote->cites, footnote->cite_count);
    source_json_put(out, NULL, footnote->line, footnote->page,
                    footnote->paragraph);
    buf_put_byte(out, '}');
}

static void
put_history(struct buf *out, const struct resolution *resolution)
{
    json_put_key(out, "history");
    buf_put_byte(out, '[');
    for (size_t i = 0; i < resolution->history_count; i++) {
        json_put_comma(out);
        buf_put_byte(out, '{');
        json_put_member(out, "place", resolution->history[i].place);
        json_put_member_number(out, "year", resolution->history[i].year);
        buf_put_byte(out, '}');
    }
    buf_put_byte(out, ']');
}

/* All citations, in the order of the document: the foreword's first. */
static void
put_all_cites(struct buf *out, const struct resolution *resolution)
{
    json_put_key(out, "cites");
    buf_put_byte(out, '[');
    put_citations(out, resolution->foreword_cites,
                  resolution->foreword_cite_count);
    for (size_t i = 0; i < resolution->section_count; i++) {
        const struct section *section = &resolution->sections[i];

        for (size_t j = 0; j < section->clause_count; j++)
            put_citations(out, section->clauses[j].cites,
                          section->clauses[j].cite_count);
    }
    for (size_t i = 0; i < resolution->footnote_count; i++)
        put_citations(out, resolution->footnotes[i].cites,
                      resolution->footnotes[i].cite_count);
    buf_put_byte(out, ']');
}

static void
put_parts(struct buf *out, const struct resolution *resolution)
{
    json_put_key(out, "sections");
    buf_put_byte(out, '[');
    for (size_t i = 0; i < resolution->section_count; i++)
        put_section(out, &resolution->sections[i]);
    buf_put_byte(out, ']');
    json_put_key(out, "footnotes");
    buf_put_byte(out, '[');
    for (size_t i = 0; i < resolution->footnote_count; i++)
        put_footnote(out, &resolution->footnotes[i]);
    buf_put_byte(out, ']');
}

void
resolution_put_open(struct buf *out, const struct resolution *resolution)
{
    buf_put_byte(out, '{');
    json_put_member(out, "id", resolution->id);
    json_put_member(out, "body", resolution->body);
    json_put_member_count(out, "number", resolution->number);
    json_put_member_count(out, "edition", resolution->year);
    json_put_member(out, "place", resolution->place);
    json_put_member_bool(out, "revised", resolution->revised);
    json_put_member(out, "title", resolution->title);
    json_put_member(out, "designation", resolution->designation);
    put_history(out, resolution);
    json_put_member_texts(out, "foreword",
                          (const char *const *)resolution->foreword,
                          resolution->foreword_count);
    put_parts(out, resolution);
    put_all_cites(out, resolution);
    json_put_member(out, "language", resolution->language);
    json_put_key(out, "source");
    buf_put_byte(out, '{');
    json_put_member(out, "file", resolution->source_file);
    json_put_member(out, "sha256", resolution->source_sha256);
    buf_put_byte(out, '}');
}

void
resolution_put_json(struct buf *out, const struct resolution *resolution)
{
    resolution_put_open(out, resolution);
    buf_put_byte(out, '}');
}

void
show_result_put(struct buf *out, const struct show_result *result)
{
    resolution_put_open(out, &result->resolution);
    json_put_member_texts(out, "cited_by", result->cited_by,
                          result->cited_by_count);
    json_put_member_texts(out, "cites_held", result->held, result->held_count);
    json_put_member(out, "cite", result->cite);
    json_put_member(out, "focus", result->focus);
    json_put_member(out, "superseded_by", result->superseded_by);
    index_json_put(out, result->uuid, result->generation);
    buf_put_byte(out, '}');
}
