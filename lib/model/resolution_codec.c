/*
 * Writing and reading mirror each other field by field, in the order of the
 * structs. A count is checked against the bytes left before an array is
 * made of it, so that damaged bytes cannot ask for much memory.
 */
#include "lib/model/resolution_codec.h"

#include "lib/base/record.h"

#include <limits.h>

enum { CODEC_VERSION = 2 };

static void
put_citations(struct buf *out, const struct citation *list, size_t count)
{
    record_put_number(out, count);
    for (size_t i = 0; i < count; i++) {
        record_put_text(out, list[i].id);
        record_put_text(out, list[i].body);
        record_put_number(out, list[i].number);
        record_put_number(out, list[i].year);
        record_put_text(out, list[i].text);
        record_put_text(out, list[i].in);
    }
}

static void
put_clauses(struct buf *out, const struct clause *list, size_t count)
{
    record_put_number(out, count);
    for (size_t i = 0; i < count; i++) {
        record_put_text(out, list[i].id);
        record_put_text(out, list[i].label);
        record_put_text(out, list[i].text);
        record_put_number(out, list[i].line);
        record_put_number(out, list[i].page);
        record_put_number(out, list[i].paragraph);
        put_citations(out, list[i].cites, list[i].cite_count);
    }
}

static void
put_texts(struct buf *out, char *const *list, size_t count)
{
    record_put_number(out, count);
    for (size_t i = 0; i < count; i++)
        record_put_text(out, list[i]);
}

static void
put_sections(struct buf *out, const struct section *list, size_t count)
{
    record_put_number(out, count);
    for (size_t i = 0; i < count; i++) {
        record_put_text(out, list[i].slug);
        record_put_text(out, list[i].heading);
        record_put_text(out, list[i].verb);
        record_put_number(out, list[i].kind);
        put_texts(out, list[i].to, list[i].to_count);
        put_clauses(out, list[i].clauses, list[i].clause_count);
        record_put_number(out, list[i].line);
        record_put_number(out, list[i].page);
        record_put_number(out, list[i].paragraph);
    }
}

static void
put_footnotes(struct buf *out, const struct footnote *list, size_t count)
{
    record_put_number(out, count);
    for (size_t i = 0; i < count; i++) {
        record_put_text(out, list[i].id);
        record_put_text(out, list[i].label);
        record_put_text(out, list[i].text);
        record_put_text(out, list[i].anchor);
        put_citations(out, list[i].cites, list[i].cite_count);
        record_put_number(out, list[i].line);
        record_put_number(out, list[i].page);
        record_put_number(out, list[i].paragraph);
    }
}

void
resolution_encode(const struct resolution *resolution, struct buf *out)
{
    record_put_number(out, CODEC_VERSION);
    record_put_text(out, resolution->id);
    record_put_text(out, resolution->body);
    record_put_number(out, resolution->number);
    record_put_number(out, resolution->year);
    record_put_number(out, resolution->copy);
    record_put_text(out, resolution->place);
    record_put_number(out, resolution->revised);
    record_put_text(out, resolution->designation);
    record_put_text(out, resolution->title);
    record_put_number(out, resolution->history_count);
    for (size_t i = 0; i < resolution->history_count; i++) {
        record_put_text(out, resolution->history[i].place);
        record_put_number(out, resolution->history[i].year);
    }
    put_texts(out, resolution->foreword, resolution->foreword_count);
    put_sections(out, resolution->sections, resolution->section_count);
    put_footnotes(out, resolution->footnotes, resolution->footnote_count);
    put_citations(out, resolution->foreword_cites,
                  resolution->foreword_cite_count);
    record_put_text(out, resolution->language);
    record_put_text(out, resolution->source_file);
    record_put_text(out, resolution->source_sha256);
}

/* A count of things of at least one byte each. */
static size_t
get_count(struct record *record)
{
    uint64_t count = record_number(record);

    if (count > (uint64_t)(record->end - record->at)) {
        record->bad = true;
        return 0;
    }
    return count;
}

static unsigned
get_unsigned(struct record *record)
{
    return (unsigned)record_number_to(record, UINT_MAX);
}

/* A text that is NULL when empty. */
static char *
get_optional(struct record *record, struct arena *arena)
{
    char *text = record_text(record, arena);

    return *text == '\0' ? NULL : text;
}

