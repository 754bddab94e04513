/*
 * The other way of search_result.c. A kind that is not known here (a newer
 * service) is read as "other".
 */
#include "lib/wire/search_result.h"

#include "lib/base/cleanup.h"
#include "lib/wire/json_in.h"

#include <limits.h>
#include <string.h>

enum { YEAR_MOST = 9999 };

static void
read_segments(struct json_reader *reader, const struct json *object,
              const char *key, struct segments *out)
{
    const struct json *item = json_array(reader, object, key);

    for (; item != NULL; item = json_next(item)) {
        struct segment *segment =
            arena_push(reader->arena, out->list, out->count);

        segment->text = json_text(reader, item, "t");
        segment->len = strlen(segment->text);
        segment->match = json_has(item, "m") && json_bool(reader, item, "m");
    }
}

/* A number of the object, 0 when it is not there. */
static unsigned
read_known(struct json_reader *reader, const struct json *object,
           const char *key)
{
    return json_has(object, key)
               ? (unsigned)json_number(reader, object, key, INT_MAX)
               : 0;
}

static void
read_source(struct json_reader *reader, const struct json *object,
            struct unit *unit)
{
    const struct json *source = json_object(reader, object, "source");

    unit->file = json_text(reader, source, "file");
    unit->line = read_known(reader, source, "line");
    unit->page = read_known(reader, source, "page");
    unit->paragraph = read_known(reader, source, "paragraph");
}

static const char *
join_segments(struct json_reader *reader, const struct segments *segments)
{
    struct buf out = {0};
    const char *text;

    for (size_t i = 0; i < segments->count; i++)
        buf_put(&out, segments->list[i].text, segments->list[i].len);
    text = arena_strdup(reader->arena, buf_text(&out));
    buf_deinit(&out);
    return text;
}

static void
read_unit(struct json_reader *reader, const struct json *object,
          struct unit *unit)
{
    unit->id = json_text(reader, object, "id");
    unit->cite = json_text(reader, object, "cite");
    unit->resolution = json_text(reader, object, "resolution");
    unit->edition = (unsigned)json_number(reader, object, "edition", YEAR_MOST);
    unit->title = json_text(reader, object, "title");
    if (!kind_find(&unit->kind, json_text(reader, object, "kind")))
        unit->kind = KIND_OTHER;
    unit->section = json_text(reader, object, "section");
    unit->heading = json_text(reader, object, "heading");
    unit->verb = json_text(reader, object, "verb");
    unit->to = json_texts(reader, object, "to", &unit->to_count);
    unit->label = json_text(reader, object, "label");
    unit->superseded_by = json_maybe_text(reader, object, "superseded_by");
    read_source(reader, object, unit);
}

static void
read_why(struct json_reader *reader, const struct json *object,
         struct search_hit *hit)
{
    const struct json *item = json_array(reader, object, "why");

    for (; item != NULL; item = json_next(item)) {
        struct hit_part *part =
            arena_push(reader->arena, hit->why, hit->why_count);

        part->what = json_text(reader, item, "what");
        part->field = json_text(reader, item, "field");
        part->concept =
            json_has(item, "concept") && json_bool(reader, item, "concept");
        part->weight = json_real(reader, item, "weight");
    }
}

static void
read_hits(struct json_reader *reader, const struct json *object,
          const char *key, struct search_hits *out)
{
    const struct json *item = json_array(reader, object, key);

    for (; item != NULL; item = json_next(item)) {
        struct search_hit *hit =
            arena_push(reader->arena, out->list, out->count);

        read_unit(reader, item, &hit->unit);
        hit->score = json_real(reader, item, "score");
        read_segments(reader, item, "heading_segments", &hit->heading);
        read_segments(reader, item, "segments", &hit->text);
        hit->unit.text = join_segments(reader, &hit->text);
        if (json_has(item, "more"))
            hit->more = (size_t)json_number(reader, item, "more", LONG_MAX);
        if (json_has(item, "missing"))
            hit->missing =
                json_texts(reader, item, "missing", &hit->missing_count);
        if (json_has(item, "why"))
            read_why(reader, item, hit);
    }
}

static void
read_resolutions(struct json_reader *reader, const struct json *object,
                 struct search_result *out)
{
    const struct json *item = json_array(reader, object, "resolutions");

