/*
 * The body, line by line: a label, a heading, a bullet, or text. A line that
 * begins with a label or a heading's word may as well be wrapped text, so
 * what it is depends on where it stands: behind a paragraph that has ended
 * (or a blank line) anything may begin.
 */
#include "indexer/segment/segment_build.h"

#include "indexer/segment/segment_label.h"
#include "lib/base/cleanup.h"

#include <ctype.h>
#include <string.h>

enum {
    WRAPPED_MAX = 160, /* bytes of the widest line of a wrapped text */
    HEADING_LIKE_MAX = 100,
    HEADING_LIKE_WORDS = 12
};

struct body {
    struct build *build;
    struct arena *scratch; /* for trying what a line is; emptied after it */
    struct labels labels;
    struct buf text; /* of the clause being read */
    bool open;       /* a clause is being read */
    bool labelled;   /* its label stood in the text */
    bool blank;      /* a blank line stood before this one */
    bool wrapped;    /* lines are broken to a width */
    size_t before;   /* bytes of the line before */
    bool headings_seen;
};

static struct section *
section_now(const struct body *body)
{
    const struct resolution *resolution = &body->build->resolution;

    return resolution->section_count == 0
               ? NULL
               : &resolution->sections[resolution->section_count - 1];
}

static struct clause *
clause_now(const struct body *body)
{
    struct section *section = section_now(body);

    return &section->clauses[section->clause_count - 1];
}

static void
doubt(struct body *body, const char *code, const struct line *line,
      const char *text)
{
    finding_add(&body->build->findings, FINDING_DOUBT, code, line->number, "%s",
                text);
}

static void
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

static void
text_add(struct body *body, const struct line *line, size_t from)
{
    const struct resolution *resolution = &body->build->resolution;

    if (body->text.len > 0 && from < line->len)
        buf_put_byte(&body->text, ' ');
    buf_put(&body->text, line->text + from, line->len - from);
    notes_place(body->build, line, NOTE_CLAUSE, resolution->section_count - 1,
                section_now(body)->clause_count - 1);
}

static void
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
static void
section_ensure(struct body *body, const struct line *line)
{
    static const struct heading none = {.kind = KIND_OTHER, .verb = ""};

    if (section_now(body) != NULL)
        return;
    section_open(body, line, "", &none);
    doubt(body, "text_before_heading", line,
          "text before any heading; kept in a section \"text\"");
}

static void
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
    body->labelled = *label != '\0';
}

/* Whether a label, heading or bullet may begin here. */
static bool
at_boundary(const struct body *body)
{
    return !body->open || body->blank || !body->wrapped ||
           paragraph_ended(body->text.data, body->text.len);
}

/* A label whose text is still to come, on the next line. */
static bool
is_waiting(const struct body *body)
{
    return body->open && body->labelled && body->text.len == 0;
}

/* Whether the line before was broken for width, not by its writer. */
static bool
is_full(const struct body *body)
{
    return body->wrapped && body->before * 3 >= body->build->lines.widest * 2;
}

static bool
label_line(struct body *body, const struct line *line)
{
    const struct section *section = section_now(body);
    bool anywhere = section == NULL || section->clause_count == 0;
    char path[LABEL_PATH_MAX];
    struct label label;
    enum label_fit fit;

    if (!label_read(&label, line->text, line->len))
        return false;
    fit = labels_fit(&body->labels, &label, anywhere);
    if (fit == LABEL_NO)
        return false;
    if (!at_boundary(body) && !label.tab && !is_waiting(body)) {
        if (fit == LABEL_NEXT && label.readings[0].kind != LABEL_BULLET)
            doubt(body, "label_in_text", line,
                  "this may be a label; read as text, because the line before "
                  "does not end a paragraph");
        return false;
    }
    if (fit == LABEL_REPEATS) {
        doubt(body, "label_repeats", line,
              "a label that was there already, or goes back; is a heading "
              "missing? Kept as text");
        return false;
    }
    section_ensure(body, line);
    labels_take(&body->labels, &label, anywhere, path);
    if (fit == LABEL_GAP)
        finding_add(&body->build->findings, FINDING_DOUBT, "label_gap",
                    line->number, "labels are missing before %s", path);
    clause_open(body, line, path);
    text_add(body, line, label.taken);
    return true;
}

