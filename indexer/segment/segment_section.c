/*
 * Sections and clauses of a body as they are opened, filled and closed.
 */
#include "indexer/segment/segment_body.h"

#include <string.h>

struct section *
section_now(const struct body *body)
{
    const struct resolution *resolution = &body->build->resolution;

    return resolution->section_count == 0
               ? NULL
               : &resolution->sections[resolution->section_count - 1];
}

struct clause *
clause_now(const struct body *body)
{
    struct section *section = section_now(body);

    return &section->clauses[section->clause_count - 1];
}

void
body_doubt(struct body *body, const char *code, const struct line *line,
           const char *text)
{
    finding_add(&body->build->findings, FINDING_DOUBT, code, line->number, "%s",
                text);
}

void
clause_close(struct body *body)
{
    if (!body->open)
        return;
    clause_now(body)->text =
        arena_strndup(body->build->arena, body->text.data, body->text.len);
    if (body->text.len == 0)
        finding_add(&body->build->findings, FINDING_DOUBT, "empty_clause",
                    clause_now(body)->line, "label %s has no text",
                    clause_now(body)->label);
    buf_clear(&body->text);
    body->open = false;
}

void
text_add(struct body *body, const struct line *line, size_t from)
{
    const struct resolution *resolution = &body->build->resolution;

    if (body->text.len > 0 && from < line->len &&
        !(line->style == STYLE_LINE &&
          hyphen_joins(body->text.data, body->text.len, line->text + from)))
        buf_put_byte(&body->text, ' ');
    buf_put(&body->text, line->text + from, line->len - from);
    notes_place(body->build, line, NOTE_CLAUSE, resolution->section_count - 1,
                section_now(body)->clause_count - 1);
}

void
section_open(struct body *body, const struct line *line, const char *text,
             const struct heading *heading)
{
    struct arena *arena = body->build->arena;
    struct resolution *resolution = &body->build->resolution;
    size_t len = strlen(text);
    struct section *section;

    clause_close(body);
    while (len > 0 && strchr(",: ", text[len - 1]) != NULL)
        len--;
    section =
        arena_push(arena, resolution->sections, resolution->section_count);
    section->heading = arena_strndup(arena, text, len);
    section->verb = arena_strdup(arena, heading->verb);
    section->kind = heading->kind;
    section->line = line->number;
    for (size_t i = 0; i < heading->to_count; i++)
        *arena_push(arena, section->to, section->to_count) =
            arena_strdup(arena, heading->to[i]);
    for (size_t i = 0; i < heading->unknown_count; i++)
        finding_add(&body->build->findings, FINDING_DOUBT, "unknown_addressee",
                    line->number, "no table knows the addressee \"%s\"",
                    heading->unknown[i]);
    body->labels.depth = 0;
}

/* Text that stands before any heading gets a section of its own. */
void
section_ensure(struct body *body, const struct line *line)
{
    static const struct heading none = {.kind = KIND_OTHER, .verb = ""};

    if (section_now(body) != NULL)
        return;
    section_open(body, line, "", &none);
    body_doubt(body, "text_before_heading", line,
               "text before any heading; kept in a section \"text\"");
}

void
clause_open(struct body *body, const struct line *line, const char *label)
{
    struct build *build = body->build;
    struct section *section;
    struct clause *clause;

    clause_close(body);
    section_ensure(body, line);
    section = section_now(body);
    clause = arena_push(build->arena, section->clauses, section->clause_count);
    clause->label = arena_strdup(build->arena, label);
    clause->line = line->number;
    build->clause_count++;
    body->open = true;
    body->complete = false;
    body->labelled = *label != '\0';
}