    for (; item != NULL; item = json_next(item)) {
        struct title_hit *hit =
            arena_push(reader->arena, out->resolutions, out->resolution_count);

        hit->id = json_text(reader, item, "id");
        hit->cite = json_text(reader, item, "cite");
        hit->title = json_text(reader, item, "title");
    }
}

static void
read_scope(struct json_reader *reader, const struct json *object,
           struct search_scope *out)
{
    const struct json *scope = json_object(reader, object, "searched");

    out->edition = json_text(reader, scope, "edition");
    out->resolutions = json_number(reader, scope, "resolutions", LONG_MAX);
    out->clauses = json_number(reader, scope, "clauses", LONG_MAX);
    out->footnotes = json_number(reader, scope, "footnotes", LONG_MAX);
}

static void
read_facet_values(struct json_reader *reader, const struct json *values,
                  struct facet *facet)
{
    const struct json *item = json_members(values);

    for (; item != NULL; item = json_next(item)) {
        double count = 0;
        struct facet_value *value;

        if (!json_is_number(item, &count) || !(count >= 0 && count < 1e15))
            continue;
        value = arena_push(reader->arena, facet->list, facet->count);
        value->value = json_key(reader, item);
        value->count = (long)count;
    }
}

static void
read_facets(struct json_reader *reader, const struct json *object,
            struct search_result *out)
{
    const struct json *facets, *left_out, *item;

    if (!json_has(object, "facets"))
        return;
    facets = json_object(reader, object, "facets");
    left_out = json_maybe_object(reader, object, "facets_left_out");
    item = facets == NULL ? NULL : json_members(facets);
    for (; item != NULL; item = json_next(item)) {
        struct facet *facet =
            arena_push(reader->arena, out->facets, out->facet_count);

        facet->name = json_key(reader, item);
        read_facet_values(reader, json_object(reader, facets, facet->name),
                          facet);
        if (left_out != NULL && json_has(left_out, facet->name))
            facet->left_out =
                json_number(reader, left_out, facet->name, LONG_MAX);
    }
}

/* What is there only when it was asked for. */
static void
read_extras(struct json_reader *reader, const struct json *tree,
            struct search_result *out)
{
    const struct json *citation = json_maybe_object(reader, tree, "citation");

    read_facets(reader, tree, out);
    out->similar = similar_result_read(reader, tree);
    if (json_has(tree, "total_resolutions")) {
        out->grouped = true;
        out->groups =
            (size_t)json_number(reader, tree, "total_resolutions", LONG_MAX);
    }
    out->reading = json_maybe_text(reader, tree, "reading");
    out->suggestion = json_maybe_text(reader, tree, "suggestion");
    if (out->suggestion != NULL && json_has(tree, "suggestion_total"))
        out->suggestion_total =
            json_number(reader, tree, "suggestion_total", LONG_MAX);
    out->next = json_maybe_text(reader, tree, "next");
    if (citation == NULL)
        return;
    out->citation = arena_make(reader->arena, struct typed_citation);
    out->citation->id = json_text(reader, citation, "id");
    out->citation->cite = json_text(reader, citation, "cite");
    out->citation->text = json_text(reader, citation, "text");
}

enum status
search_result_parse(struct search_result *out, const char *json, size_t len,
                    struct arena *arena, struct error *err)
{
    CLEANUP(json_freep) struct json *tree = NULL;
    struct json_reader reader = {.arena = arena};
    struct search_result result = {0};
    const struct json *index;
    enum status status = json_parse(&tree, json, len, err);

    if (status != STATUS_OK)
        return status;
    result.total = (size_t)json_number(&reader, tree, "total", LONG_MAX);
    result.took_ms = json_real(&reader, tree, "took_ms");
    index = json_object(&reader, tree, "index");
    result.uuid = json_text(&reader, index, "uuid");
    result.generation =
        (unsigned)json_number(&reader, index, "generation", INT_MAX);
    read_scope(&reader, tree, &result.scope);
    result.notes = json_texts(&reader, tree, "notes", &result.note_count);
    read_resolutions(&reader, tree, &result);
    read_hits(&reader, tree, "hits", &result.hits);
    read_hits(&reader, tree, "near", &result.near);
    read_extras(&reader, tree, &result);
    status = json_check(&reader, err);
    if (status == STATUS_OK)
        *out = result;
    return status;
}