static size_t
get_citations(struct record *record, struct citation **out, struct arena *arena)
{
    size_t count = get_count(record);
    struct citation *list = arena_alloc(arena, count * sizeof *list);

    for (size_t i = 0; i < count; i++) {
        list[i].id = get_optional(record, arena);
        list[i].body = get_optional(record, arena);
        list[i].number = get_unsigned(record);
        list[i].year = get_unsigned(record);
        list[i].text = record_text(record, arena);
        list[i].in = record_text(record, arena);
    }
    *out = list;
    return count;
}

static size_t
get_clauses(struct record *record, struct clause **out, struct arena *arena)
{
    size_t count = get_count(record);
    struct clause *list = arena_alloc(arena, count * sizeof *list);

    for (size_t i = 0; i < count; i++) {
        list[i].id = record_text(record, arena);
        list[i].label = record_text(record, arena);
        list[i].text = record_text(record, arena);
        list[i].line = get_unsigned(record);
        list[i].page = get_unsigned(record);
        list[i].paragraph = get_unsigned(record);
        list[i].cite_count = get_citations(record, &list[i].cites, arena);
    }
    *out = list;
    return count;
}

static size_t
get_texts(struct record *record, char ***out, struct arena *arena)
{
    size_t count = get_count(record);
    char **list = arena_alloc(arena, count * sizeof *list);

    for (size_t i = 0; i < count; i++)
        list[i] = record_text(record, arena);
    *out = list;
    return count;
}

static size_t
get_sections(struct record *record, struct section **out, struct arena *arena)
{
    size_t count = get_count(record);
    struct section *list = arena_alloc(arena, count * sizeof *list);

    for (size_t i = 0; i < count; i++) {
        list[i].slug = record_text(record, arena);
        list[i].heading = record_text(record, arena);
        list[i].verb = record_text(record, arena);
        list[i].kind =
            (enum clause_kind)record_number_to(record, KIND_COUNT - 1);
        list[i].to_count = get_texts(record, &list[i].to, arena);
        list[i].clause_count = get_clauses(record, &list[i].clauses, arena);
        list[i].line = get_unsigned(record);
        list[i].page = get_unsigned(record);
        list[i].paragraph = get_unsigned(record);
    }
    *out = list;
    return count;
}

static size_t
get_footnotes(struct record *record, struct footnote **out, struct arena *arena)
{
    size_t count = get_count(record);
    struct footnote *list = arena_alloc(arena, count * sizeof *list);

    for (size_t i = 0; i < count; i++) {
        list[i].id = record_text(record, arena);
        list[i].label = record_text(record, arena);
        list[i].text = record_text(record, arena);
        list[i].anchor = record_text(record, arena);
        list[i].cite_count = get_citations(record, &list[i].cites, arena);
        list[i].line = get_unsigned(record);
        list[i].page = get_unsigned(record);
        list[i].paragraph = get_unsigned(record);
    }
    *out = list;
    return count;
}

static size_t
get_history(struct record *record, struct adoption **out, struct arena *arena)
{
    size_t count = get_count(record);
    struct adoption *list = arena_alloc(arena, count * sizeof *list);

    for (size_t i = 0; i < count; i++) {
        list[i].place = record_text(record, arena);
        list[i].year = get_unsigned(record);
    }
    *out = list;
    return count;
}

enum status
resolution_decode(struct resolution *out, const void *bytes, size_t len,
                  struct arena *arena, struct error *err)
{
    struct record record = record_open(bytes, len);
    struct resolution r = {0};

    if (record_number(&record) != CODEC_VERSION)
        return error_set(err, STATUS_STORE,
                         "a stored resolution is of another format");
    r.id = record_text(&record, arena);
    r.body = record_text(&record, arena);
    r.number = get_unsigned(&record);
    r.year = get_unsigned(&record);
    r.copy = get_unsigned(&record);
    r.place = record_text(&record, arena);
    r.revised = record_number(&record) != 0;
    r.designation = record_text(&record, arena);
    r.title = record_text(&record, arena);
    r.history_count = get_history(&record, &r.history, arena);
    r.foreword_count = get_texts(&record, &r.foreword, arena);
    r.section_count = get_sections(&record, &r.sections, arena);
    r.footnote_count = get_footnotes(&record, &r.footnotes, arena);
    r.foreword_cite_count = get_citations(&record, &r.foreword_cites, arena);
    r.language = record_text(&record, arena);
    r.source_file = record_text(&record, arena);
    r.source_sha256 = record_text(&record, arena);
    if (record.bad || record.at != record.end)
        return error_set(err, STATUS_STORE, "a stored resolution is damaged");
    *out = r;
    return STATUS_OK;
}
