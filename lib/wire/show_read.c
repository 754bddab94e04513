/*
 * The other way of resolution_json.c. The citations of the foreword stand
 * only in the list of all: those whose place is the resolution itself.
 */
#include "lib/wire/resolution_json.h"

#include "lib/base/cleanup.h"
#include "lib/wire/json_in.h"

#include <limits.h>
#include <string.h>

enum { YEAR_MOST = 9999 };

/* The model's texts are not const, because they are built in place; what
 * json_text gives is a copy of our own in the arena. */
static char *
read_text(struct json_reader *reader, const struct json *object,
          const char *key)
{
    return arena_strdup(reader->arena, json_text(reader, object, key));
}

static char *
read_maybe(struct json_reader *reader, const struct json *object,
           const char *key)
{
    return arena_strdup(reader->arena, json_maybe_text(reader, object, key));
}

static char **
read_texts(struct json_reader *reader, const struct json *object,
           const char *key, size_t *count)
{
    const char **texts = json_texts(reader, object, key, count);
    char **out = arena_alloc(reader->arena, (*count + 1) * sizeof *out);

    for (size_t i = 0; i < *count; i++)
        out[i] = arena_strdup(reader->arena, texts[i]);
    return out;
}

static unsigned
read_unsigned(struct json_reader *reader, const struct json *object,
              const char *key)
{
    return (unsigned)json_number(reader, object, key, INT_MAX);
}

/* "line", "page" or "paragraph" of where it was read; 0: not said. */
static unsigned
read_place(struct json_reader *reader, const struct json *object,
           const char *key)
{
    const struct json *source = json_object(reader, object, "source");

    return json_has(source, key) ? read_unsigned(reader, source, key) : 0;
}

static struct citation *
read_cites(struct json_reader *reader, const struct json *object, size_t *count)
{
    const struct json *item = json_array(reader, object, "cites");
    struct citation *list = NULL;

    for (*count = 0; item != NULL; item = json_next(item)) {
        struct citation *citation = arena_push(reader->arena, list, *count);

        citation->id = read_maybe(reader, item, "id");
        citation->body = read_maybe(reader, item, "body");
        citation->number = read_unsigned(reader, item, "number");
        citation->year =
            (unsigned)json_number(reader, item, "edition", YEAR_MOST);
        citation->text = read_text(reader, item, "text");
        citation->in = read_text(reader, item, "in");
    }
    return list;
}

static void
read_clauses(struct json_reader *reader, const struct json *object,
             struct section *section)
{
    const struct json *item = json_array(reader, object, "clauses");

    for (; item != NULL; item = json_next(item)) {
        struct clause *clause =
            arena_push(reader->arena, section->clauses, section->clause_count);

        clause->id = read_text(reader, item, "id");
        clause->label = read_text(reader, item, "label");
        clause->text = read_text(reader, item, "text");
        clause->cites = read_cites(reader, item, &clause->cite_count);
        clause->line = read_place(reader, item, "line");
        clause->page = read_place(reader, item, "page");
        clause->paragraph = read_place(reader, item, "paragraph");
    }
}

static void
read_sections(struct json_reader *reader, const struct json *object,
              struct resolution *out)
{
    const struct json *item = json_array(reader, object, "sections");

    for (; item != NULL; item = json_next(item)) {
        struct section *section =
            arena_push(reader->arena, out->sections, out->section_count);

        section->heading = read_text(reader, item, "heading");
        section->slug = read_text(reader, item, "slug");
        section->verb = read_text(reader, item, "verb");
        if (!kind_find(&section->kind, json_text(reader, item, "kind")))
            section->kind = KIND_OTHER;
        section->to = read_texts(reader, item, "to", &section->to_count);
        read_clauses(reader, item, section);
    }
}

static void
read_footnotes(struct json_reader *reader, const struct json *object,
               struct resolution *out)
{
    const struct json *item = json_array(reader, object, "footnotes");

