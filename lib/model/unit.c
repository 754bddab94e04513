#include "lib/model/unit.h"

#include "lib/base/record.h"

#include <limits.h>

void
unit_encode(const struct unit *unit, struct buf *out)
{
    record_put_text(out, unit->id);
    record_put_text(out, unit->cite);
    record_put_text(out, unit->resolution);
    record_put_number(out, unit->edition);
    record_put_text(out, unit->title);
    record_put_number(out, unit->kind);
    record_put_text(out, unit->section);
    record_put_text(out, unit->heading);
    record_put_text(out, unit->verb);
    record_put_number(out, unit->to_count);
    for (size_t i = 0; i < unit->to_count; i++)
        record_put_text(out, unit->to[i]);
    record_put_text(out, unit->label);
    record_put_text(out, unit->superseded_by);
    record_put_text(out, unit->text);
    record_put_text(out, unit->file);
    record_put_number(out, unit->line);
    record_put_number(out, unit->page);
    record_put_number(out, unit->paragraph);
}

enum status
unit_decode(struct unit *out, const void *bytes, size_t len,
            struct arena *arena, struct error *err)
{
    struct record record = record_open(bytes, len);
    struct unit u = {0};
    const char *later;

    u.id = record_text(&record, arena);
    u.cite = record_text(&record, arena);
    u.resolution = record_text(&record, arena);
    u.edition = (unsigned)record_number_to(&record, UINT_MAX);
    u.title = record_text(&record, arena);
    u.kind = (enum clause_kind)record_number_to(&record, KIND_COUNT - 1);
    u.section = record_text(&record, arena);
    u.heading = record_text(&record, arena);
    u.verb = record_text(&record, arena);
    u.to_count = record_number_to(&record, len);
    u.to = arena_alloc(arena, u.to_count * sizeof *u.to);
    for (size_t i = 0; !record.bad && i < u.to_count; i++)
        u.to[i] = record_text(&record, arena);
    u.label = record_text(&record, arena);
    later = record_text(&record, arena);
    u.superseded_by = *later == '\0' ? NULL : later;
    u.text = record_text(&record, arena);
    u.file = record_text(&record, arena);
    u.line = (unsigned)record_number_to(&record, UINT_MAX);
    u.page = (unsigned)record_number_to(&record, UINT_MAX);
    u.paragraph = (unsigned)record_number_to(&record, UINT_MAX);
    if (record.bad || record.at != record.end)
        return error_set(err, STATUS_STORE, "a stored unit is damaged");
    *out = u;
    return STATUS_OK;
}