/* How many lines a heading takes here; 0 when none stands here. */
static size_t
heading_line(struct body *body, size_t at)
{
    const struct line *line = &body->build->lines.list[at];
    struct heading_found found;

    if (is_waiting(body) ||
        !heading_find(&found, body->build, at, body->scratch))
        return 0;
    if (!at_boundary(body) &&
        (found.heading.unknown_count > 0 || found.heading.kind == KIND_ANNEX))
        return 0;
    section_open(body, line, found.text, &found.heading);
    body->headings_seen = true;
    for (size_t i = 0; i < found.lines; i++)
        notes_place(body->build, line + i, NOTE_SECTION,
                    body->build->resolution.section_count - 1, 0);
    return found.lines;
}

/* A short line that ends nothing, with the first label of a row behind it. */
static bool
is_heading_like(const struct body *body, size_t at)
{
    const struct lines *lines = &body->build->lines;
    const struct line *line = &lines->list[at];
    const struct section *section = section_now(body);
    struct label label;

    if (line->len > HEADING_LIKE_MAX ||
        strchr(".;:", line->text[line->len - 1]) ||
        !isalpha((unsigned char)*line->text) || !at_boundary(body) ||
        (section != NULL && section->clause_count == 0) ||
        words_count(line->text) > HEADING_LIKE_WORDS)
        return false;
    for (at++; at < lines->count && lines->list[at].len == 0; at++)
        continue;
    return at < lines->count &&
           label_read(&label, lines->list[at].text, lines->list[at].len) &&
           label_begins(&label);
}

static bool
unknown_heading_line(struct body *body, size_t at)
{
    static const struct heading other = {.kind = KIND_OTHER, .verb = ""};
    const struct line *line = &body->build->lines.list[at];

    if (is_waiting(body) || !is_heading_like(body, at))
        return false;
    section_open(body, line, line->text, &other);
    notes_place(body->build, line, NOTE_SECTION,
                body->build->resolution.section_count - 1, 0);
    finding_add(&body->build->findings, FINDING_DOUBT, "unknown_heading",
                line->number, "no table knows the heading \"%s\"", line->text);
    return true;
}

/* Whether the line goes on with the clause before it. */
static bool
goes_on(const struct body *body, const struct line *line)
{
    unsigned char first = (unsigned char)*line->text;

    if (!body->open)
        return false;
    if (!paragraph_ended(body->text.data, body->text.len))
        return true;
    /* A comma or an abbreviation's dot at the end of a full line. */
    return !body->blank && !isupper(first) && first < 0x80 && is_full(body) &&
           strchr(";:", body->text.data[body->text.len - 1]) == NULL;
}

static void
text_line(struct body *body, const struct line *line)
{
    struct assembly_line assembly;

    if (!goes_on(body, line)) {
        clause_open(body, line, "");
        if (begins_like_heading(body->build, line, body->scratch))
            doubt(body, "heading_in_text", line,
                  "a paragraph begins with the words of a heading; read as "
                  "text");
        else if (assembly_line_read(&assembly, body->build->grammar, line->text,
                                    body->scratch))
            doubt(body, "second_assembly_line", line,
                  "another assembly line; is this a second resolution?");
    }
    text_add(body, line, 0);
}

/* Reads the line at `at`; how many lines it took. */
static size_t
line_read(struct body *body, size_t at)
{
    const struct line *line = &body->build->lines.list[at];
    size_t taken;

    arena_reset(body->scratch);
    if (label_line(body, line))
        return 1;
    taken = heading_line(body, at);
    if (taken > 0)
        return taken;
    if (!unknown_heading_line(body, at))
        text_line(body, line);
    return 1;
}

enum status
build_body(struct build *build, struct error *err)
{
    CLEANUP(arena_freep) struct arena *scratch = arena_new();
    struct body body = {.build = build,
                        .scratch = scratch,
                        .wrapped = build->lines.widest <= WRAPPED_MAX};

    for (size_t at = build->body; at < build->lines.count;) {
        const struct line *line = &build->lines.list[at];

        if (line->len == 0) {
            body.blank = true;
            at++;
            continue;
        }
        at += line_read(&body, at);
        body.blank = false;
        body.before = build->lines.list[at - 1].len;
        if (build->clause_count > CLAUSES_MAX ||
            build->resolution.section_count > SECTIONS_MAX)
            break;
    }
    clause_close(&body);
    buf_deinit(&body.text);
    if (build->clause_count > CLAUSES_MAX ||
        build->resolution.section_count > SECTIONS_MAX)
        return error_set(err, STATUS_TOO_LARGE,
                         "more than %d clauses or %d sections", CLAUSES_MAX,
                         SECTIONS_MAX);
    if (!body.headings_seen)
        finding_add(&build->findings, FINDING_DOUBT, "no_headings", 0,
                    "no headings found; a converter may have dropped them");
    return STATUS_OK;
}