    for (; item != NULL; item = json_next(item)) {
        struct footnote *footnote =
            arena_push(reader->arena, out->footnotes, out->footnote_count);

        footnote->id = read_text(reader, item, "id");
        footnote->label = read_text(reader, item, "label");
        footnote->text = read_text(reader, item, "text");
        footnote->anchor = read_text(reader, item, "anchor");
        footnote->cites = read_cites(reader, item, &footnote->cite_count);
        footnote->line = read_place(reader, item, "line");
        footnote->page = read_place(reader, item, "page");
        footnote->paragraph = read_place(reader, item, "paragraph");
    }
}

static void
read_history(struct json_reader *reader, const struct json *object,
             struct resolution *out)
{
    const struct json *item = json_array(reader, object, "history");

    for (; item != NULL; item = json_next(item)) {
        struct adoption *adoption =
            arena_push(reader->arena, out->history, out->history_count);

        adoption->place = read_text(reader, item, "place");
        adoption->year = (unsigned)json_number(reader, item, "year", YEAR_MOST);
    }
}

/* A document without a foreword has the id of its clause. */
static void
read_foreword_cites(struct json_reader *reader, const struct json *object,
                    struct resolution *out)
{
    size_t count;
    struct citation *all = read_cites(reader, object, &count);

    for (size_t i = 0; out->foreword_count > 0 && i < count; i++)
        if (strcmp(all[i].in, out->id) == 0)
            *arena_push(reader->arena, out->foreword_cites,
                        out->foreword_cite_count) = all[i];
}

/* "wtsa-1@2016.2" is the second text of its edition. */
static unsigned
copy_of(const char *id)
{
    const char *dot = strchr(id, '@');

    dot = dot == NULL ? NULL : strchr(dot, '.');
    return dot != NULL && dot[1] >= '2' && dot[1] <= '9' && dot[2] == '\0'
               ? (unsigned)(dot[1] - '0')
               : 1;
}

void
resolution_read_json(struct json_reader *reader, const struct json *object,
                     struct resolution *out)
{
    const struct json *source = json_object(reader, object, "source");

    out->id = read_text(reader, object, "id");
    out->body = read_text(reader, object, "body");
    out->number = read_unsigned(reader, object, "number");
    out->year = (unsigned)json_number(reader, object, "edition", YEAR_MOST);
    out->copy = copy_of(out->id);
    out->place = read_text(reader, object, "place");
    out->revised = json_bool(reader, object, "revised");
    out->title = read_text(reader, object, "title");
    out->designation = read_text(reader, object, "designation");
    read_history(reader, object, out);
    out->foreword =
        read_texts(reader, object, "foreword", &out->foreword_count);
    read_sections(reader, object, out);
    read_footnotes(reader, object, out);
    read_foreword_cites(reader, object, out);
    out->language = read_text(reader, object, "language");
    out->source_file = read_text(reader, source, "file");
    out->source_sha256 = read_text(reader, source, "sha256");
}

enum status
show_result_parse(struct show_result *out, const char *json, size_t len,
                  struct arena *arena, struct error *err)
{
    CLEANUP(json_freep) struct json *tree = NULL;
    struct json_reader reader = {.arena = arena};
    struct show_result result = {0};
    const struct json *index;
    enum status status = json_parse(&tree, json, len, err);

    if (status != STATUS_OK)
        return status;
    resolution_read_json(&reader, tree, &result.resolution);
    result.cite = json_text(&reader, tree, "cite");
    result.focus = json_maybe_text(&reader, tree, "focus");
    result.superseded_by = json_maybe_text(&reader, tree, "superseded_by");
    result.held = json_texts(&reader, tree, "cites_held", &result.held_count);
    result.cited_by =
        json_texts(&reader, tree, "cited_by", &result.cited_by_count);
    index = json_object(&reader, tree, "index");
    result.uuid = json_text(&reader, index, "uuid");
    result.generation = read_unsigned(&reader, index, "generation");
    status = json_check(&reader, err);
    if (status == STATUS_OK)
        *out = result;
    return status;
}
